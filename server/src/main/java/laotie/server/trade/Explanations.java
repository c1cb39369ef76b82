package laotie.server.trade;

import java.util.ArrayList;
import java.util.List;
import laotie.fact.TradeFact.Line;
import laotie.prices.Freight.Fee;
import laotie.prices.Quote;
import laotie.prices.Step;
import laotie.server.prices.Prices.Explanation;
import laotie.server.trade.Command.LineText;
import laotie.server.trade.Command.Reduction;

/** Turns quotes into what orders keep of them. */
final class Explanations {

  /** Of an order at list prices and without a fee, where there is nothing to explain. */
  static final Explanation NONE = new Explanation(List.of(), new Fee(0, "", 0), "");

  private Explanations() {}

  static Explanation of(Quote quote) {
    return new Explanation(quote.lines().stream().map(Quote.Line::steps).toList(), quote.fee(),
        quote.coupon().name());
  }

  static boolean isPlain(Explanation one) {
    return one.fee().equals(NONE.fee()) && one.steps().stream().allMatch(steps -> steps.size() == 1);
  }

  /** The steps of a line, of the explanation or else of what the line itself knows. */
  static List<Step> stepsOf(OrderRow row, int at) {
    if (at < row.explanation().steps().size()) {
      return row.explanation().steps().get(at);
    }
    Line line = row.order().lines().get(at);
    Reduction reduction = row.texts().get(at).reduction();
    boolean isReduced = reduction.basisMinor() > line.priceMinor();
    long list = isReduced ? reduction.basisMinor() : line.priceMinor();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Step.Kind.LIST, list * line.quantity(), "", 0));
    if (isReduced) {
      Step.Kind kind = !line.stockId().equals(line.skuId()) ? Step.Kind.FLASH
          : reduction.percent() > 0 ? Step.Kind.TIER : Step.Kind.ROOM;
      steps.add(new Step(kind, -(list - line.priceMinor()) * line.quantity(),
          kind == Step.Kind.FLASH ? line.stockId() : reduction.tier(), reduction.percent()));
    }
    if (line.offMinor() > 0) {
      steps.add(new Step(Step.Kind.COUPON, -line.offMinor(),
          row.order().deal().bill().discounts().getFirst().couponId(), 0));
    }
    return steps;
  }

  /** The fee of an order; older rows know its amount only. */
  static Fee feeOf(OrderRow row) {
    long minor = row.order().deal().bill().shippingMinor();
    Fee told = row.explanation().fee();
    return told.minor() == minor ? told : new Fee(minor, "", 0);
  }

  /** A line's words with what was taken off one unit: the list price, and the tier when it was the tier. */
  static LineText shown(LineText text, Quote.Line line) {
    long listMinor = line.item().tag().list().minor();
    if (line.unitMinor() == listMinor) {
      return text;
    }
    Reduction reduction = line.steps().stream().filter(step -> step.kind() == Step.Kind.TIER).findFirst()
        .map(tier -> new Reduction(listMinor, tier.percent(), tier.subject()))
        .orElse(new Reduction(listMinor, 0, ""));
    return new LineText(text.title(), text.skuName(), text.pictureUrl(), reduction);
  }
}
