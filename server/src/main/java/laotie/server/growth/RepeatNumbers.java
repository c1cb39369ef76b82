package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.BusinessDays;
import laotie.growth.LoyaltyKey;
import laotie.growth.repurchase.RepeatTally;
import laotie.growth.repurchase.Taking;
import laotie.server.growth.RepeatStore.Line;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;

/** For what people come back, counted page by page from the cells; kept for a moment. */
@Singleton
final class RepeatNumbers {

  /** Pages of one count: two and a half million pairs. */
  private static final int PAGES_MAX = 500;

  private static final Duration KEPT_FOR = Duration.ofSeconds(30);
  private static final int KEPT_MAX = 200;
  private static final int RETRY_AFTER_SECONDS = 10;

  private final Database database;
  private final InstantSource clock;
  private final BusinessDays days;
  private final LoadingCache<String, Seen> kept;

  RepeatNumbers(Database database, Settings settings, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.days = new BusinessDays(settings.shop().zone());
    this.kept = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT_FOR).build(this::count);
  }

  /** What was counted; {@code isSimulated} when simulated people are among the buyers. */
  record Seen(RepeatTally tally, boolean isSimulated) {}

  /** The counts of a host, or of all for an empty id; at most {@link #KEPT_FOR} old. */
  Seen of(String hostId) {
    return kept.get(hostId);
  }

  private Seen count(String hostId) {
    LocalDate lastDay = days.dayOf(clock.instant()).minusDays(1);
    boolean isSimulated = database.read(connection -> hostId.isEmpty()
        ? ShowStore.isSquareSimulated(connection) : ShowStore.isHostSimulated(connection, hostId));
    RepeatTally tally = RepeatTally.zero(lastDay);
    LoyaltyKey after = LoyaltyPageStore.START;
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      LoyaltyKey from = after;
      List<Line> page = database.read(connection -> RepeatStore.page(connection, hostId, from));
      Map<String, String> categories = categories(page);
      tally = tally.merge(RepeatTally.of(lastDay, page.stream()
          .map(line -> Taking.of(line.repeats(), days, categories)).toList()));
      if (page.size() < RepeatStore.ROWS_MAX) {
        return new Seen(tally, isSimulated);
      }
      after = page.getLast().key();
    }
    throw Problem.of(HttpReason.OVERLOADED,
        "more than " + PAGES_MAX * RepeatStore.ROWS_MAX + " pairs of buyer and host",
        Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
  }

  private Map<String, String> categories(List<Line> page) {
    Set<String> products = new HashSet<>();
    page.forEach(line ->
        line.repeats().orders().values().forEach(taken -> products.addAll(taken.products())));
    return database.read(connection -> RepeatStore.categories(connection, products));
  }
}
