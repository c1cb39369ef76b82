package laotie.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Decision;
import laotie.fact.LiveFact;

/**
 * One broadcast in a room (场次). What may happen to it depends on how far it has come, so each stage is a
 * type: a draft nobody was told of, an announced show, a live one, an ended one.
 */
public sealed interface Show {

  /** An announcement reaches at most this far ahead. */
  Duration AHEAD_MAX = Duration.ofDays(90);

  /** A clock that lags this much is forgiven. */
  Duration LATE_MAX = Duration.ofMinutes(5);

  /** Shows that one host may have announced or drafted and not yet started. */
  int PLANNED_MAX = 50;

  int TITLE_CHARACTERS_MAX = 60;

  Head head();

  /**
   * What stays the same at every stage.
   *
   * @param title 1..60 characters, plain text
   * @param coverUrl address of the cover on this server, or empty
   */
  record Head(String showId, String roomId, String hostId, String title, String coverUrl) {
    public Head {
      Objects.requireNonNull(showId);
      Objects.requireNonNull(roomId);
      Objects.requireNonNull(hostId);
      Objects.requireNonNull(coverUrl);
      if (title.isBlank() || title.codePointCount(0, title.length()) > TITLE_CHARACTERS_MAX) {
        throw new IllegalArgumentException("a title has 1.." + TITLE_CHARACTERS_MAX + " characters");
      }
    }
  }

  /** Prepared, not announced: to be started now. */
  record Draft(Head head) implements Show {}

  /** Announced for an instant. */
  record Scheduled(Head head, Instant startsAt) implements Show {}

  /** On the air. */
  record Live(Head head, Instant startedAt) implements Show {}

  /** Over. */
  record Ended(Head head, Instant startedAt, Instant endedAt) implements Show {}

  /** Announces a show, unless the instant is out of range or too many wait. */
  static Decision<Show> schedule(Head head, Instant startsAt, int planned, Instant now) {
    if (startsAt.isBefore(now.minus(LATE_MAX)) || startsAt.isAfter(now.plus(AHEAD_MAX))) {
      return new Decision.Refused<>(LiveReason.START_OUT_OF_RANGE,
          "startsAt " + startsAt + " is not within " + AHEAD_MAX.toDays() + " days from " + now);
    }
    if (planned >= PLANNED_MAX) {
      return full(planned);
    }
    return new Decision.Accepted<>(new Scheduled(head, startsAt),
        List.of(new LiveFact.ShowScheduled(head.showId(), head.roomId(), head.hostId(), startsAt)));
  }

  /** Prepares a show that is to start at once; nobody is told, so no fact follows. */
  static Decision<Show> draft(Head head, int planned) {
    return planned >= PLANNED_MAX ? full(planned) : new Decision.Accepted<>(new Draft(head), List.of());
  }

  /**
   * Goes on the air. Starting a live show again changes nothing.
   *
   * @param liveShowId the live show of the room, or empty
   */
  static Decision<Show> start(Show show, String liveShowId, Instant now) {
    return switch (show) {
      case Ended ended -> ended(ended);
      case Live live -> new Decision.Accepted<>(live, List.of());
      case Draft draft -> goLive(draft.head(), liveShowId, now);
      case Scheduled scheduled -> goLive(scheduled.head(), liveShowId, now);
    };
  }

  /** Goes off the air. Ending an ended show again changes nothing. */
  static Decision<Show> end(Show show, Instant now) {
    return switch (show) {
      case Ended ended -> new Decision.Accepted<>(ended, List.of());
      case Live(Head head, Instant startedAt) -> new Decision.Accepted<>(
          new Ended(head, startedAt, now.isBefore(startedAt) ? startedAt : now),
          List.of(new LiveFact.ShowEnded(head.showId(), head.roomId(), head.hostId())));
      case Draft draft -> notLive(draft);
      case Scheduled scheduled -> notLive(scheduled);
    };
  }

  /** Changes title and cover, at any stage but the last. */
  static Decision<Show> edit(Show show, String title, String coverUrl) {
    Head old = show.head();
    Head head = new Head(old.showId(), old.roomId(), old.hostId(), title, coverUrl);
    return switch (show) {
      case Ended ended -> ended(ended);
      case Live live -> new Decision.Accepted<>(new Live(head, live.startedAt()), List.of());
      case Draft _ -> new Decision.Accepted<>(new Draft(head), List.of());
      case Scheduled scheduled ->
          new Decision.Accepted<>(new Scheduled(head, scheduled.startsAt()), List.of());
    };
  }

  private static Decision<Show> goLive(Head head, String liveShowId, Instant now) {
    if (!liveShowId.isEmpty()) {
      return new Decision.Refused<>(LiveReason.ROOM_ALREADY_LIVE,
          "room " + head.roomId() + " is live with show " + liveShowId, Map.of("showId", liveShowId));
    }
    return new Decision.Accepted<>(new Live(head, now),
        List.of(new LiveFact.ShowStarted(head.showId(), head.roomId(), head.hostId())));
  }

  private static Decision<Show> full(int planned) {
    return new Decision.Refused<>(LiveReason.SHOWS_FULL,
        planned + " shows wait to start, at most " + PLANNED_MAX + " may");
  }

  private static Decision<Show> ended(Ended show) {
    return new Decision.Refused<>(LiveReason.SHOW_ENDED,
        "show " + show.head().showId() + " ended at " + show.endedAt());
  }

  private static Decision<Show> notLive(Show show) {
    return new Decision.Refused<>(LiveReason.SHOW_NOT_LIVE,
        "show " + show.head().showId() + " has not started");
  }
}
