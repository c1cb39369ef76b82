package laotie.server.trade;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Decision;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.prices.Ask;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.prices.Pricing;
import laotie.prices.Quote;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.prices.Prices.Allowed;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Holder;
import laotie.server.prices.Prices;
import laotie.server.trade.QuoteApi.CouponOption;
import laotie.server.trade.QuoteApi.QuoteBody;
import laotie.server.trade.QuoteApi.Quoted;
import laotie.trade.Basket;
import laotie.trade.Checkout;

/** Prices of orders that are not placed yet, by the same rule as the till's. */
@Singleton
final class Quotes {

  private final Database database;
  private final Sources sources;
  private final Appraisal appraisal;
  private final Batches.Offering offering;
  private final Seal seal;

  Quotes(
      Database database, Sources sources, Appraisal appraisal, Batches.Offering offering, Seal seal) {
    this.database = database;
    this.sources = sources;
    this.appraisal = appraisal;
    this.offering = offering;
    this.seal = seal;
  }

  /** What the quote of one buyer is made of. */
  private record Sheet(String buyerId, String hostId, Terms terms, Ask ask, Instant now) {}

  Quoted quote(Counter.Asking asking, QuoteBody body) {
    List<Appraisal.Want> wants = appraisal.wants(body.lines());
    String hostId = wants.getFirst().sku().hostId();
    require(asking.buyerId(), wants);
    Sources.Source source = sources.of(asking, hostId, body.viewId().orElse(""));
    Optional<String> region = body.region().or(() -> savedRegion(asking.buyerId()));
    Terms terms = appraisal.terms(wants, new Appraisal.Bidding(asking.guesser(), source.isInRoom(),
        () -> region.orElse(""), body.couponId().orElse(""), body.couponCode().orElse(""),
        OptionalLong.empty()));
    Instant now = appraisal.now();
    Ask ask = inFlashSales(asking.buyerId(), terms, now).with(Coupon.NONE);
    Sheet sheet = new Sheet(asking.buyerId(), hostId, terms, ask, now);
    Map<String, Decision<Quote>> tried = tried(sheet);
    List<CouponOption> options = options(sheet, tried);
    Coupon chosen = terms.ask().coupon();
    String couponId = !chosen.isNone() ? chosen.couponId() : body.isBestCoupon() ? best(options) : "";
    Quote quote = accepted(couponId.isEmpty() ? Pricing.price(ask) : tried.get(couponId));
    return new Quoted(QuoteView.of(quote), now, region.isPresent(), options);
  }

  /** Refuses baskets that no till would take, whatever they cost. */
  private static void require(String buyerId, List<Appraisal.Want> wants) {
    Basket basket = new Basket("", buyerId, Appraisal.wanted(wants), "", "", "",
        new Origin("", Channel.SEARCH, Relation.STRANGER, "", ""));
    if (Checkout.check(basket) instanceof Refused<Money> no) {
      throw Problem.of(no);
    }
  }

  private Optional<String> savedRegion(String buyerId) {
    return buyerId.isEmpty() ? Optional.empty()
        : database.read(connection -> AddressStore.read(connection, buyerId))
            .map(sealed -> Address.opened(seal, sealed).region());
  }

  /** The lines in the flash sales they would come from now. */
  private Ask inFlashSales(String buyerId, Terms terms, Instant now) {
    List<String> ids = terms.flashSales().stream().map(FlashSale::flashSaleId)
        .filter(id -> !id.isEmpty()).toList();
    if (ids.isEmpty()) {
      return terms.ask();
    }
    Map<String, Long> left = offering.goods().available(ids);
    Map<Holder, Allowed> had = buyerId.isEmpty() ? Map.of()
        : offering.prices().allowances(ids.stream().map(id -> new Holder(id, buyerId)).toList());
    List<Ask.Item> items = new ArrayList<>();
    for (int i = 0; i < terms.ask().items().size(); i++) {
      Ask.Item item = terms.ask().items().get(i);
      FlashSale sale = terms.flashSales().get(i);
      Allowed mine =
          had.getOrDefault(new Holder(sale.flashSaleId(), buyerId), new Allowed(0, 0, 0, 0));
      boolean isTaken = sale.isLive(now) && item.tag().isBetterIn(sale)
          && left.getOrDefault(sale.flashSaleId(), 0L) > 0
          && mine.held() + mine.sold() < sale.buyerMax();
      items.add(isTaken ? new Ask.Item(item.skuId(), item.productId(), item.quantity(),
          item.tag().in(sale)) : item);
    }
    return new Ask(items, terms.ask().coupon(), terms.ask().freight(), terms.ask().region());
  }

  /** What each coupon of the host, and the chosen one, would make of the price, by coupon id. */
  private Map<String, Decision<Quote>> tried(Sheet sheet) {
    Map<String, Decision<Quote>> tried = new HashMap<>();
    List<CouponRow> rows = new ArrayList<>(offering.prices().coupons(sheet.hostId()));
    Coupon chosen = sheet.terms().ask().coupon();
    if (!chosen.isNone()) {
      rows.removeIf(row -> row.coupon().couponId().equals(chosen.couponId()));
      offering.prices().coupon(chosen.couponId()).ifPresent(rows::add);
    }
    if (rows.isEmpty()) {
      return tried;
    }
    Map<Holder, Allowed> held = sheet.buyerId().isEmpty() ? Map.of()
        : offering.prices().allowances(rows.stream()
            .map(row -> new Holder(row.coupon().couponId(), sheet.buyerId())).toList());
    Set<FirstOrderStore.Key> bought = bought(sheet, rows);
    for (CouponRow row : rows) {
      Allowed mine = held.get(new Holder(row.coupon().couponId(), sheet.buyerId()));
      boolean isHidden = mine == null && !row.code().isEmpty() && !row.hasCode(sheet.terms().code());
      if (!isHidden || row.coupon().couponId().equals(chosen.couponId())) {
        boolean hasBought =
            bought.contains(new FirstOrderStore.Key(sheet.buyerId(), row.coupon().hostId()));
        tried.put(row.coupon().couponId(),
            price(sheet, row, mine == null ? -1 : mine.available(), hasBought));
      }
    }
    return tried;
  }

  private Set<FirstOrderStore.Key> bought(Sheet sheet, List<CouponRow> rows) {
    if (sheet.buyerId().isEmpty() || rows.stream().noneMatch(row -> row.coupon().asks().isFirstOrder())) {
      return Set.of();
    }
    return database.read(connection -> FirstOrderStore.bought(connection, List.of(
        new FirstOrderStore.Key(sheet.buyerId(), sheet.hostId()),
        new FirstOrderStore.Key(sheet.buyerId(), ""))));
  }

  private static Decision<Quote> price(Sheet sheet, CouponRow row, long usesLeft, boolean hasBought) {
    Coupon.Buyer buyer = new Coupon.Buyer(sheet.terms().buyer().relation(),
        sheet.terms().buyer().isInRoom(), hasBought);
    return switch (CouponUse.decide(
        row, sheet.hostId(), sheet.terms().code(), new CouponUse.Asker(buyer, usesLeft), sheet.now())) {
      case Refused<Coupon>(var reason, var detail, var members) -> new Refused<>(reason, detail, members);
      case Accepted<Coupon>(Coupon coupon, var none) -> Pricing.price(sheet.ask().with(coupon));
    };
  }

  private List<CouponOption> options(Sheet sheet, Map<String, Decision<Quote>> tried) {
    Map<String, String> names = new HashMap<>();
    offering.prices().coupons(sheet.hostId())
        .forEach(row -> names.put(row.coupon().couponId(), row.coupon().name()));
    Coupon chosen = sheet.terms().ask().coupon();
    names.put(chosen.couponId(), chosen.name());
    Currency currency = sheet.ask().items().getFirst().tag().list().currency();
    List<CouponOption> options = new ArrayList<>();
    tried.forEach((id, decision) -> options.add(switch (decision) {
      case Accepted<Quote>(Quote quote, var none) -> new CouponOption(id, names.get(id),
          Optional.of(new Money(quote.offMinor(), currency)), Optional.empty(), Optional.empty());
      case Refused<Quote> no -> new CouponOption(id, names.get(id), Optional.empty(),
          Optional.of(no.reason().name()), Optional.ofNullable(no.members().get("missingMinor"))
              .map(missing -> new Money((Long) missing, currency)));
    }));
    options.sort(Comparator.comparing(
        (CouponOption one) -> one.off().map(Money::minor).orElse(-1L)).reversed()
        .thenComparing(CouponOption::couponId));
    return options;
  }

  private static String best(List<CouponOption> options) {
    return options.stream().findFirst().filter(one -> one.off().isPresent())
        .map(CouponOption::couponId).orElse("");
  }

  private static Quote accepted(Decision<Quote> decision) {
    return switch (decision) {
      case Accepted<Quote> yes -> yes.value();
      case Refused<Quote> no -> throw Problem.of(no);
    };
  }
}
