package laotie.server.growth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.growth.history.DateOrder;
import laotie.growth.history.HistoryField;
import laotie.growth.history.HistoryPlan;
import laotie.growth.history.HistoryReason;
import laotie.server.growth.HistoryStore.Counts;
import laotie.server.growth.HistoryStore.Row;
import laotie.server.growth.HistoryStore.Status;
import laotie.server.growth.HistoryStore.Steps;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;

/** What a host does with the past he brings along: upload, say how it is read, start, cancel, take back. */
@Singleton
final class Histories {

  /** Uploads of one host in an hour. */
  static final int UPLOADS_MAX = 30;

  /** Imports of one host that stand; each may be taken back. */
  static final int IMPORTS_MAX = 100;

  /** Orders that the standing imports of one host tell, each table's counted. */
  static final long ORDERS_MAX = 1_000_000;

  /** Channels of one host. */
  static final int CHANNELS_MAX = 20;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int COUNTED_MAX = 10_000;

  private final Database database;
  private final HistoryJson json;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Cache<String, AtomicInteger> uploads =
      Caffeine.newBuilder().maximumSize(COUNTED_MAX).expireAfterWrite(HOUR).build();

  Histories(Database database, HistoryJson json, InstantSource clock, MeterRegistry meters) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * How a table is to be read.
   *
   * @param places where the column of each field stands, 0 the first; empty to find them
   * @param channel the name of the place where its orders were made
   * @param currency ISO 4217, the only one that counts; empty for that of the first order
   * @param zone of times without an offset, and in which the channel's days are cut
   * @param charset as the host named it, or absent to find it
   */
  record Settings(
      Map<HistoryField, Integer> places, String channel, String currency, String zone, DateOrder dates,
      boolean isDecimalComma, Optional<String> charset) {
    Settings {
      places = Map.copyOf(places);
      charset = charset == null ? Optional.empty() : charset;
    }

    HistoryPlan plan() {
      return new HistoryPlan(places, dates, isDecimalComma);
    }

    Settings with(Map<HistoryField, Integer> found, DateOrder order) {
      return new Settings(found, channel, currency, zone, order, isDecimalComma, charset);
    }

    Settings of(ChannelStore.Channel known) {
      return new Settings(places, known.name(), known.currency().getCurrencyCode(), known.zone().getId(),
          dates, isDecimalComma, charset);
    }
  }

  /** Takes an upload; what the host looked at and did not start is given up. */
  Row begin(String hostId, String fileName, byte[] content, Settings settings) {
    countUpload(hostId);
    HistoryStaging.wrongAtOnce(content).ifPresent(wrong -> {
      refused(wrong.key());
      throw wrong.problem();
    });
    Instant now = now();
    Row row = new Row(Ids.next("his"), 0, hostId, "", fileName, Status.READING, "", "[]",
        json.of(settings), "", new Counts(0, 0, 0, "{}", "{}", Optional.empty(), Optional.empty()),
        new Steps(0, 0, 0, false), now, Optional.empty());
    boolean isBegun = database.write(connection -> {
      HistoryStore.lockHost(connection, hostId);
      requireRoom(connection, hostId, settings.channel());
      HistoryStore.giveUp(connection, hostId, now);
      return HistoryStore.add(connection, row, content);
    });
    if (!isBegun) {
      refused("atWork");
      throw atWork();
    }
    return find(hostId, row.importId());
  }

  private void countUpload(String hostId) {
    if (uploads.get(hostId, _ -> new AtomicInteger()).incrementAndGet() > UPLOADS_MAX) {
      refused("tooOften");
      throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "at most " + UPLOADS_MAX + " histories an hour",
          Map.of("retryAfterSeconds", HOUR.toSeconds()));
    }
  }

  private void requireRoom(Connection connection, String hostId, String channel) throws SQLException {
    HistoryStore.Kept kept = HistoryStore.kept(connection, hostId);
    if (kept.imports() >= IMPORTS_MAX) {
      throw full("imports", IMPORTS_MAX);
    }
    if (kept.orders() >= ORDERS_MAX) {
      throw full("orders", ORDERS_MAX);
    }
    boolean isNew = ChannelStore.named(connection, hostId, channel).isEmpty();
    if (isNew && ChannelStore.ofHost(connection, hostId, CHANNELS_MAX).size() == CHANNELS_MAX) {
      throw full("channels", CHANNELS_MAX);
    }
  }

  private Problem full(String what, long max) {
    refused("full");
    return Problem.of(HistoryReason.HISTORY_FULL, "at most " + max + " " + what + " of a host",
        Map.of("max", max, "what", what));
  }

  private void refused(String why) {
    meters.counter("laotie.histories.refused", "why", why).increment();
  }

  /** The import of this host; another's is not found. */
  Row find(String hostId, String importId) {
    return database.read(connection -> HistoryStore.find(connection, importId, hostId))
        .orElseThrow(() -> Problem.notFound("history import", importId));
  }

  List<Row> ofHost(String hostId) {
    return database.read(connection -> HistoryStore.ofHost(connection, hostId, IMPORTS_MAX));
  }

  /** Reads the table anew as the host says now; refuses {@link HistoryReason#HISTORY_NOT_OPEN}. */
  Row change(String hostId, String importId, Settings settings) {
    return database.write(connection -> {
      Row row = locked(connection, hostId, importId);
      if (row.status() != Status.PREVIEW && row.status() != Status.UNREADABLE
          && row.status() != Status.READING) {
        throw notOpen(row);
      }
      int columns = json.texts(row.columns()).size();
      if (settings.places().values().stream().anyMatch(place -> place < 0 || place >= columns)) {
        throw Problem.field("/places", "a table of " + columns + " columns");
      }
      requireRoom(connection, hostId, settings.channel());
      HistoryStore.readAnew(connection, importId, json.of(settings), now());
      return HistoryStore.find(connection, importId, hostId).orElseThrow();
    });
  }

  /** Starts to tell its orders; a repeat finds it started. */
  Row start(String hostId, String importId) {
    return database.write(connection -> {
      Row row = locked(connection, hostId, importId);
      if (row.status() == Status.APPLYING || row.status() == Status.DONE) {
        return row;
      }
      if (row.status() != Status.PREVIEW || !json.settings(row.settings()).plan().missing().isEmpty()) {
        throw notOpen(row);
      }
      if (HistoryStore.kept(connection, hostId).orders() + row.counts().staged() > ORDERS_MAX) {
        throw full("orders", ORDERS_MAX);
      }
      HistoryStore.move(connection, importId, Status.APPLYING, now());
      return HistoryStore.find(connection, importId, hostId).orElseThrow();
    });
  }

  /** Ends an import that is not done; what it has told is taken back. */
  Row cancel(String hostId, String importId) {
    return database.write(connection -> {
      Row row = locked(connection, hostId, importId);
      switch (row.status()) {
        case READING, PREVIEW, UNREADABLE ->
            HistoryStore.end(connection, importId, Status.CANCELLED, now());
        case APPLYING -> HistoryStore.move(connection, importId, Status.TAKING_BACK, now());
        case DONE, TAKING_BACK, TAKEN_BACK, CANCELLED -> { }
      }
      return HistoryStore.find(connection, importId, hostId).orElseThrow();
    });
  }

  /** Takes back all that a table told; a repeat finds it begun. Refuses when another is at work. */
  Row takeBack(String hostId, String importId) {
    return database.write(connection -> {
      HistoryStore.lockHost(connection, hostId);
      Row row = locked(connection, hostId, importId);
      if (row.status() == Status.TAKING_BACK || row.status() == Status.TAKEN_BACK) {
        return row;
      }
      if (row.status() != Status.DONE) {
        throw notOpen(row);
      }
      // A preview was counted against what this table told.
      HistoryStore.giveUp(connection, hostId, now());
      boolean isFree = HistoryStore.ofHost(connection, hostId, IMPORTS_MAX).stream().noneMatch(other ->
          other.status() == Status.READING || other.status() == Status.APPLYING
              || other.status() == Status.TAKING_BACK);
      if (!isFree) {
        throw atWork();
      }
      HistoryStore.move(connection, importId, Status.TAKING_BACK, now());
      return HistoryStore.find(connection, importId, hostId).orElseThrow();
    });
  }

  private static Row locked(Connection connection, String hostId, String importId) throws SQLException {
    return HistoryStore.lock(connection, importId, hostId)
        .orElseThrow(() -> Problem.notFound("history import", importId));
  }

  private static Problem atWork() {
    return Problem.of(HistoryReason.HISTORY_AT_WORK, "a history of this host is at work");
  }

  private static Problem notOpen(Row row) {
    return Problem.of(HistoryReason.HISTORY_NOT_OPEN, "import " + row.importId() + " is " + row.status(),
        Map.of("status", row.status().name()));
  }

  /** Where the host sells beside the square; also channels of which nothing is told yet. */
  List<ChannelStore.Channel> channels(String hostId) {
    return database.read(connection -> ChannelStore.ofHost(connection, hostId, CHANNELS_MAX));
  }

  Optional<byte[]> file(String importId) {
    return database.read(connection -> HistoryStore.file(connection, importId));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
