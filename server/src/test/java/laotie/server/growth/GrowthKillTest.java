package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import laotie.server.log.Log.Happened;
import laotie.server.log.Source;
import org.junit.jupiter.api.Test;

/** A consumer killed (SIGKILL) in the middle of folding leaves every count as SQL finds it. */
class GrowthKillTest {

  private static final long CHILD_END_SECONDS = 30;

  /** Steps of all consumers in turn; these lie before, inside and after transactions of each. */
  private static final int[] KILLS_AT = {3, 5, 8, 12, 17, 21, 24, 31, 37, 40, 46, 50, 55};

  @Test
  void countsAreExactAfterKillsInTheMiddle() throws Exception {
    try (GrowthSquare square = GrowthSquare.open()) {
      List<SimulatedDays> crowds = new ArrayList<>();
      List<Happened> flood = new ArrayList<>();
      for (long seed = 201; seed <= 203; seed++) {
        SimulatedDays days = new SimulatedDays(seed, 12);
        crowds.add(days);
        square.append(Source.LOG, days.log(), 5_000);
        flood.addAll(days.flood());
      }
      square.append(Source.FLOOD, flood, 1_000);
      int kills = 0;
      for (int step : KILLS_AT) {
        kills += run(square, step).equals("stopped") ? 1 : 0;
      }
      assertThat(kills).as("kills that hit a working consumer").isGreaterThanOrEqualTo(6);
      assertThat(run(square, Integer.MAX_VALUE)).isEqualTo("done");
      for (SimulatedDays days : crowds) {
        square.assertCounts(days);
      }
      Map<String, String> killed = square.digests();
      square.forgetCells();
      square.foldAll();
      assertThat(killed).hasSizeGreaterThan(15);
      assertThat(square.digests()).as("every cell of every fold").isEqualTo(killed);
    }
  }

  /** Runs a child until it stands still at {@code step}, kills it there, and answers its last word. */
  private static String run(GrowthSquare square, int step) throws IOException, InterruptedException {
    String[] address = square.address();
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GrowthChild.class.getName(),
                address[0],
                address[1],
                address[2],
                Integer.toString(step))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String word = words.readLine();
      while (word != null && !word.equals("stopped") && !word.equals("done")) {
        word = words.readLine();
      }
      return word == null ? "died" : word;
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(CHILD_END_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
