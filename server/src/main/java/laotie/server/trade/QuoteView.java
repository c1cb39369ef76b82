package laotie.server.trade;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.prices.Freight.Fee;
import laotie.prices.Quote;
import laotie.prices.Step;

/**
 * A price with its explanation, as it is shown before an order and beside it: the steps of the lines and the
 * shipping sum exactly to the total.
 *
 * @param goods what the lines cost, after everything but shipping
 * @param off what the coupon takes off; absent without one
 */
record QuoteView(
    List<LineView> lines, Money goods, Optional<CouponOff> coupon, FeeView shipping, Money total) {

  /** What one line costs, and why. */
  record LineView(
      String skuId, int quantity, Money unit, Money net, List<StepView> steps,
      Optional<String> flashSaleId) {}

  /**
   * One step from the list price to what is paid.
   *
   * @param amount what it changes the line by, for all its units
   * @param subject a flash sale, a tier or a coupon; absent for the others
   * @param percent of a tier; absent for the others
   */
  record StepView(
      Step.Kind kind, Money amount, Optional<String> subject, Optional<Integer> percent) {}

  record CouponOff(String couponId, String name, Money off) {}

  /**
   * The fee for shipping.
   *
   * @param region the code of the region it was looked up by; absent for elsewhere
   * @param freeFrom goods of this amount are shipped there for nothing; absent when never
   */
  record FeeView(Money amount, Optional<String> region, Optional<Money> freeFrom) {}

  static QuoteView of(Quote quote) {
    Currency currency = quote.lines().getFirst().item().tag().list().currency();
    List<LineView> lines = quote.lines().stream().map(line -> new LineView(line.item().skuId(),
        line.item().quantity(), new Money(line.unitMinor(), currency),
        new Money(line.netMinor(), currency), steps(line.steps(), currency),
        present(line.item().tag().flash().flashSaleId()))).toList();
    return new QuoteView(lines, new Money(quote.goodsMinor(), currency),
        quote.offMinor() == 0 ? Optional.empty() : Optional.of(new CouponOff(quote.coupon().couponId(),
            quote.coupon().name(), new Money(quote.offMinor(), currency))),
        fee(quote.fee(), currency), new Money(quote.totalMinor(), currency));
  }

  static List<StepView> steps(List<Step> steps, Currency currency) {
    return steps.stream().map(step -> new StepView(step.kind(), new Money(step.minor(), currency),
        present(step.subject()), step.percent() == 0 ? Optional.empty() : Optional.of(step.percent())))
        .toList();
  }

  static FeeView fee(Fee fee, Currency currency) {
    return new FeeView(new Money(fee.minor(), currency), present(fee.region()),
        fee.freeFromMinor() == 0 ? Optional.empty()
            : Optional.of(new Money(fee.freeFromMinor(), currency)));
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
