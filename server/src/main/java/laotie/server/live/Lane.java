package laotie.server.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The sockets of one room that live on one event loop; touched on that loop only. A batch of messages is
 * handed to a lane once, whatever the number of its sockets, and a socket that fails harms no other.
 */
final class Lane {

  private static final Logger LOGGER = Logger.getLogger(Lane.class);

  private final EventLoop loop;
  private final InstantSource clock;
  private final FanOut.Meters meters;
  private final Consumer<Seat> caughtUp;
  private final List<Seat> seats = new ArrayList<>();

  Lane(EventLoop loop, InstantSource clock, FanOut.Meters meters, Consumer<Seat> caughtUp) {
    this.loop = loop;
    this.clock = clock;
    this.meters = meters;
    this.caughtUp = caughtUp;
  }

  EventLoop loop() {
    return loop;
  }

  void add(Seat seat) {
    seats.add(seat);
  }

  void remove(Seat seat) {
    seats.remove(seat);
  }

  /** Sends shared bytes to every socket; takes over the caller's reference. */
  void send(ByteBuf bytes) {
    Instant now = clock.instant();
    long sent = 0;
    long skipped = 0;
    try {
      for (int i = seats.size() - 1; i >= 0; i--) {
        switch (offer(seats.get(i), bytes, now)) {
          case SENT -> sent++;
          case SKIPPED, CAUGHT_UP -> skipped++;
          case CLOSED -> seats.remove(i);
        }
      }
    } finally {
      bytes.release();
    }
    meters.sent(sent, skipped);
  }

  private Seat.Outcome offer(Seat seat, ByteBuf bytes, Instant now) {
    try {
      return told(seat, seat.offer(bytes, now));
    } catch (RuntimeException broken) {
      LOGGER.debugf("a socket broke: %s", broken.getMessage());
      return Seat.Outcome.SKIPPED;
    }
  }

  private Seat.Outcome told(Seat seat, Seat.Outcome outcome) {
    if (outcome == Seat.Outcome.CAUGHT_UP) {
      caughtUp.accept(seat);
    } else if (outcome == Seat.Outcome.CLOSED) {
      meters.closedSlowReader();
    }
    return outcome;
  }

  /** Closes readers that are stuck, and welcomes those that caught up, while the room is silent. */
  void check() {
    Instant now = clock.instant();
    seats.removeIf(seat -> told(seat, seat.check(now)) == Seat.Outcome.CLOSED);
  }

  /** Does something with every socket of one account. */
  void forAccount(String accountId, Consumer<Seat> action) {
    for (Seat seat : List.copyOf(seats)) {
      if (seat.isOf(accountId)) {
        action.accept(seat);
      }
    }
  }
}
