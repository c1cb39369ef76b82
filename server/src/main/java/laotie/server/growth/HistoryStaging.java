package laotie.server.growth;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.Money;
import laotie.growth.PastOrder;
import laotie.growth.history.DateOrder;
import laotie.growth.history.HistoryField;
import laotie.growth.history.HistoryIssue;
import laotie.growth.history.HistoryReader;
import laotie.growth.history.Retold;
import laotie.growth.history.Retold.Told;
import laotie.growth.history.ToldOrder;
import laotie.growth.history.ToldOrder.Fate;
import laotie.server.growth.ChannelStore.Channel;
import laotie.server.growth.HistoryStore.Counts;
import laotie.server.growth.HistoryStore.Issue;
import laotie.server.growth.HistoryStore.Row;
import laotie.server.growth.HistoryStore.Status;
import laotie.server.http.Csv;
import laotie.server.http.CsvTable;
import laotie.server.http.Ids;
import laotie.server.http.Seal;
import laotie.server.log.Database;

/**
 * Reads a table of past orders into rows of the database, compared with what is known. The lines of an order
 * may be scattered, so orders are put together in memory first; names and addresses end here, as hashes. A
 * reading that was overtaken by another writes nothing more; one that was killed is begun anew.
 */
@Singleton
final class HistoryStaging {

  /** 300 MB of text, two million rows. Nothing is kept of a long description. */
  static final Csv.Limits LIMITS = new Csv.Limits(300_000_000, 2_000_000, 300, 100_000, 400_000);

  /** Orders of one table, some 80 MB in memory while it is read. */
  static final int ORDERS_MAX = 300_000;

  /** Orders of one transaction. */
  static final int STEP_ORDERS_MAX = 5_000;

  /** Issues that are kept of one import; the others are counted. */
  static final int ISSUES_MAX = 10_000;

  /** A reader without a sign of life. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** First rows of a preview. */
  static final int SAMPLES_MAX = 8;

  /** Rows between two signs of life. */
  private static final int SIGN_ROWS = 50_000;

  /** Rows after which others may have the processor. */
  private static final int YIELD_ROWS = 500;

  private static final int CELL_MAX = 60;
  private static final Csv.Wrong PACKING = new Csv.Wrong(
      0, "", "history.packing", Map.of(), "the packed file is cut off or damaged: pack it again");

  private final Database database;
  private final HistoryJson json;
  private final Seal seal;
  private final InstantSource clock;

  HistoryStaging(Database database, HistoryJson json, Seal seal, InstantSource clock) {
    this.database = database;
    this.json = json;
    this.seal = seal;
    this.clock = clock;
  }

  /** What can be told of an upload from its first bytes: that it is empty, damaged or a workbook. */
  static Optional<Csv.Wrong> wrongAtOnce(byte[] content) {
    byte[] start;
    try (InputStream text = OrderTable.unpacked(new ByteArrayInputStream(content))) {
      start = text.readNBytes(Integer.BYTES);
    } catch (IOException damaged) {
      return Optional.of(PACKING);
    }
    return Csv.open(start, LIMITS) instanceof Csv.Wrong wrong && isWhole(wrong)
        ? Optional.of(wrong) : Optional.empty();
  }

  /** A few bytes may end within a character; whether they are text is seen later. */
  private static boolean isWhole(Csv.Wrong wrong) {
    return wrong.key().endsWith(".workbook") || wrong.key().endsWith(".empty");
  }

  /** Reads an import from its first row; the turn says whose reading this is. */
  void read(Row turn) {
    byte[] content = database.read(connection -> HistoryStore.file(connection, turn.importId()))
        .orElseGet(() -> new byte[0]);
    Reading reading = new Reading(turn);
    try {
      switch (open(content, reading.settings)) {
        case Csv.Wrong wrong -> reading.end(wrong);
        case CsvTable table -> reading.all(table);
      }
    } catch (IOException | UncheckedIOException damaged) {
      reading.end(PACKING);
    }
  }

  private static Csv.Opened open(byte[] content, Histories.Settings settings) throws IOException {
    return Csv.open(() -> OrderTable.unpacked(new ByteArrayInputStream(content)),
        settings.charset().map(Charset::forName), LIMITS);
  }

  /** Ends an import whose reading failed for no fault of the database: it would fail again. */
  void giveUp(Row turn) {
    new Reading(turn).end(new Csv.Wrong(0, "", "history.fault", Map.of(), "the server could not read it"));
  }

  /** The first rows as they are written, the header's columns in their order. */
  List<Csv.Row> samples(byte[] content, Histories.Settings settings, String charset) {
    List<Csv.Row> rows = new ArrayList<>();
    try {
      Csv.Opened opened = Csv.open(() -> OrderTable.unpacked(new ByteArrayInputStream(content)),
          Optional.of(Charset.forName(settings.charset().orElse(charset))), LIMITS);
      if (opened instanceof CsvTable table) {
        for (Csv.Line line : table) {
          if (line instanceof Csv.Row row) {
            rows.add(row);
          }
          if (rows.size() == SAMPLES_MAX) {
            break;
          }
        }
      }
    } catch (IOException | UncheckedIOException damaged) {
      return rows;
    }
    return rows;
  }

  /** Somebody else's reading counts now. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overtaken() {
      super("overtaken", null, false, false);
    }
  }

  /** One reading of one upload. */
  private final class Reading {
    private Row turn;
    private Histories.Settings settings;
    private Channel channel;
    private final List<Issue> issues = new ArrayList<>();
    private final List<ToldStore.Line> lines = new ArrayList<>();
    private final List<ToldOrder> waiting = new ArrayList<>();
    private final Map<String, Long> fates = new TreeMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;
    private long issuesFound;
    private int rowsRead;
    private int staged;

    Reading(Row turn) {
      this.turn = turn;
      this.settings = json.settings(turn.settings());
    }

    void all(CsvTable table) {
      try {
        begin(table);
        boolean isWhole = settings.plan().missing().isEmpty() ? orders(table) : true;
        end(isWhole ? Status.PREVIEW : Status.UNREADABLE);
      } catch (Overtaken another) {
        return;
      }
    }

    /** Ends with what makes it no table at all. */
    void end(Csv.Wrong wrong) {
      try {
        wrong(wrong);
        clear();
        end(Status.UNREADABLE);
      } catch (Overtaken another) {
        return;
      }
    }

    private void begin(CsvTable table) {
      // Another charset may be another header: then what was said of its columns is void.
      boolean isSame = json.texts(turn.columns()).equals(table.columns()) && !settings.places().isEmpty();
      Map<HistoryField, Integer> places =
          isSame ? settings.places() : OrderTable.suggested(table.columns());
      DateOrder dates = settings.dates() != DateOrder.UNSAID ? settings.dates()
          : OrderTable.dates(table, places);
      settings = settings.with(places, dates);
      clear();
      database.write(connection -> {
        keepTurn(connection);
        channel = channel(connection);
        settings = ChannelStore.isTold(connection, channel) ? settings.of(channel) : settings;
        turn = new Row(turn.importId(), turn.number(), turn.hostId(), channel.channelId(), turn.fileName(),
            turn.status(), table.charset().name(), json.of(table.columns()), json.of(settings), turn.turn(),
            turn.counts(), turn.steps(), turn.createdAt(), turn.endedAt());
        HistoryStore.head(connection, turn);
        return "";
      });
    }

    private Channel channel(Connection connection) throws SQLException {
      Currency currency = settings.currency().isEmpty()
          ? Money.CNY : Currency.getInstance(settings.currency());
      return ChannelStore.named(connection, new Channel(Ids.next("chn"), turn.hostId(), settings.channel(),
          currency, ZoneId.of(settings.zone()), Ids.next("slt")), now());
    }

    /** Whatever an earlier reading left. */
    private void clear() {
      boolean isClear = false;
      while (!isClear) {
        isClear = database.write(connection -> {
          keepTurn(connection);
          return ToldStore.erase(connection, turn.importId(), STEP_ORDERS_MAX);
        });
      }
    }

    /** Reads every order; false when the table cannot be read to its end. */
    private boolean orders(CsvTable table) {
      HistoryReader reader = new HistoryReader(new BusinessDays(ZoneId.of(settings.zone())),
          settings.currency().isEmpty() ? Optional.empty()
              : Optional.of(Currency.getInstance(settings.currency())),
          new HistoryReader.Limits(ORDERS_MAX, ISSUES_MAX, now().plus(HistoryReader.AHEAD_MAX)));
      reader.begin(settings.plan());
      boolean isWhole = true;
      for (Csv.Line line : table) {
        switch (line) {
          case Csv.Row row -> reader.take(row.row(), row.cells());
          case Csv.Wrong wrong -> {
            isWhole &= !wrong.isEnd();
            wrong(wrong);
            reader.wrong(wrong.row(), wrong.detail());
          }
        }
        sign();
      }
      List<HistoryIssue> told = reader.each(this::take);
      step();
      told.stream().filter(issue -> issue.kind() != HistoryIssue.Kind.ROW_UNREADABLE).forEach(issue ->
          issue(issue.row(), issue.field().name(), issue.kind().name(), issue.cell()));
      issuesFound = reader.issuesFound();
      settle(reader.currency());
      return isWhole;
    }

    /** What the table says of its money stands for the channel until orders of it are told. */
    private void settle(Currency currency) {
      database.write(connection -> {
        keepTurn(connection);
        if (!ChannelStore.isTold(connection, channel)) {
          channel = new Channel(channel.channelId(), channel.hostId(), channel.name(), currency,
              ZoneId.of(settings.zone()), channel.salt());
          ChannelStore.settle(connection, channel);
        }
        return "";
      });
      settings = settings.of(channel);
    }

    private void sign() {
      rowsRead++;
      if (rowsRead % YIELD_ROWS == 0) {
        Thread.yield();
      }
      if (rowsRead % SIGN_ROWS == 0) {
        database.write(connection -> {
          keepTurn(connection);
          return "";
        });
      }
    }

    private void take(ToldOrder order) {
      fates.merge(order.fate().name(), 1L, Long::sum);
      if (order.fate() == Fate.EFFECTIVE) {
        firstAt = Math.min(firstAt, order.order().atMillis());
        lastAt = Math.max(lastAt, order.order().atMillis());
      }
      boolean isKept = switch (order.fate()) {
        case EFFECTIVE, UNDONE, CREDIT, UNPAID -> true;
        case REFUSED, WITHOUT_BUYER, OTHER_CURRENCY -> false;
      };
      if (isKept) {
        waiting.add(order);
      }
      if (waiting.size() == STEP_ORDERS_MAX) {
        step();
      }
    }

    /** Compares some orders with what is known, and keeps them. */
    private void step() {
      List<String> orderIds = new ArrayList<>(waiting.size());
      waiting.forEach(order -> orderIds.add("ho_" + hash("order", order.name())));
      database.write(connection -> {
        keepTurn(connection);
        Map<String, ToldStore.Known> known =
            ToldStore.known(connection, channel.channelId(), orderIds);
        lines.clear();
        for (int i = 0; i < waiting.size(); i++) {
          String orderId = orderIds.get(i);
          Told was = known.containsKey(orderId) ? known.get(orderId).told() : Told.NOTHING;
          Told now = told(waiting.get(i));
          lines.add(new ToldStore.Line(staged + i + 1, orderId, now, Retold.outcome(was, now)));
        }
        ToldStore.add(connection, turn, lines);
        return "";
      });
      lines.forEach(line -> outcomes.merge(line.outcome().name(), 1L, Long::sum));
      staged += waiting.size();
      waiting.clear();
    }

    private Told told(ToldOrder order) {
      return order.order().kind() == PastOrder.Kind.NONE ? Told.NOTHING
          : new Told("hb_" + hash("buyer", order.buyer()), order.order());
    }

    private String hash(String what, String word) {
      return seal.hash("history " + what + " " + channel.salt(), word);
    }

    private void wrong(Csv.Wrong wrong) {
      issuesFound++;
      issue(wrong.row(), "", wrong.key(), wrong.values().getOrDefault("max", ""));
    }

    private void issue(long row, String field, String kind, String cell) {
      if (issues.size() < ISSUES_MAX) {
        issues.add(new Issue(issues.size() + 1, row, field, kind,
            cell.length() <= CELL_MAX ? cell : cell.substring(0, CELL_MAX)));
      }
    }

    private void end(Status status) {
      Counts counts = new Counts(rowsRead, (int) Math.min(issuesFound, Integer.MAX_VALUE), staged,
          json.of(fates), json.of(outcomes), instant(firstAt), instant(lastAt));
      Row done = new Row(turn.importId(), turn.number(), turn.hostId(), turn.channelId(), turn.fileName(),
          status, turn.charset(), turn.columns(), json.of(settings), turn.turn(), counts, turn.steps(),
          turn.createdAt(), turn.endedAt());
      database.write(connection -> {
        keepTurn(connection);
        HistoryStore.head(connection, done);
        HistoryStore.issues(connection, turn.importId(), issues);
        HistoryStore.readIn(connection, done, now());
        return "";
      });
    }

    private void keepTurn(Connection connection) throws SQLException {
      if (!HistoryStore.keepTurn(connection, turn, rowsRead, now().plus(LEASE), now())) {
        throw new Overtaken();
      }
    }
  }

  private static Optional<Instant> instant(long millis) {
    return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
