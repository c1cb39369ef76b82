package laotie.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import laotie.fact.PeopleFact.HostOpened;
import laotie.fact.Recorded;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

/** A batch that is too dear for one transaction is taken in smaller ones. */
class ConsumerBatchTest {

  private static final int FACTS = 3_000;
  private static final int BEARABLE = 400;

  @Test
  void aBatchThatFailsIsTriedWithFewerFactsUntilAllAreFolded() throws Exception {
    Path dir = Files.createTempDirectory("laotie-batch");
    try (Postgres postgres = Postgres.start(dir);
        OpenedLog log = OpenedLog.open(postgres.url(), postgres.user(), postgres.password())) {
      log.database().write(connection -> {
        List<HostOpened> facts = new ArrayList<>();
        for (int i = 0; i < FACTS; i++) {
          facts.add(new HostOpened("acc_" + i));
        }
        log.log().append(connection, Instant.EPOCH, facts);
        return facts;
      });
      List<String> folded = new ArrayList<>();
      ConsumerJob job = log.job(new Consumer("slow", Set.of(Source.LOG), (connection, batch) -> {
        if (batch.size() > BEARABLE) {
          throw new SQLException("canceling statement due to transaction timeout", "25P04");
        }
        batch.stream().map(Recorded::fact).forEach(fact -> folded.add(fact.key()));
      }), step -> { });
      int failed = 0;
      boolean isDone = false;
      while (!isDone) {
        try {
          isDone = job.step() == 0 && !job.hasMore();
        } catch (DatabaseFault fault) {
          failed++;
        }
      }
      assertThat(folded).hasSize(FACTS).doesNotHaveDuplicates();
      assertThat(failed).isBetween(2, 20);
    } finally {
      TestSquare.erase(dir);
    }
  }
}
