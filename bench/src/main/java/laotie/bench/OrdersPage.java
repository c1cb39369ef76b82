package laotie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import laotie.bench.OrdersBench.Measured;

/** Writes what the orders bench measured, for people and as JSON. */
record OrdersPage(
    int connections, int sessions, List<Measured> measured, Beside beside, double payingP99Millis) {

  private static final Path RESULTS = Path.of("bench", "results");

  /** Orders per second without the server: one transaction each, and in batches. */
  record Beside(double oneByOne, double straight) {}

  void write() throws IOException {
    StringBuilder page = new StringBuilder(head());
    for (Measured one : measured) {
      page.append(String.format(Locale.ROOT, "| %s | %,.0f | %.1f | %.1f | %s |\n", one.name(),
          one.perSecond(), one.answers().percentile(Buying.PLACE, .5),
          one.answers().percentile(Buying.PLACE, .99), goal(one)));
    }
    page.append(String.format(Locale.ROOT, """
        | one transaction per order, 8 connections, no HTTP | %,.0f | | | |
        | batches of 256 straight to PostgreSQL, one connection, no HTTP | %,.0f | | | |

        Every order counted was accepted and is committed with its line and its fact; the tables were asked
        afterwards: units add up, every order has one line and one fact, every paid order one payment, two
        ledger rows and one fact, and the ledger is at zero.""", beside.oneByOne(), beside.straight()));
    if (payingP99Millis > 0) {
      page.append(String.format(Locale.ROOT, " From placing to paid, p99 %,.0f ms, the gateway included.",
          payingP99Millis));
    }
    page.append("\n\n").append(costs());
    Files.createDirectories(RESULTS);
    Files.writeString(RESULTS.resolve("orders.md"), page);
    Files.writeString(RESULTS.resolve("orders.json"), json());
    System.out.println(page);
  }

  private String head() throws IOException {
    return String.format(Locale.ROOT, """
        # Orders

        `./laotie bench orders`, %s. %s. Load average of the machine
        at the end: %s (this program, the server and PostgreSQL share it; whatever else runs takes its part).
        fsync and synchronous_commit are on; stock is ample; %d connections of %d sessions, each checked; a
        buyer may have any number of unpaid orders; latencies are those of placing.

        | through HTTP | orders/s | p50 ms | p99 ms | goal |
        |---|---|---|---|---|
        """, Instant.now().toString().substring(0, 16) + "Z", machine(), loadAverage(), connections,
        sessions);
  }

  static String machine() {
    return Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
        + System.getProperty("os.arch") + ", Java " + System.getProperty("java.version");
  }

  private static String loadAverage() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).strip().split(" ")[0] : "unknown";
  }

  private static String goal(Measured one) {
    if (one.name().startsWith("one hot")) {
      return "10,000/s, p99 200 ms";
    }
    return one.name().startsWith("placed") ? "4,000/s" : "12,000/s";
  }

  private String costs() {
    StringBuilder text = new StringBuilder("""
        Microseconds of processor time for one order, which depend little on who else uses the machine (two
        processors have 2,000,000 a second), and facts that no consumer had folded yet at the end:

        | | server | PostgreSQL | this program | all | facts behind |
        |---|---|---|---|---|---|
        """);
    for (Measured one : measured) {
      OrdersBench.Costs costs = one.costs();
      text.append(String.format(Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %.0f | %,d |\n", one.name(),
          costs.server(), costs.database(), costs.asking(),
          costs.server() + costs.database() + costs.asking(), one.behind()));
    }
    text.append("\nThe server's part by its threads:\n\n");
    for (Measured one : measured) {
      text.append("- ").append(one.name()).append(':');
      for (Map.Entry<String, Double> group : one.costs().serverThreads().entrySet()) {
        text.append(String.format(Locale.ROOT, " %s %.1f,", group.getKey(), group.getValue()));
      }
      text.setCharAt(text.length() - 1, '\n');
    }
    return text.append("\nWhat the server does in that time: [orders-profile.md](orders-profile.md).\n")
        .toString();
  }

  private String json() throws IOException {
    StringBuilder json = new StringBuilder(String.format(Locale.ROOT,
        "{\"at\":\"%s\",\"machine\":\"%s\",\"loadAverage\":\"%s\",\"connections\":%d,\n", Instant.now(),
        machine(), loadAverage(), connections));
    for (Measured one : measured) {
      json.append(String.format(Locale.ROOT, """
           "%s":{"perSecond":%.0f,"p50Millis":%.2f,"p99Millis":%.2f,"orders":%d,"refused":%d,\
          "serverCpuMicros":%.1f,"databaseCpuMicros":%.1f,"askingCpuMicros":%.1f},
          """, one.name(), one.perSecond(), one.answers().percentile(Buying.PLACE, .5),
          one.answers().percentile(Buying.PLACE, .99), one.orders(), one.answers().refused(),
          one.costs().server(), one.costs().database(), one.costs().asking()));
    }
    return json.append(String.format(Locale.ROOT,
        " \"oneByOnePerSecond\":%.0f,\"straightPerSecond\":%.0f}\n", beside.oneByOne(), beside.straight()))
        .toString();
  }
}
