package laotie.server.fans;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.Fact;
import laotie.fact.FansFact;
import laotie.fans.Reach;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices;
import laotie.server.notices.Notices.Kind;
import laotie.server.notices.Notices.Notice;

/**
 * Writes to the fans of a segment, step by step. In the transaction of each step every fan is asked anew:
 * does he still consent, and was he not written to too often? So a consent that is taken back while a message
 * is on its way, or another host who writes at the same time, is heeded from its commit on.
 */
@Singleton
final class Letters {

  /** Fans of one message. */
  static final int CHOSEN_MAX = 50_000;

  /** Messages of one host in 24 hours. */
  static final int DAILY_MAX = 10;

  /** Fans of one transaction. */
  static final int STEP_MAX = 200;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration RETRY_AFTER = Duration.ofHours(1);

  private final Database database;
  private final Log log;
  private final Notices notices;
  private final Segments segments;
  private final InstantSource clock;

  Letters(Database database, Log log, Notices notices, Segments segments, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.notices = notices;
    this.segments = segments;
    this.clock = clock;
  }

  /** What a host wants to write; {@code path} may be empty. */
  record Wish(String hostId, String hostName, String actorId, String segment, String words, String path) {}

  /**
   * What became of it: chosen are the fans of the segment when it was written.
   *
   * @param capped those who would have been written to too often
   * @param gone those who took their consent back in between
   */
  record Outcome(String messageId, int chosen, int reached, int capped, int gone) {}

  /** A message that is on its way. */
  record OnItsWay(LetterStore.Letter letter, String hostName) {}

  Outcome write(Wish wish) {
    List<String> chosen = chosen(wish.hostId(), wish.segment());
    OnItsWay sending = begin(wish, chosen.size());
    int reached = 0;
    int capped = 0;
    for (int from = 0; from < chosen.size(); from += STEP_MAX) {
      Step step = send(sending, chosen.subList(from, Math.min(chosen.size(), from + STEP_MAX)));
      reached += step.reached();
      capped += step.capped();
    }
    return new Outcome(sending.letter().messageId(), chosen.size(), reached, capped,
        chosen.size() - reached - capped);
  }

  /** How many a message to this segment would reach now, and how many are capped. */
  Outcome preview(String hostId, String segment) {
    List<String> chosen = chosen(hostId, segment);
    Instant now = now();
    int free = 0;
    for (int from = 0; from < chosen.size(); from += STEP_MAX) {
      List<String> some = chosen.subList(from, Math.min(chosen.size(), from + STEP_MAX));
      Map<String, List<Reach.Past>> past =
          database.read(connection -> LetterStore.past(connection, some, now.minus(Reach.WEEK)));
      free += (int) some.stream()
          .filter(one -> Reach.isFree(hostId, past.getOrDefault(one, List.of()), now)).count();
    }
    return new Outcome("", chosen.size(), free, chosen.size() - free, 0);
  }

  List<String> chosen(String hostId, String segment) {
    SegmentStore.Wanted wanted = segments.wanted(hostId, segment);
    return database.read(connection -> SegmentStore.members(connection, wanted, "", CHOSEN_MAX));
  }

  /** Refuses {@link HttpReason#TOO_MANY_REQUESTS} above {@link #DAILY_MAX}. */
  OnItsWay begin(Wish wish, int chosen) {
    Instant now = now();
    LetterStore.Letter letter = new LetterStore.Letter(Ids.next("msg"), wish.hostId(), wish.actorId(),
        wish.segment(), wish.words(), wish.path(), chosen);
    database.write(connection -> {
      LetterStore.takeTurns(connection, List.of(letter.hostId()));
      if (LetterStore.written(connection, letter.hostId(), now.minus(DAY)) >= DAILY_MAX) {
        throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "at most " + DAILY_MAX + " messages in 24 hours",
            Map.of("retryAfterSeconds", RETRY_AFTER.toSeconds()));
      }
      LetterStore.add(connection, letter, now);
      log.append(connection, now, List.of(new FansFact.FansWrittenTo(
          letter.messageId(), letter.hostId(), letter.actorId(),
          Segments.kindOf(letter.segment()), chosen)));
      return letter;
    });
    return new OnItsWay(letter, wish.hostName());
  }

  /** What one transaction did. */
  record Step(int reached, int capped) {}

  /** Sends to some fans; who no longer consents counts as neither. */
  Step send(OnItsWay sending, List<String> fans) {
    LetterStore.Letter letter = sending.letter();
    return database.write(connection -> {
      LetterStore.takeTurns(connection, fans);
      Instant now = now();
      List<String> willing = LetterStore.consenting(connection, letter.hostId(), fans);
      Map<String, List<Reach.Past>> past =
          LetterStore.past(connection, willing, now.minus(Reach.WEEK));
      List<String> free = willing.stream()
          .filter(fan -> Reach.isFree(letter.hostId(), past.getOrDefault(fan, List.of()), now)).toList();
      if (!free.isEmpty()) {
        LetterStore.deliver(connection, letter, free, now);
        notices.tell(connection, now, noticesOf(sending, free));
        List<Fact> facts = new ArrayList<>(free.size());
        free.forEach(fan ->
            facts.add(new FansFact.FanReached(letter.messageId(), fan, letter.hostId())));
        log.append(connection, now, facts);
      }
      Step step = new Step(free.size(), willing.size() - free.size());
      LetterStore.count(connection, letter.messageId(), step.reached(), step.capped());
      return step;
    });
  }

  private static List<Notice> noticesOf(OnItsWay sending, List<String> fans) {
    LetterStore.Letter letter = sending.letter();
    return fans.stream().map(fan -> new Notice(fan, Kind.HOST_WROTE, letter.hostId(), letter.words(),
        letter.path().isEmpty() ? "/host/" + letter.hostId() : letter.path(),
        Map.of("host", sending.hostName()), once(letter.messageId()))).toList();
  }

  static String once(String messageId) {
    return "message " + messageId;
  }

  /** A page of what a host wrote, newest first. */
  List<LetterStore.Sent> ofHost(String hostId, String after, int limit) {
    return database.read(connection -> LetterStore.ofHost(connection, hostId, after, limit));
  }

  /** How many opened each of these messages. */
  Map<String, Long> opened(List<String> messageIds) {
    Set<String> once = new HashSet<>();
    messageIds.forEach(id -> once.add(once(id)));
    return database.read(connection -> notices.opened(connection, once));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
