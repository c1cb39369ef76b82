package laotie.growth;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.fact.SettlementFact.OrderSettled;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.Payer;

/**
 * The orders one by one, as money. Orders in another currency than the shop's are left out.
 *
 * @param currency the shop's currency
 */
public record SaleFold(Currency currency) implements Fold<String, Sale> {

  static final int VERSION = 1;

  private static final int PAID = 1;
  private static final int UNDONE = 2;

  public SaleFold {
    Objects.requireNonNull(currency);
  }

  @Override
  public Collection<String> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case OrderPaid paid when paid.deal().amount().currency().equals(currency) -> List.of(paid.orderId());
      case OrderRefunded back when back.refunded().currency().equals(currency) -> List.of(back.orderId());
      case OrderSettled settled when settled.base().currency().equals(currency) ->
          List.of(settled.orderId());
      default -> List.of();
    };
  }

  @Override
  public Sale zero() {
    return Sale.NONE;
  }

  @Override
  public Sale add(Sale state, String orderId, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return switch (recorded.fact()) {
      case OrderPaid paid -> state.merge(paid(paid.deal(), at));
      case OrderRefunded back -> state.merge(new Sale(back.deal().buyerId(), back.deal().hostId(),
          Sale.NEVER, back.isWhole() ? at : Sale.NEVER, 0, 0, 0,
          new TreeMap<>(Map.of(at, back.refunded().minor())), Sale.Taken.NOTHING));
      case OrderSettled settled -> state.merge(new Sale("", settled.hostId(), Sale.NEVER, Sale.NEVER, 0, 0,
          0, new TreeMap<>(), new Sale.Taken(settled.revision(), settled.subsidyMinor(),
              settled.commissionMinor(), settled.suppliesMinor())));
      default -> state;
    };
  }

  private static Sale paid(Deal deal, long at) {
    long ofHost = 0;
    long ofPlatform = 0;
    for (Discount discount : deal.bill().discounts()) {
      ofHost += discount.payer() == Payer.HOST ? discount.minor() : 0;
      ofPlatform += discount.payer() == Payer.PLATFORM ? discount.minor() : 0;
    }
    return new Sale(deal.buyerId(), deal.hostId(), at, Sale.NEVER, deal.amount().minor(), ofHost,
        ofPlatform, new TreeMap<>(), Sale.Taken.NOTHING);
  }

  @Override
  public Sale merge(Sale left, Sale right) {
    return left.merge(right);
  }

  /**
   * Version; flags (1 paid, 2 undone); buyer; host; the instants the flags name; amount; both coupons; how
   * often money went back, and of each the instant and the amount; revision, subsidy, commission, supplies.
   */
  @Override
  public byte[] encode(Sale state) {
    ByteWriter out = new ByteWriter();
    boolean isPaid = state.paidAt() != Sale.NEVER;
    boolean isUndone = state.undoneAt() != Sale.NEVER;
    out.octet(VERSION);
    out.octet((isPaid ? PAID : 0) | (isUndone ? UNDONE : 0));
    out.text(state.buyerId());
    out.text(state.hostId());
    if (isPaid) {
      out.signed(state.paidAt());
    }
    if (isUndone) {
      out.signed(state.undoneAt());
    }
    out.number(state.amountMinor());
    out.number(state.hostCouponMinor());
    out.number(state.platformCouponMinor());
    out.number(state.backs().size());
    state.backs().forEach((at, minor) -> {
      out.signed(at);
      out.number(minor);
    });
    out.number(state.taken().revision());
    out.signed(state.taken().subsidyMinor());
    out.signed(state.taken().commissionMinor());
    out.signed(state.taken().suppliesMinor());
    return out.bytes();
  }

  @Override
  public Sale decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("sale cell of version " + version + ", known is " + VERSION);
    }
    int flags = in.octet();
    String buyerId = in.text();
    String hostId = in.text();
    long paidAt = (flags & PAID) != 0 ? in.signed() : Sale.NEVER;
    long undoneAt = (flags & UNDONE) != 0 ? in.signed() : Sale.NEVER;
    long amount = in.number();
    long ofHost = in.number();
    long ofPlatform = in.number();
    SortedMap<Long, Long> backs = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      long at = in.signed();
      backs.put(at, in.number());
    }
    Sale.Taken taken =
        new Sale.Taken(Math.toIntExact(in.number()), in.signed(), in.signed(), in.signed());
    in.end();
    return new Sale(buyerId, hostId, paidAt, undoneAt, amount, ofHost, ofPlatform, backs, taken);
  }
}
