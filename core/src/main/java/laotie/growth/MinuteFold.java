package laotie.growth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import laotie.fact.ClipsFact.ClipCommented;
import laotie.fact.ClipsFact.ClipLiked;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.FansFact.Followed;
import laotie.fact.FeedFact.Item;
import laotie.fact.FeedFact.ItemExposed;
import laotie.fact.Fold;
import laotie.fact.IntentsFact.Asked;
import laotie.fact.LiveFact.ChatSaid;
import laotie.fact.LiveFact.Liked;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Recorded;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.VideoFact.WatchCredited;

/**
 * What happened in each minute of each host and show: the cells out of which all others of time are put
 * together. A beat asks for one or two of them and for no other.
 *
 * @param currency the shop's currency; orders in another are left out
 * @param tierOf what the guard says of an account now
 */
public record MinuteFold(Currency currency, Function<String, Tier> tierOf)
    implements Fold<MinuteKey, Minute> {

  private static final long HALF_MILLIS = MinuteKey.MILLIS / 2;

  public MinuteFold {
    Objects.requireNonNull(currency);
    Objects.requireNonNull(tierOf);
  }

  @Override
  public Collection<MinuteKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case WatchCredited watch -> watchKeys(watch);
      case OrderPaid paid -> orderKey(paid.deal(), recorded);
      case OrderRefunded refunded -> orderKey(refunded.deal(), recorded);
      case RoomEntered entered -> key(entered.viewerId(), entered.hostId(), entered.showId(), recorded);
      case ClipOpened opened -> key(opened.viewerId(), opened.hostId(), "", recorded);
      case ChatSaid said -> key(said.viewerId(), said.hostId(), said.showId(), recorded);
      case ClipCommented said -> key(said.viewerId(), said.hostId(), "", recorded);
      case Liked liked -> key(liked.viewerId(), liked.hostId(), liked.showId(), recorded);
      case ClipLiked liked -> key(liked.viewerId(), liked.hostId(), "", recorded);
      case Asked asked -> key(asked.viewerId(), asked.hostId(), asked.showId(), recorded);
      case Followed followed -> key(followed.viewerId(), followed.hostId(), "", recorded);
      case ItemExposed shown ->
          key(shown.viewerId(), shown.hostId(), shown.item() == Item.SHOW ? shown.itemId() : "", recorded);
      default -> List.of();
    };
  }

  private List<MinuteKey> key(String personId, String hostId, String showId, Recorded recorded) {
    return List.of(new MinuteKey(tierOf.apply(personId), hostId, showId,
        Math.floorDiv(recorded.at().toEpochMilli(), MinuteKey.MILLIS)));
  }

  private List<MinuteKey> orderKey(Deal deal, Recorded recorded) {
    return deal.amount().currency().equals(currency)
        ? key(deal.buyerId(), deal.hostId(), deal.showId(), recorded)
        : List.of();
  }

  private List<MinuteKey> watchKeys(WatchCredited watch) {
    long from = watch.from().toEpochMilli();
    long to = watch.to().toEpochMilli();
    if (from >= to) {
      return List.of();
    }
    Tier tier = tierOf.apply(watch.viewerId());
    long first = Math.floorDiv(from, MinuteKey.MILLIS);
    long last = Math.floorDiv(to - 1, MinuteKey.MILLIS);
    MinuteKey key = new MinuteKey(tier, watch.hostId(), watch.showId(), first);
    if (first == last) {
      return List.of(key);
    }
    List<MinuteKey> keys = new ArrayList<>();
    keys.add(key);
    for (long minute = first + 1; minute <= last; minute++) {
      keys.add(new MinuteKey(tier, watch.hostId(), watch.showId(), minute));
    }
    return keys;
  }

  @Override
  public Minute zero() {
    return Minute.NOTHING;
  }

  @Override
  public Minute add(Minute state, MinuteKey key, Recorded recorded) {
    return switch (recorded.fact()) {
      case WatchCredited watch -> watched(state, key, watch);
      case OrderPaid paid -> state.bought(PersonSet.hash(paid.deal().buyerId()),
          paid.deal().origin().channel().isPrivate(), paid.deal().amount().minor());
      case OrderRefunded back -> state.counted(
          PersonSet.hash(back.deal().buyerId()), Measure.REFUNDS, back.refunded().minor());
      case RoomEntered entered -> entered(state, entered.viewerId(), entered.origin());
      case ClipOpened opened -> entered(state, opened.viewerId(), opened.origin());
      case ChatSaid said -> state.counted(PersonSet.hash(said.viewerId()), Measure.CHATS, 1);
      case ClipCommented said -> state.counted(PersonSet.hash(said.viewerId()), Measure.CHATS, 1);
      case Liked liked -> state.counted(PersonSet.hash(liked.viewerId()), Measure.LIKES, liked.count());
      case ClipLiked liked -> state.counted(PersonSet.hash(liked.viewerId()), Measure.LIKES, 1);
      case Asked asked -> state.counted(PersonSet.hash(asked.viewerId()), Measure.INTENTS, 1);
      case Followed followed -> state.counted(PersonSet.hash(followed.viewerId()), Measure.FOLLOWS, 1);
      case ItemExposed shown -> state.counted(PersonSet.hash(shown.viewerId()),
          shown.pool() == Pool.PRIVATE ? Measure.EXPOSURES_PRIVATE : Measure.EXPOSURES_PUBLIC, 1);
      default -> state;
    };
  }

  private static Minute entered(Minute state, String personId, Origin origin) {
    boolean isFan = origin.relation() != Relation.STRANGER && origin.relation() != Relation.FOLLOWER;
    return state.entered(PersonSet.hash(personId),
        origin.channel().isPrivate() ? Measure.VIEWS_PRIVATE : Measure.VIEWS_PUBLIC, isFan);
  }

  private static Minute watched(Minute state, MinuteKey key, WatchCredited watch) {
    long begin = key.minute() * MinuteKey.MILLIS;
    long from = Math.max(begin, watch.from().toEpochMilli());
    long to = Math.min(begin + MinuteKey.MILLIS, watch.to().toEpochMilli());
    long half = begin + HALF_MILLIS;
    return state.watched(PersonSet.hash(watch.viewerId()), to - from, from < half, to > half);
  }

  @Override
  public Minute merge(Minute left, Minute right) {
    return left.merge(right);
  }

  @Override
  public byte[] encode(Minute state) {
    return state.encode();
  }

  @Override
  public Minute decode(byte[] bytes) {
    return Minute.decode(bytes);
  }
}
