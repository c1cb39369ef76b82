package laotie.server.goods;

import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.goods.Sheet;
import laotie.goods.SheetField;
import laotie.goods.SheetIssue;
import laotie.goods.SheetIssue.Kind;
import laotie.server.goods.ImportStore.Counts;
import laotie.server.goods.ImportStore.Status;
import laotie.server.goods.StagedStore.Issue;
import laotie.server.goods.StagedStore.StagedProduct;
import laotie.server.goods.StagedStore.StagedRow;
import laotie.server.http.Csv;
import laotie.server.http.CsvTable;
import laotie.server.log.Database;

/**
 * Reads an upload into rows of the database, a step at a time, and then looks at each product. A reading that
 * was overtaken by another (the host changed the mapping, or cancelled) writes nothing more; one that was
 * killed is begun anew.
 */
@Singleton
final class Staging {

  /** What an upload may hold. Descriptions are long, so a cell holds more than a spreadsheet's. */
  static final Csv.Limits LIMITS = new Csv.Limits(10_000_000, 50_000, 200, 100_000, 200_000);

  /** Rows of one transaction. */
  static final int STEP_ROWS_MAX = 2_000;

  /** Products looked at in one transaction. */
  static final int STEP_PRODUCTS_MAX = 100;

  /** Issues that are kept of one import; the others are counted. */
  static final int ISSUES_MAX = 10_000;

  /** A reader without a sign of life. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Characters of a cell that are kept: more than any field takes, so that cutting is noticed. */
  private static final int CELL_MAX = 1_200;

  private final Database database;
  private final Takeovers takeovers;
  private final SheetJson json;
  private final InstantSource clock;

  Staging(Database database, Takeovers takeovers, SheetJson json, InstantSource clock) {
    this.database = database;
    this.takeovers = takeovers;
    this.json = json;
    this.clock = clock;
  }

  /** Looks at an upload, in the charset its host named, if he did. */
  static Csv.Opened open(byte[] content, Optional<String> charset) {
    return charset.isPresent() ? Csv.open(content, Charset.forName(charset.get()), LIMITS)
        : Csv.open(content, LIMITS);
  }

  /** What the columns of a table probably mean. */
  static Map<SheetField, Integer> suggested(List<String> columns) {
    return SheetField.suggested(columns.stream().map(Csv::plain).toList());
  }

  /** Reads an import from its first row; the turn says whose reading this is. */
  void read(ImportStore.Row turn) {
    byte[] content = database.read(connection -> ImportStore.file(connection, turn.importId()))
        .orElseGet(() -> new byte[0]);
    Imports.Settings settings = json.settings(turn.settings());
    Reading reading = new Reading(turn, settings);
    switch (open(content, settings.charset())) {
      case Csv.Wrong wrong -> reading.end(List.of(wrong));
      case CsvTable table -> reading.all(table);
    }
  }

  /** Ends an import whose reading failed for no fault of the database: it would fail again. */
  void giveUp(ImportStore.Row turn) {
    Reading reading = new Reading(turn, json.settings(turn.settings()));
    reading.end(List.of(new Csv.Wrong(
        0, "", "imports.issue." + Kind.FAULT.name(), Map.of(), Kind.FAULT.words())));
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
    private ImportStore.Row turn;
    private Imports.Settings settings;
    private final List<StagedRow> rows = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private int rowsRead;
    private int issuesFound;
    private int pictures;
    private String handle = "";
    private boolean isAfterBroken;

    Reading(ImportStore.Row turn, Imports.Settings settings) {
      this.turn = turn;
      this.settings = settings;
    }

    void all(CsvTable table) {
      try {
        begin(table);
        boolean isWhole = true;
        for (Csv.Line line : table) {
          rowsRead++;
          switch (line) {
            case Csv.Row row -> take(row);
            case Csv.Wrong wrong -> {
              isWhole &= !wrong.isEnd();
              wrong(wrong);
            }
          }
          if (rows.size() + issues.size() >= STEP_ROWS_MAX) {
            step();
          }
        }
        step();
        if (isWhole) {
          lookAtAll();
        }
        end(isWhole ? Status.PREVIEW : Status.UNREADABLE);
      } catch (Overtaken another) {
        return;
      }
    }

    /** Ends with what makes it no table at all. */
    void end(List<Csv.Wrong> wrongs) {
      try {
        wrongs.forEach(this::wrong);
        database.write(connection -> {
          keepTurn(connection);
          StagedStore.clear(connection, turn.importId());
          StagedStore.addIssues(connection, turn.importId(), issues);
          return "";
        });
        end(Status.UNREADABLE);
      } catch (Overtaken another) {
        return;
      }
    }

    private void begin(CsvTable table) {
      // Another charset may be another header: then what was said of its columns is void.
      boolean isSame = json.texts(turn.columns()).equals(table.columns());
      settings = isSame ? settings : settings.with(suggested(table.columns()));
      turn = new ImportStore.Row(turn.importId(), turn.hostId(), turn.fileName(), turn.status(),
          table.charset().name(), json.of(table.columns()), json.of(settings), turn.turn(), turn.counts(),
          0, turn.createdAt(), turn.endedAt());
      database.write(connection -> {
        keepTurn(connection);
        ImportStore.head(connection, turn);
        StagedStore.clear(connection, turn.importId());
        return "";
      });
    }

    private void take(Csv.Row row) {
      Map<SheetField, String> cells = new EnumMap<>(SheetField.class);
      settings.places().forEach((field, place) -> {
        String cell = row.cell(place);
        if (!cell.isEmpty()) {
          cells.put(field, field == SheetField.STORY ? PlainStory.of(cell)
              : Sheet.cut(cell, CELL_MAX));
        }
      });
      boolean isFollowing = !cells.containsKey(SheetField.HANDLE) && !cells.containsKey(SheetField.TITLE);
      String said = cells.getOrDefault(SheetField.HANDLE,
          Sheet.handleOf(cells.getOrDefault(SheetField.TITLE, "")));
      handle = isFollowing ? handle : said;
      if (isAfterBroken) {
        // What could not be read may have been a row of this product.
        broken.add(handle);
        isAfterBroken = false;
      }
      if (handle.isEmpty()) {
        issue(SheetIssue.of(row.row(), SheetField.HANDLE, Kind.HANDLE_MISSING));
      } else if (handle.length() > Sheet.HANDLE_MAX) {
        issue(SheetIssue.of(row.row(), SheetField.HANDLE, Kind.HANDLE_TOO_LONG));
        handle = "";
      } else {
        rows.add(new StagedRow((int) row.row(), handle, json.of(cells)));
      }
    }

    private void wrong(Csv.Wrong wrong) {
      broken.add(handle);
      isAfterBroken = true;
      add(new Issue(0, (int) wrong.row(), handle, wrong.column(), wrong.key(), json.of(wrong.values()),
          wrong.detail(), true));
    }

    private void issue(SheetIssue issue) {
      add(takeovers.issue(asked(List.of()), handle, issue));
    }

    private void add(Issue issue) {
      if (issuesFound < ISSUES_MAX) {
        issues.add(issue);
      }
      issuesFound++;
    }

    private Takeovers.Asked asked(List<StagedProduct> products) {
      return new Takeovers.Asked(
          turn.importId(), turn.hostId(), settings, json.texts(turn.columns()), products);
    }

    private void step() {
      database.write(connection -> {
        keepTurn(connection);
        StagedStore.addRows(connection, turn.importId(), rows);
        StagedStore.addIssues(connection, turn.importId(), issues);
        return "";
      });
      rows.clear();
      issues.clear();
    }

    private void lookAtAll() {
      int after = 0;
      List<StagedProduct> products;
      do {
        int from = after;
        products = database.read(connection ->
            StagedStore.products(connection, turn.importId(), from, STEP_PRODUCTS_MAX));
        List<StagedProduct> some = products;
        if (!some.isEmpty()) {
          Takeovers.Result result = database.read(
              connection -> takeovers.look(connection, asked(some), broken));
          pictures += result.pictures();
          result.issues().forEach(this::add);
          database.write(connection -> {
            keepTurn(connection);
            StagedStore.settle(connection, turn.importId(), result.products());
            StagedStore.addIssues(connection, turn.importId(), issues);
            return "";
          });
          issues.clear();
          after = some.getLast().number();
        }
      } while (products.size() == STEP_PRODUCTS_MAX);
    }

    private void end(Status status) {
      database.write(connection -> {
        keepTurn(connection);
        ImportStore.readIn(connection, turn, status, clock.instant());
        return "";
      });
    }

    private void keepTurn(Connection connection) throws SQLException {
      Counts counts = new Counts(rowsRead, issuesFound, pictures);
      if (!ImportStore.keepTurn(
          connection, turn, counts, clock.instant().plus(LEASE), clock.instant())) {
        throw new Overtaken();
      }
    }
  }
}
