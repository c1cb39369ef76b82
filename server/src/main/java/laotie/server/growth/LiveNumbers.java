package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.growth.Factors;
import laotie.growth.Grain;
import laotie.growth.Measure;
import laotie.growth.Minute;
import laotie.growth.MinuteFold;
import laotie.growth.MinuteKey;
import laotie.growth.Scope;
import laotie.growth.ShelfMinute;
import laotie.growth.ShowCurve;
import laotie.growth.Sums;
import laotie.growth.Tier;
import laotie.server.log.Database;
import laotie.server.log.Remembered;

/** A show while it goes on, beside its host's last shows at the same minute; out of valid minute cells. */
final class LiveNumbers {

  /** The host's last shows it is laid beside. */
  static final int SHOWS_BEFORE = 3;

  /** GMV an hour is that of so many minutes at most, and told from so many on. */
  static final int RATE_MINUTES_MAX = 60;
  static final int RATE_MINUTES_MIN = 5;

  private static final int REMEMBERED_SHOWS_MAX = 500;
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  /** Several screens of one host ask every two seconds; one of them reads. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Database database;
  private final BusinessDays days;
  private final InstantSource clock;
  private final MinuteFold fold = new MinuteFold(Money.CNY, account -> Tier.VALID);
  private final Cache<String, ShowCurve> past = Caffeine.newBuilder()
      .maximumSize(REMEMBERED_SHOWS_MAX).expireAfterWrite(REMEMBERED).build();
  private final Cache<String, Live> present = Caffeine.newBuilder()
      .maximumSize(REMEMBERED_SHOWS_MAX).expireAfterWrite(FRESH).build();

  LiveNumbers(Database database, BusinessDays days, InstantSource clock) {
    this.database = database;
    this.days = days;
    this.clock = clock;
  }

  /** The numbers of a show that has begun; at most a second old. */
  Live of(ShowStore.Show show, Instant startedAt) {
    return Remembered.of(present, show.showId(), id -> database.read(
        connection -> read(connection, show, startedAt)));
  }

  private Live read(Connection connection, ShowStore.Show show, Instant startedAt) throws SQLException {
    Instant end = show.endedAt().orElse(clock.instant());
    long first = minuteOf(startedAt);
    Map<Long, Minute> minutes = minutes(connection, show.showId(), startedAt, end);
    ShowCurve curve = ShowCurve.of(minutes, first, minuteOf(end));
    // The minute that goes on would always lose against whole ones.
    int at = (int) Math.min(Duration.between(startedAt, end).toMinutes(), ShowCurve.MINUTES_MAX) - 1;
    List<Before> before = new ArrayList<>();
    Instant from = startedAt;
    for (int i = 0; i < SHOWS_BEFORE; i++) {
      Optional<ShowStore.Show> earlier = ShowStore.showBefore(connection, show.hostId(), from);
      if (earlier.isEmpty() || earlier.get().startedAt().isEmpty()) {
        break;
      }
      from = earlier.get().startedAt().get();
      ShowCurve told = pastCurve(connection, earlier.get(), from);
      before.add(new Before(earlier.get().showId(), from, told.upTo(at), at >= told.points().size()));
    }
    Sums sums = minutes.values().stream().map(Minute::sums).reduce(Sums.ZERO, Sums::plus);
    List<MarkerStore.Marker> markers = MarkerStore.ofHost(connection, show.hostId(), startedAt, end);
    return new Live(startedAt, end, show.endedAt().isEmpty(), at, curve.upTo(at), before,
        perHour(curve, at), curve, markers, sums,
        products(connection, show, minutes, markers, new Minutes(first, minuteOf(end))));
  }

  private static OptionalLong perHour(ShowCurve curve, int at) {
    return at + 1 < RATE_MINUTES_MIN ? OptionalLong.empty()
        : OptionalLong.of(curve.gmvMinorPerHour(at, RATE_MINUTES_MAX));
  }

  private ShowCurve pastCurve(Connection connection, ShowStore.Show show, Instant startedAt)
      throws SQLException {
    ShowCurve known = past.getIfPresent(show.showId());
    if (known != null) {
      return known;
    }
    Instant end = show.endedAt().orElse(startedAt);
    ShowCurve read = ShowCurve.of(
        minutes(connection, show.showId(), startedAt, end), minuteOf(startedAt), minuteOf(end));
    past.put(show.showId(), read);
    return read;
  }

  private Map<Long, Minute> minutes(Connection connection, String showId, Instant from, Instant to)
      throws SQLException {
    Map<Long, Minute> minutes = new HashMap<>();
    for (TimeStore.Kept kept : TimeStore.ofScope(connection, new TimeStore.Wanted(Scope.SHOW, showId,
        Grain.MINUTE, days.dayOf(from).toEpochDay() - 1, days.dayOf(to).toEpochDay()))) {
      if (kept.key().tier() == Tier.VALID) {
        minutes.merge(kept.key().bucket(), fold.decode(kept.state()), Minute::merge);
      }
    }
    return minutes;
  }

  /** Exposed to: who watched in the minutes in which the card was pinned. */
  private static Map<String, Product> products(Connection connection, ShowStore.Show show,
      Map<Long, Minute> minutes, List<MarkerStore.Marker> markers, Minutes span) throws SQLException {
    Map<String, Minute> shown = new HashMap<>();
    String pinned = "";
    long since = span.first();
    for (MarkerStore.Marker marker : markers) {
      long minute = minuteOf(marker.at());
      if (marker.kind() == MarkerStore.Kind.PIN || marker.kind() == MarkerStore.Kind.UNPIN) {
        show(shown, pinned, minutes, new Minutes(since, minute));
        pinned = marker.kind() == MarkerStore.Kind.PIN ? marker.subjectId() : "";
        since = minute;
      }
    }
    show(shown, pinned, minutes, span.from(since));
    Map<String, Product> products = new LinkedHashMap<>();
    ShelfMinuteStore.ofHost(connection, show.hostId(), span.first(), span.last()).forEach((id, sold) ->
        products.put(id, new Product(exposed(shown, id), sold)));
    shown.keySet().forEach(id ->
        products.putIfAbsent(id, new Product(exposed(shown, id), new ShelfMinute(0, 0, 0, 0))));
    return products;
  }

  private static long exposed(Map<String, Minute> shown, String productId) {
    return Optional.ofNullable(shown.get(productId))
        .map(minute -> minute.viewers().estimate().count()).orElse(0L);
  }

  private static void show(
      Map<String, Minute> shown, String productId, Map<Long, Minute> minutes, Minutes span) {
    if (!productId.isEmpty()) {
      for (long minute = span.first(); minute <= span.last(); minute++) {
        if (minutes.containsKey(minute)) {
          shown.merge(productId, minutes.get(minute), Minute::merge);
        }
      }
    }
  }

  private static long minuteOf(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), MinuteKey.MILLIS);
  }

  /** Minutes since 1970, both ends included. */
  private record Minutes(long first, long last) {
    Minutes from(long minute) {
      return new Minutes(minute, last);
    }
  }

  /**
   * A show while it goes on.
   *
   * @param minute the last whole one, from 0; -1 while there is none
   * @param soFar the five sums up to its end
   * @param gmvMinorPerHour of the last hour, or since the begin; absent in the first five minutes
   * @param sums of the whole show, this minute included
   * @param products by id, the one that sells most first
   */
  record Live(
      Instant from, Instant to, boolean isLive, int minute, Factors soFar, List<Before> before,
      OptionalLong gmvMinorPerHour, ShowCurve curve, List<MarkerStore.Marker> markers, Sums sums,
      Map<String, Product> products) {

    long sum(Measure measure) {
      return sums.of(measure);
    }
  }

  /**
   * A show of before at the same minute.
   *
   * @param isOver true when it was shorter, and these are its last
   */
  record Before(String showId, Instant startedAt, Factors soFar, boolean isOver) {}

  /** To how many viewers a product was shown, and what became of it. */
  record Product(long exposed, ShelfMinute sold) {}
}
