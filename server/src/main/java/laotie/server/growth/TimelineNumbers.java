package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import laotie.fact.BusinessDays;
import laotie.growth.CrossingFold;
import laotie.growth.LoyaltyKey;
import laotie.growth.Milestone;
import laotie.growth.tree.Timeline;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;

/** Hosts since their first day, counted page by page from the cells of their people. */
@Singleton
final class TimelineNumbers {

  /** Pages of one count, of followers and of buyers each: two and a half million people. */
  private static final int PAGES_MAX = 500;
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);
  private static final int KEPT_MAX = 200;
  private static final int RETRY_AFTER_SECONDS = 60;

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;
  private final LoadingCache<Wanted, Seen> kept;

  TimelineNumbers(Database database, Settings settings, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = new BusinessDays(settings.shop().zone());
    this.kept = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT_FOR).build(this::count);
  }

  /** Whose timeline, and how long its periods are. */
  record Wanted(String hostId, Timeline.By by) {}

  /**
   * A host since his first day.
   *
   * @param periods first to last; empty before anything happened
   * @param firsts when each first happened, milliseconds since 1970 UTC
   */
  record Seen(
      List<Timeline.Period> periods, Map<Milestone, Long> firsts, LocalDate today, boolean isSimulated) {}

  /** The timeline, at most {@link #KEPT_FOR} old. */
  Seen of(Wanted wanted) {
    return kept.get(wanted);
  }

  private Seen count(Wanted wanted) {
    LocalDate today = days.dayOf(clock.instant());
    Map<Milestone, Long> firsts =
        database.read(connection -> MilestoneStore.of(connection, wanted.hostId()));
    boolean isSimulated =
        database.read(connection -> ShowStore.isHostSimulated(connection, wanted.hostId()));
    if (firsts.isEmpty()) {
      return new Seen(List.of(), firsts, today, isSimulated);
    }
    long first = firsts.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    Timeline timeline =
        new Timeline(wanted.by(), days.dayOf(Instant.ofEpochMilli(first)), today, days);
    addFollows(wanted.hostId(), timeline);
    addOrders(wanted.hostId(), timeline);
    return new Seen(timeline.periods(), firsts, today, isSimulated);
  }

  private void addFollows(String hostId, Timeline timeline) {
    CrossingFold fold = new CrossingFold(days);
    String after = "";
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      String from = after;
      List<CrossingStore.Line> page =
          database.read(connection -> CrossingStore.ofHost(connection, fold, hostId, from));
      page.forEach(line -> timeline.add(line.crossing()));
      if (page.size() < CrossingStore.ROWS_MAX) {
        return;
      }
      after = page.getLast().personId();
    }
    throw tooMany();
  }

  private void addOrders(String hostId, Timeline timeline) {
    LoyaltyKey after = LoyaltyPageStore.START;
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      LoyaltyKey from = after;
      List<LoyaltyPageStore.Line> page =
          database.read(connection -> LoyaltyPageStore.ofHost(connection, hostId, from));
      page.forEach(line -> timeline.add(line.loyalty()));
      if (page.size() < LoyaltyPageStore.ROWS_MAX) {
        return;
      }
      after = page.getLast().key();
    }
    throw tooMany();
  }

  private static Problem tooMany() {
    return Problem.of(HttpReason.OVERLOADED, "more than " + PAGES_MAX + " pages of people",
        Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
  }
}
