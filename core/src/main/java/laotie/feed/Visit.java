package laotie.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import laotie.fact.Channel;
import laotie.fact.ClipsFact;
import laotie.fact.FansFact;
import laotie.fact.LiveFact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact;

/**
 * Something a viewer did with a host that says he cares: he came, wrote, followed or bought. Buying says
 * more than looking (weights 1, 2, 5, 10: a first guess); hearts and gifts say nothing here.
 *
 * @param warmth how much it says, > 0; earlier visits fade by half in {@link #HALF_LIFE}
 */
public record Visit(String viewerId, String hostId, double warmth, Instant at) {

  /** Warmth falls to a half in this span. */
  public static final Duration HALF_LIFE = Duration.ofDays(7);

  /** A host whom a viewer has not visited for so long is forgotten. */
  public static final Duration REMEMBERED = Duration.ofDays(28);

  /** The visit a fact tells of; empty when it tells of none. Nobody visits himself. */
  public static Optional<Visit> of(Recorded recorded) {
    Instant at = recorded.at();
    Visit visit = switch (recorded.fact()) {
      // What a host paid to show somebody says nothing of what he likes; what he then does, does.
      case LiveFact.RoomEntered fact when fact.origin().channel() != Channel.PAID ->
          new Visit(fact.viewerId(), fact.hostId(), 1, at);
      case ClipsFact.ClipOpened fact when fact.origin().channel() != Channel.PAID ->
          new Visit(fact.viewerId(), fact.hostId(), 1, at);
      case LiveFact.ChatSaid fact -> new Visit(fact.viewerId(), fact.hostId(), 2, at);
      case ClipsFact.ClipCommented fact -> new Visit(fact.viewerId(), fact.hostId(), 2, at);
      case FansFact.Followed fact -> new Visit(fact.viewerId(), fact.hostId(), 5, at);
      case TradeFact.OrderPaid fact -> new Visit(fact.deal().buyerId(), fact.deal().hostId(), 10, at);
      default -> new Visit("", "", 0, at);
    };
    boolean isOne = !visit.viewerId().isEmpty() && !visit.viewerId().equals(visit.hostId());
    return isOne ? Optional.of(visit) : Optional.empty();
  }

  /** Two visits of one viewer to one host as one, whatever their order. */
  public Visit and(Visit other) {
    Instant later = at.isAfter(other.at()) ? at : other.at();
    return new Visit(viewerId, hostId, warmthAt(later) + other.warmthAt(later), later);
  }

  /** What is left of it at {@code now}. */
  public double warmthAt(Instant now) {
    double age = Math.max(0, Duration.between(at, now).toMillis());
    return warmth * Math.pow(0.5, age / HALF_LIFE.toMillis());
  }
}
