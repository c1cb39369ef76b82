package laotie.growth;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.FeedFact.ItemExposed;
import laotie.fact.FeedFact.PromotionCharged;
import laotie.fact.Fold;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Recorded;

/**
 * Whose people watch whom: the traffic of every host's day. A view counts by the channel it was recorded
 * with at entry.
 *
 * @param days the shop's calendar
 * @param currency the shop's currency
 */
public record TrafficFold(BusinessDays days, Currency currency) implements Fold<HostDay, Traffic> {

  static final int VERSION = 1;

  public TrafficFold {
    Objects.requireNonNull(days);
    Objects.requireNonNull(currency);
  }

  @Override
  public Collection<HostDay> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case RoomEntered entered when !entered.viewerId().equals(entered.hostId()) ->
          key(entered.hostId(), recorded);
      case ClipOpened opened when !opened.viewerId().equals(opened.hostId()) ->
          key(opened.hostId(), recorded);
      case ItemExposed shown when shown.pool() == Pool.PUBLIC && shown.channel() != Channel.PAID ->
          key(shown.hostId(), recorded);
      case PromotionCharged charged when charged.charged().currency().equals(currency) ->
          key(charged.hostId(), recorded);
      default -> List.of();
    };
  }

  private List<HostDay> key(String hostId, Recorded recorded) {
    return List.of(new HostDay(hostId, days.dayOf(recorded.at())));
  }

  @Override
  public Traffic zero() {
    return Traffic.NOTHING;
  }

  @Override
  public Traffic add(Traffic state, HostDay key, Recorded recorded) {
    return switch (recorded.fact()) {
      case RoomEntered entered -> state.merge(view(entered.origin()));
      case ClipOpened opened -> state.merge(view(opened.origin()));
      case ItemExposed shown -> state.merge(Traffic.EXPOSED);
      case PromotionCharged charged ->
          state.merge(new Traffic(0, 0, 0, 0, charged.exposures(), charged.spentMilli()));
      default -> state;
    };
  }

  private static Traffic view(Origin origin) {
    if (origin.channel() == Channel.PAID) {
      return Traffic.BOUGHT;
    }
    return origin.channel().isPrivate() ? Traffic.BROUGHT : Traffic.GIVEN;
  }

  @Override
  public Traffic merge(Traffic left, Traffic right) {
    return left.merge(right);
  }

  /** Version; brought; given; bought; exposures; paid exposures; thousandths spent. */
  @Override
  public byte[] encode(Traffic state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.brought());
    out.number(state.given());
    out.number(state.bought());
    out.number(state.exposures());
    out.number(state.paidExposures());
    out.number(state.spentMilli());
    return out.bytes();
  }

  @Override
  public Traffic decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("traffic cell of version " + version + ", known is " + VERSION);
    }
    Traffic traffic = new Traffic(
        in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
    in.end();
    return traffic;
  }
}
