package laotie.growth;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.FansFact.Followed;
import laotie.fact.Fold;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.VideoFact.WatchCredited;

/**
 * Watching and buying per person: what U, H, B, O and G of any show, host and day are counted from.
 *
 * <p>Watching goes to the show and to the host, split at midnight of the shop's zone in the host's cells. A
 * paid order goes to the show of its deal, whenever it was paid, and to the host on the day of payment. So
 * an order without a show is in the host's numbers only ({@code offlive}). Instants are cut to
 * milliseconds. Orders in another currency than the shop's are left out: sums of two currencies mean
 * nothing.
 */
public final class PersonFold implements Fold<PersonKey, PersonDay> {

  /** First byte of every encoded cell; a change of form raises it. */
  static final int VERSION = 1;

  /** Ids of shows and hosts that are kept to be shared by keys; a power of two. */
  private static final int SHARED_IDS = 1_024;

  private final Midnights midnights;
  private final Currency currency;

  /** By hash: keys that share their id are compared without looking into it. */
  private final String[] shared = new String[SHARED_IDS];

  /** With the shop's calendar and currency. */
  public PersonFold(BusinessDays days, Currency currency) {
    this.midnights = new Midnights(days);
    this.currency = Objects.requireNonNull(currency);
  }

  @Override
  public Collection<PersonKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case WatchCredited watch -> watchKeys(watch);
      case OrderPaid paid -> orderKeys(paid, recorded.at());
      case Followed followed ->
          List.of(PersonKey.ofHost(followed.hostId(), dayOf(recorded.at()), followed.viewerId()));
      default -> List.of();
    };
  }

  private List<PersonKey> watchKeys(WatchCredited watch) {
    long from = watch.from().toEpochMilli();
    long to = watch.to().toEpochMilli();
    if (from >= to) {
      return List.of();
    }
    Midnights.Day first = midnights.at(from);
    PersonKey ofHost = PersonKey.ofHost(sharedId(watch.hostId()), first.day(), watch.viewerId());
    boolean isOfShow = !watch.showId().isEmpty();
    if (to <= first.to()) {
      return isOfShow ? List.of(ofShow(watch), ofHost) : List.of(ofHost);
    }
    List<PersonKey> keys = new ArrayList<>();
    if (isOfShow) {
      keys.add(ofShow(watch));
    }
    keys.add(ofHost);
    for (Midnights.Day day = first; to > day.to(); ) {
      day = midnights.at(day.to());
      keys.add(PersonKey.ofHost(watch.hostId(), day.day(), watch.viewerId()));
    }
    return keys;
  }

  private PersonKey ofShow(WatchCredited watch) {
    return PersonKey.ofShow(sharedId(watch.showId()), watch.viewerId());
  }

  private String sharedId(String id) {
    int place = id.hashCode() & SHARED_IDS - 1;
    String known = shared[place];
    if (known != null && known.equals(id)) {
      return known;
    }
    shared[place] = id;
    return id;
  }

  private LocalDate dayOf(Instant at) {
    return midnights.at(at.toEpochMilli()).day();
  }

  private List<PersonKey> orderKeys(OrderPaid paid, Instant at) {
    if (!paid.deal().amount().currency().equals(currency)) {
      return List.of();
    }
    String buyer = paid.deal().buyerId();
    PersonKey ofHost = PersonKey.ofHost(paid.deal().hostId(), dayOf(at), buyer);
    return paid.deal().showId().isEmpty()
        ? List.of(ofHost)
        : List.of(PersonKey.ofShow(paid.deal().showId(), buyer), ofHost);
  }

  @Override
  public PersonDay zero() {
    return PersonDay.NOTHING;
  }

  @Override
  public PersonDay add(PersonDay state, PersonKey key, Recorded recorded) {
    return switch (recorded.fact()) {
      case WatchCredited watch -> watched(state, key, watch);
      case OrderPaid paid -> state.merge(PersonDay.paid(paid.orderId(), paid.deal().amount().minor()));
      case Followed followed -> state.merge(PersonDay.followed());
      default -> state;
    };
  }

  /** With the part of the watched interval that lies in the cell. */
  private PersonDay watched(PersonDay state, PersonKey key, WatchCredited watch) {
    long from = watch.from().toEpochMilli();
    long to = watch.to().toEpochMilli();
    if (key.scope() == Scope.SHOW) {
      return state.watched(watch.viewId(), from, to);
    }
    Midnights.Day day = midnights.of(key.day());
    return state.watched(watch.viewId(), Math.max(from, day.from()), Math.min(to, day.to()));
  }

  @Override
  public PersonDay merge(PersonDay left, PersonDay right) {
    return left.merge(right);
  }

  /**
   * Version; flags (bit 0 followed); views: count, then id, interval count and edges, each edge as the
   * distance from the one before; orders: count, then id and amount.
   */
  @Override
  public byte[] encode(PersonDay state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.octet(state.hasFollowed() ? 1 : 0);
    out.number(state.views().count());
    long last = 0;
    for (int view = 0; view < state.views().count(); view++) {
      out.text(state.views().id(view));
      Spans spans = state.views().spans(view);
      out.number(spans.count());
      for (int i = 0; i < spans.count(); i++) {
        out.signed(spans.from(i) - last);
        out.number(spans.to(i) - spans.from(i));
        last = spans.to(i);
      }
    }
    out.number(state.orders().size());
    for (var order : state.orders().entrySet()) {
      out.text(order.getKey());
      out.signed(order.getValue());
    }
    return out.bytes();
  }

  @Override
  public PersonDay decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("person cell of version " + version + ", known is " + VERSION);
    }
    boolean hasFollowed = in.octet() == 1;
    Views views = Views.NONE;
    long last = 0;
    for (int left = in.count(); left > 0; left--) {
      String viewId = in.text();
      long[] edges = new long[2 * in.count()];
      for (int i = 0; i < edges.length; i += 2) {
        edges[i] = last + in.signed();
        edges[i + 1] = edges[i] + in.number();
        last = edges[i + 1];
      }
      views = views.with(viewId, Spans.ofEdges(edges));
    }
    SortedMap<String, Long> orders = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      orders.put(in.text(), in.signed());
    }
    in.end();
    return new PersonDay(views, orders, hasFollowed);
  }
}
