package laotie.server.intents;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.BusinessDays;
import laotie.fact.IntentsFact;
import laotie.intents.DayPrize;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices;

/**
 * Chooses comments of the day when their noon has come, the weekend's on Monday. A day is decided once, by
 * its row, whichever process comes first and however often it looks.
 */
@Singleton
final class PrizeJob {

  /** Days back that are still decided when the server was away; older ones are left. */
  static final int DAYS_BACK_MAX = 7;

  private static final int GIVERS_MAX = 500;

  private final Database database;
  private final Log log;
  private final Notices notices;
  private final Neighbours neighbours;
  private final Calendar calendar;

  PrizeJob(
      Database database, Log log, Notices notices, Neighbours neighbours, Calendar calendar) {
    this.database = database;
    this.log = log;
    this.notices = notices;
    this.neighbours = neighbours;
    this.calendar = calendar;
  }

  /** The shop's days and its clock. */
  @Singleton
  static final class Calendar {
    private final BusinessDays days;
    private final InstantSource clock;

    Calendar(Settings settings, InstantSource clock) {
      this.days = new BusinessDays(settings.shop().zone());
      this.clock = clock;
    }

    LocalDate today() {
      return days.dayOf(clock.instant());
    }
  }

  @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void chooseDue() {
    choose(calendar.clock.instant());
  }

  /** Decides every day that is due at {@code at} and not decided; the answer is how many were. */
  int choose(Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MICROS);
    LocalDate last = DayPrize.lastDayDue(now, calendar.days);
    int decided = 0;
    String after = "";
    List<PrizeStore.Giver> givers;
    do {
      String from = after;
      givers = database.read(connection -> PrizeStore.givers(connection, from, GIVERS_MAX));
      for (PrizeStore.Giver giver : givers) {
        decided += chooseOf(giver, last, now);
        after = giver.hostId();
      }
    } while (givers.size() == GIVERS_MAX);
    return decided;
  }

  private int chooseOf(PrizeStore.Giver giver, LocalDate last, Instant now) {
    LocalDate oldest = last.minusDays(DAYS_BACK_MAX - 1);
    LocalDate first = giver.since().isAfter(oldest) ? giver.since() : oldest;
    if (first.isAfter(last)) {
      return 0;
    }
    List<LocalDate> done =
        database.read(connection -> PrizeStore.decided(connection, giver.hostId(), first));
    int decided = 0;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (!done.contains(day) && decide(giver, day, now)) {
        decided++;
      }
    }
    return decided;
  }

  private boolean decide(PrizeStore.Giver giver, LocalDate day, Instant now) {
    PrizeStore.Day span = new PrizeStore.Day(giver.hostId(), calendar.days.startOf(day),
        calendar.days.startOf(day.plusDays(1)));
    List<DayPrize.Candidate> candidates =
        database.read(connection -> PrizeStore.candidates(connection, span)).stream()
            .map(one -> new DayPrize.Candidate(one.commentId(), one.viewerId(), one.voices(), one.at(),
                isBarred(one.viewerId(), giver.hostId())))
            .toList();
    Optional<DayPrize.Candidate> winner = DayPrize.winner(candidates);
    return database.write(connection -> {
      AskStore.lock(connection, List.of(giver.hostId()));
      PrizeStore.Winner row = new PrizeStore.Winner(day,
          winner.map(DayPrize.Candidate::commentId).orElse(""),
          winner.map(DayPrize.Candidate::viewerId).orElse(""), "", "", giver.prize(),
          winner.map(DayPrize.Candidate::voices).orElse(0), now);
      if (!PrizeStore.decide(connection, giver.hostId(), row)) {
        return false;
      }
      if (winner.isPresent()) {
        log.append(connection, now, List.of(new IntentsFact.CommentOfTheDayChosen(
            giver.hostId(), row.commentId(), row.viewerId())));
        notices.tell(connection, now, List.of(new Notices.Notice(row.viewerId(),
            Notices.Kind.COMMENT_CHOSEN, giver.hostId(), giver.prize(),
            "/host/" + giver.hostId(),
            Map.of("host", neighbours.nameOf(giver.hostId()), "prize", giver.prize()),
            "prize " + giver.hostId() + " " + day)));
      }
      return true;
    });
  }

  private boolean isBarred(String viewerId, String hostId) {
    return viewerId.equals(hostId) || neighbours.isBanned(viewerId)
        || neighbours.isAssistant(viewerId, hostId);
  }
}
