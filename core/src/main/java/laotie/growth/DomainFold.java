package laotie.growth;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import laotie.fact.BusinessDays;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.FansFact.Followed;
import laotie.fact.Fold;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Origin;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;

/**
 * Public and private, stranger and fan: views, follows, orders, buyers and money of every host's day. A
 * view and a follow belong to the day they happened, an order to the day of payment; where it came from and
 * what its buyer was then stand in the order and never change. Orders in another currency than the shop's
 * are left out.
 *
 * @param days the shop's calendar
 * @param currency the shop's currency
 */
public record DomainFold(BusinessDays days, Currency currency) implements Fold<DomainKey, DomainDay> {

  static final int VERSION = 1;

  public DomainFold {
    Objects.requireNonNull(days);
    Objects.requireNonNull(currency);
  }

  @Override
  public Collection<DomainKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case RoomEntered entered -> List.of(key(entered.hostId(), recorded, entered.origin()));
      case ClipOpened opened -> List.of(key(opened.hostId(), recorded, opened.origin()));
      case Followed followed -> List.of(key(followed.hostId(), recorded, followed.origin()));
      case OrderPaid paid when paid.deal().amount().currency().equals(currency) ->
          List.of(key(paid.deal().hostId(), recorded, paid.deal().origin()));
      default -> List.of();
    };
  }

  private DomainKey key(String hostId, Recorded recorded, Origin origin) {
    return DomainKey.of(hostId, days.dayOf(recorded.at()), origin);
  }

  @Override
  public DomainDay zero() {
    return DomainDay.NOTHING;
  }

  @Override
  public DomainDay add(DomainDay state, DomainKey key, Recorded recorded) {
    return switch (recorded.fact()) {
      case RoomEntered entered -> state.merge(DomainDay.viewed());
      case ClipOpened opened -> state.merge(DomainDay.viewed());
      case Followed followed -> state.merge(DomainDay.followed());
      case OrderPaid paid -> state.merge(sold(paid.deal()));
      default -> state;
    };
  }

  private static DomainDay sold(Deal deal) {
    DomainDay.Sold one = new DomainDay.Sold(1, deal.amount().minor());
    DomainDay.Sold none = DomainDay.Sold.NOTHING;
    if (!deal.showId().isEmpty()) {
      return DomainDay.sold(deal.buyerId(), one, none, none);
    }
    return deal.clipId().isEmpty()
        ? DomainDay.sold(deal.buyerId(), none, none, one)
        : DomainDay.sold(deal.buyerId(), none, one, none);
  }

  @Override
  public DomainDay merge(DomainDay left, DomainDay right) {
    return left.merge(right);
  }

  /** Version; whether buyers are whole; views; follows; orders and money of show, clip, neither; buyers. */
  @Override
  public byte[] encode(DomainDay state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.octet(state.isExact() ? 1 : 0);
    out.number(state.views());
    out.number(state.follows());
    for (DomainDay.Sold sold : List.of(state.live(), state.clip(), state.offlive())) {
      out.number(sold.orders());
      out.signed(sold.gmvMinor());
    }
    out.number(state.buyers().size());
    state.buyers().forEach(out::text);
    return out.bytes();
  }

  @Override
  public DomainDay decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("domain cell of version " + version + ", known is " + VERSION);
    }
    boolean isExact = in.octet() == 1;
    long views = in.number();
    long follows = in.number();
    DomainDay.Sold live = new DomainDay.Sold(in.number(), in.signed());
    DomainDay.Sold clip = new DomainDay.Sold(in.number(), in.signed());
    DomainDay.Sold offlive = new DomainDay.Sold(in.number(), in.signed());
    SortedSet<String> buyers = new TreeSet<>();
    for (int left = in.count(); left > 0; left--) {
      buyers.add(in.text());
    }
    in.end();
    return new DomainDay(views, follows, live, clip, offlive, buyers, isExact);
  }
}
