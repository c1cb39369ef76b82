package laotie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** What the server's processor time goes to, by a flight recording of a part of a run. */
final class ServerProfile {

  private static final Path PAGE = Path.of("bench", "results", "orders-profile.md");
  private static final int FRAMES_SHOWN = 12;

  /** Statements of PostgreSQL shown, the dearest. */
  static final int STATEMENTS_SHOWN = 20;

  private static final int SQL_SHOWN = 150;
  private static final String SETTINGS = """
      <?xml version="1.0" encoding="UTF-8"?>
      <configuration version="2.0">
        <event name="jdk.CPUTimeSample">
          <setting name="enabled">true</setting>
          <setting name="throttle">10ms</setting>
        </event>
      </configuration>
      """;

  private final ServerChild server;
  private final Path settings;
  private final Path recording;
  private final Map<String, Group> groups = new HashMap<>();
  private final String name;
  private List<OrdersStore.Statement> statements = List.of();
  private int samples;
  private long orders;

  /** Samples of one kind of threads: the methods at work, and those that were waiting for them. */
  private static final class Group {
    private final Map<String, Integer> top = new HashMap<>();
    private final Map<String, Integer> under = new HashMap<>();
    private int samples;
  }

  private ServerProfile(ServerChild server, String name, Path settings, Path recording) {
    this.server = server;
    this.name = name;
    this.settings = settings;
    this.recording = recording;
  }

  static ServerProfile begin(ServerChild server, String name) throws IOException, InterruptedException {
    Path settings = Files.createTempFile("laotie-bench", ".jfc");
    Files.writeString(settings, SETTINGS);
    Path recording = Files.createTempFile("laotie-bench", ".jfr");
    server.command("JFR.start", "name=orders", "settings=" + settings);
    return new ServerProfile(server, name, settings, recording);
  }

  /** Ends the recording, during which so many orders were accepted. */
  ServerProfile end(long counted, List<OrdersStore.Statement> dearest)
      throws IOException, InterruptedException {
    server.command("JFR.stop", "name=orders", "filename=" + recording);
    orders = counted;
    statements = dearest;
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.CPUTimeSample") && event.getStackTrace() != null) {
          add(event);
        }
      }
    }
    Files.delete(recording);
    Files.delete(settings);
    return this;
  }

  private void add(RecordedEvent event) {
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    RecordedThread thread = event.getThread("eventThread");
    Group group = groups.computeIfAbsent(
        groupOf(thread == null || thread.getJavaName() == null ? "" : thread.getJavaName(), frames),
        name -> new Group());
    samples++;
    group.samples++;
    group.top.merge(name(frames.getFirst()), 1, Integer::sum);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      boolean isNamed = name.startsWith("laotie.") && !name.toLowerCase(Locale.ROOT).contains("lambda");
      if (isNamed && seen.add(name)) {
        group.under.merge(name, 1, Integer::sum);
      }
    }
  }

  private static String groupOf(String thread, List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (name.startsWith("laotie.server.boot.Consumers.")) {
        return "consumers of facts";
      }
      if (name.startsWith("laotie.server.log.Tail.")) {
        return "tail of the log";
      }
      if (name.startsWith("jdk.internal.net.http.") || name.contains("MockPaymentClient")) {
        return "pretending gateway";
      }
    }
    if (thread.startsWith("vert.x-eventloop")) {
      return "event loops";
    }
    return thread.equals("till") ? "till" : thread.isEmpty() ? "virtual threads" : "other threads";
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  static void write(List<ServerProfile> profiles) throws IOException {
    StringBuilder page = new StringBuilder(String.format(Locale.ROOT, """
        # What an order costs the server

        Flight recordings (`jdk.CPUTimeSample`, every 10 ms of processor time) of buying on one hot variant,
        and what PostgreSQL says of its statements (`pg_stat_statements`: time in the executor, waits for
        locks and pages included), written by `./laotie bench orders`, %s, %s.
        The compiler and the garbage collector are not in it.

        """, Instant.now().toString().substring(0, 16) + "Z", OrdersPage.machine()));
    profiles.forEach(profile -> profile.append(page));
    Files.writeString(PAGE, page);
    System.out.println("written: " + PAGE);
  }

  private void append(StringBuilder page) {
    page.append(String.format(
        Locale.ROOT, "# %s: %,d orders, %,d samples of Java\n\n", name, orders, samples));
    groups.entrySet().stream()
        .sorted(Comparator.comparingInt((Map.Entry<String, Group> entry) -> -entry.getValue().samples))
        .forEach(entry -> append(page, entry.getKey(), entry.getValue()));
    double micros = statements.stream().mapToDouble(OrdersStore.Statement::micros).sum();
    page.append(String.format(Locale.ROOT, """
        ## PostgreSQL's %d dearest statements: %.1f us an order

        | us an order | orders a call | bytes of WAL an order | statement |
        |---|---|---|---|
        """, statements.size(), micros / orders));
    for (OrdersStore.Statement one : statements) {
      page.append(String.format(Locale.ROOT, "| %.1f | %.2f | %.0f | `%s` |\n", one.micros() / orders,
          (double) orders / one.calls(), (double) one.walBytes() / orders,
          one.sql().substring(0, Math.min(SQL_SHOWN, one.sql().length())).replace("|", "\\|")));
    }
    page.append('\n');
  }

  private void append(StringBuilder page, String name, Group group) {
    page.append(String.format(Locale.ROOT, "## %s: %.1f %%, %.1f us an order\n\n", name,
        share(group.samples), group.samples * 10_000.0 / orders));
    if (group.samples * 100 < samples) {
      return;
    }
    page.append("| at work | % | | our own, with what they call | % |\n|---|---|---|---|---|\n");
    List<Map.Entry<String, Integer>> top = most(group.top);
    List<Map.Entry<String, Integer>> under = most(group.under);
    for (int i = 0; i < Math.max(top.size(), under.size()); i++) {
      page.append("| ").append(i < top.size() ? cell(top.get(i)) : "| ").append(" | | ")
          .append(i < under.size() ? cell(under.get(i)) : "| ").append(" |\n");
    }
    page.append('\n');
  }

  private static List<Map.Entry<String, Integer>> most(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue()))
        .limit(FRAMES_SHOWN).toList();
  }

  private String cell(Map.Entry<String, Integer> entry) {
    return String.format(Locale.ROOT, "`%s` | %.1f", entry.getKey(), share(entry.getValue()));
  }

  private double share(int count) {
    return 100.0 * count / Math.max(1, samples);
  }
}
