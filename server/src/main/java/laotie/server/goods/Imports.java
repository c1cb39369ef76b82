package laotie.server.goods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import laotie.goods.GoodsReason;
import laotie.goods.Sheet;
import laotie.goods.SheetField;
import laotie.server.goods.ImportStore.Counts;
import laotie.server.goods.ImportStore.Row;
import laotie.server.goods.ImportStore.Status;
import laotie.server.goods.StagedStore.StagedProduct;
import laotie.server.http.Csv;
import laotie.server.http.CsvTable;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;

/** What a host does with his imports: upload, say how the table is to be read, start, cancel. */
@Singleton
final class Imports {

  /** Uploads of one host in an hour. */
  static final int UPLOADS_MAX = 30;

  /** Imports of a host that are kept with their results. */
  static final int KEPT_MAX = 5;

  /** Products of a preview. */
  static final int SAMPLES_MAX = 12;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int COUNTED_MAX = 10_000;

  private final Database database;
  private final Takeovers takeovers;
  private final SheetJson json;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Cache<String, AtomicInteger> uploads =
      Caffeine.newBuilder().maximumSize(COUNTED_MAX).expireAfterWrite(HOUR).build();

  Imports(Database database, Takeovers takeovers, SheetJson json, InstantSource clock,
      MeterRegistry meters) {
    this.database = database;
    this.takeovers = takeovers;
    this.json = json;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * How a table is to be read.
   *
   * @param places where the column of each field stands, 0 the first
   * @param category for products without one
   * @param plainName the name of the only variant of a product without options
   * @param isHeldBack true keeps new products off the shelf
   * @param charset as the host named it, or absent to find it
   */
  record Settings(
      Map<SheetField, Integer> places, String currency, String category, String plainName,
      boolean isHeldBack, Optional<String> charset) {
    Settings {
      places = Map.copyOf(places);
      Objects.requireNonNull(currency);
      charset = charset == null ? Optional.empty() : charset;
    }

    Sheet.Rules rules() {
      return new Sheet.Rules(Currency.getInstance(currency), category, plainName, isHeldBack);
    }

    Settings with(Map<SheetField, Integer> others) {
      return new Settings(others, currency, category, plainName, isHeldBack, charset);
    }
  }

  /** Takes an upload; what the host looked at and did not start is given up. */
  Row begin(String hostId, String fileName, byte[] content, Settings wish) {
    countUpload(hostId);
    CsvTable table = switch (Staging.open(content, wish.charset())) {
      case CsvTable whole -> whole;
      case Csv.Wrong wrong -> {
        refused(wrong.key());
        throw wrong.problem();
      }
    };
    Instant now = now();
    Settings settings = wish.with(Staging.suggested(table.columns()));
    Row row = new Row(Ids.next("imp"), hostId, fileName, Status.READING, table.charset().name(),
        json.of(table.columns()), json.of(settings), "", new Counts(0, 0, 0), 0, now, Optional.empty());
    boolean isBegun = database.write(connection -> {
      ImportStore.giveUp(connection, hostId, now);
      return ImportStore.add(connection, row, content);
    });
    if (!isBegun) {
      refused("atWork");
      throw Problem.of(GoodsReason.IMPORT_AT_WORK, "an import of this host is at work");
    }
    return row;
  }

  private void countUpload(String hostId) {
    if (uploads.get(hostId, _ -> new AtomicInteger()).incrementAndGet() > UPLOADS_MAX) {
      refused("tooOften");
      throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "at most " + UPLOADS_MAX + " imports an hour",
          Map.of("retryAfterSeconds", HOUR.toSeconds()));
    }
  }

  private void refused(String why) {
    meters.counter("laotie.imports.refused", "why", why).increment();
  }

  /** The import of this host; another's is not found. */
  Row find(String hostId, String importId) {
    return database.read(connection -> ImportStore.find(connection, importId, hostId))
        .orElseThrow(() -> Problem.notFound("import", importId));
  }

  List<Row> ofHost(String hostId) {
    return database.read(connection -> ImportStore.ofHost(connection, hostId, KEPT_MAX));
  }

  /** Reads the table anew as the host says now; refuses {@link GoodsReason#IMPORT_NOT_OPEN}. */
  Row change(String hostId, String importId, Settings settings) {
    return database.write(connection -> {
      Row row = ImportStore.lock(connection, importId, hostId)
          .orElseThrow(() -> Problem.notFound("import", importId));
      if (row.status() != Status.PREVIEW && row.status() != Status.UNREADABLE
          && row.status() != Status.READING) {
        throw notOpen(row);
      }
      int columns = json.texts(row.columns()).size();
      if (settings.places().values().stream().anyMatch(place -> place < 0 || place >= columns)) {
        throw Problem.field("/places", "a table of " + columns + " columns");
      }
      ImportStore.readAnew(connection, importId, json.of(settings), now());
      return ImportStore.find(connection, importId, hostId).orElseThrow();
    });
  }

  /** Starts to take products over; a repeat finds it started. */
  Row start(String hostId, String importId) {
    return database.write(connection -> {
      Row row = ImportStore.lock(connection, importId, hostId)
          .orElseThrow(() -> Problem.notFound("import", importId));
      boolean isStarted = row.status() == Status.APPLYING || row.status() == Status.DONE
          || ImportStore.start(connection, importId, now());
      if (!isStarted) {
        throw notOpen(row);
      }
      return ImportStore.find(connection, importId, hostId).orElseThrow();
    });
  }

  /** Ends an import; what was taken over stays. */
  Row cancel(String hostId, String importId) {
    return database.write(connection -> {
      ImportStore.lock(connection, importId, hostId)
          .orElseThrow(() -> Problem.notFound("import", importId));
      ImportStore.end(connection, importId, Status.CANCELLED, now());
      return ImportStore.find(connection, importId, hostId).orElseThrow();
    });
  }

  private static Problem notOpen(Row row) {
    return Problem.of(GoodsReason.IMPORT_NOT_OPEN, "import " + row.importId() + " is " + row.status(),
        Map.of("status", row.status().name()));
  }

  /** The first products as they would look now. */
  List<Takeovers.Looked> samples(Row row) {
    return database.read(connection -> {
      List<StagedProduct> products =
          StagedStore.products(connection, row.importId(), 0, SAMPLES_MAX);
      List<StagedProduct> readable = products.stream()
          .filter(product -> product.outcome() != StagedStore.Outcome.WAITING).toList();
      return row.status() != Status.PREVIEW || readable.isEmpty() ? List.of()
          : takeovers.looked(connection, new Takeovers.Asked(row.importId(), row.hostId(),
              json.settings(row.settings()), json.texts(row.columns()), readable), Set.of());
    });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
