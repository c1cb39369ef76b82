package laotie.server.growth;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import laotie.fact.BusinessDays;
import laotie.growth.history.DateOrder;
import laotie.growth.history.History;
import laotie.growth.history.HistoryField;
import laotie.growth.history.HistoryIssue;
import laotie.growth.history.HistoryPlan;
import laotie.growth.history.HistoryReader;
import laotie.growth.report.Forecast;
import laotie.growth.report.Report;
import laotie.growth.report.ReportInput;
import laotie.growth.repurchase.Tally;
import laotie.server.growth.HistoryOptions.Misasked;
import laotie.server.http.Csv;
import laotie.server.http.CsvTable;

/**
 * {@code ./laotie growth}: the numbers of a shop that has nothing but a file of orders. A program of its own:
 * no server and no database are started.
 */
public final class HistoryReport {

  static final int MADE = 0;
  static final int FAULT = 1;
  static final int MISASKED = 2;
  static final int NOTHING_COUNTS = 3;

  /** Two gigabytes, ten million rows. A description may be long; nothing is kept of it. */
  static final Csv.Limits LIMITS = new Csv.Limits(Integer.MAX_VALUE, 10_000_000, 300, 100_000, 400_000);

  /** The same file gives the same report. */
  private static final long SEED = 20_260_101;

  private static final int PROGRESS_ROWS = 100_000;
  private static final int ISSUES_SAID_MAX = 5;

  private final PrintStream screen;

  HistoryReport(PrintStream screen) {
    this.screen = screen;
  }

  public static void main(String[] words) {
    System.exit(new HistoryReport(System.err).run(words, Locale.getDefault()));
  }

  /** Answers the exit code. */
  int run(String[] words, Locale locale) {
    if (words.length == 0 || Set.of("--help", "-h", "help").contains(words[0])) {
      screen.print(HistoryOptions.USAGE);
      return words.length == 0 ? MISASKED : MADE;
    }
    try {
      return make(HistoryOptions.of(words, locale));
    } catch (Misasked wrong) {
      say("laotie: " + wrong.getMessage() + " (./laotie growth --help)");
      return MISASKED;
    } catch (NoSuchFileException missing) {
      say("laotie: there is no " + missing.getFile());
    } catch (AccessDeniedException denied) {
      say("laotie: " + denied.getFile() + " may not be read or written");
    } catch (IOException fault) {
      say("laotie: " + fault.getMessage());
    } catch (UncheckedIOException fault) {
      say("laotie: " + fault.getCause().getMessage());
    }
    return FAULT;
  }

  private int make(HistoryOptions options) throws IOException {
    long began = System.nanoTime();
    Path report = options.report().toAbsolutePath();
    if (!Files.isDirectory(report.getParent())) {
      throw new NoSuchFileException(report.getParent().toString());
    }
    HistoryReader reader = new HistoryReader(new BusinessDays(options.zone()), options.currency(),
        new HistoryReader.Limits(HistoryReader.ORDERS_MAX, HistoryReader.ISSUES_MAX,
            InstantSource.system().instant().plus(HistoryReader.AHEAD_MAX)));
    for (Path file : options.files()) {
      if (!read(file, options, reader)) {
        return NOTHING_COUNTS;
      }
    }
    History history = reader.history();
    sayIssues(history);
    if (history.span().isEmpty()) {
      say("laotie: no order counts: " + history.counts());
      return NOTHING_COUNTS;
    }
    LocalDate lastDay = options.until().orElse(history.span().get().last());
    Tally tally = Tally.of(lastDay, history.buyers());
    if (tally.buyers() == 0) {
      say("laotie: no order until " + lastDay + "; the first is of " + history.span().get().first());
      return NOTHING_COUNTS;
    }
    List<String> names = options.files().stream().map(file -> file.getFileName().toString()).toList();
    String title = options.title().orElse(names.getFirst());
    say("  what the buyers are worth");
    Forecast forecast = Forecast.of(history.buyers(), lastDay, new Random(SEED));
    write(report, new Report(options.language(), style())
        .html(new ReportInput(title, names, options.zone(), history, tally, forecast)));
    say("%,d rows, %,d orders of %,d buyers: %s (%d ms)".formatted(
        history.counts().rows(), tally.all().orders(), tally.buyers(), report,
        (System.nanoTime() - began) / 1_000_000));
    return MADE;
  }

  /** Reads one file; false when it is no order table. */
  private boolean read(Path file, HistoryOptions options, HistoryReader reader) throws IOException {
    say("reading " + file);
    Csv.Source source = () -> OrderTable.unpacked(Files.newInputStream(file));
    CsvTable table = switch (Csv.open(source, options.charset(), LIMITS)) {
      case CsvTable whole -> whole;
      case Csv.Wrong wrong -> {
        say("laotie: " + file + ": " + wrong.detail());
        yield null;
      }
    };
    if (table == null) {
      return false;
    }
    Map<HistoryField, Integer> places = places(table, options);
    HistoryPlan plan = new HistoryPlan(places, dates(table, places, options), options.isDecimalComma());
    if (!plan.missing().isEmpty()) {
      say("laotie: " + file + " has no column for " + String.join(", ",
          plan.missing().stream().map(HistoryField::word).toList()) + "; say it with --map FIELD=HEADER");
      say("        its columns: " + String.join(" | ", table.columns()));
      return false;
    }
    say("  " + table.charset() + ", " + described(table, places));
    reader.begin(plan);
    for (Csv.Line line : table) {
      switch (line) {
        case Csv.Row row -> reader.take(row.row(), row.cells());
        case Csv.Wrong wrong -> reader.wrong(wrong.row(), wrong.detail());
      }
      if (reader.rows() % PROGRESS_ROWS == 0) {
        say("  %,d rows".formatted(reader.rows()));
      }
    }
    return true;
  }

  private static Map<HistoryField, Integer> places(CsvTable table, HistoryOptions options) {
    Map<HistoryField, Integer> places = OrderTable.suggested(table.columns());
    options.columns().forEach((field, header) -> {
      OptionalInt place = table.column(header);
      if (place.isEmpty()) {
        throw new Misasked("no column " + header + " for " + field.word() + "; there are "
            + String.join(" | ", table.columns()));
      }
      places.put(field, place.getAsInt());
    });
    return places;
  }

  private static DateOrder dates(
      CsvTable table, Map<HistoryField, Integer> places, HistoryOptions options) {
    return options.dates() != DateOrder.UNSAID ? options.dates() : OrderTable.dates(table, places);
  }

  private static String described(CsvTable table, Map<HistoryField, Integer> places) {
    List<String> words = new ArrayList<>();
    places.forEach((field, place) -> words.add(field.word() + "=" + table.columns().get(place)));
    return String.join(", ", words);
  }

  private void sayIssues(History history) {
    List<HistoryIssue> issues = history.issues();
    for (HistoryIssue issue : issues.subList(0, Math.min(ISSUES_SAID_MAX, issues.size()))) {
      say("  row %d: %s, %s %s".formatted(
          issue.row(), issue.kind().words(), issue.field().word(), issue.cell()));
    }
    if (history.counts().issues() > ISSUES_SAID_MAX) {
      say("  and %,d more".formatted(history.counts().issues() - ISSUES_SAID_MAX));
    }
  }

  /** The style sheet of a report: the tokens of the screens, then its own. */
  static String style() throws IOException {
    return resource("/web/app/design/tokens.css") + resource("/report/page.css")
        + resource("/report/parts.css") + resource("/report/screens.css");
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = HistoryReport.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException(name + " is missing in this build");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Whole or not at all: a reader never sees half a page. */
  private static void write(Path report, String html) throws IOException {
    Path half = Files.createTempFile(report.getParent(), ".report", ".html");
    try {
      Files.writeString(half, html);
      Files.move(half, report, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private void say(String line) {
    screen.println(line);
  }
}
