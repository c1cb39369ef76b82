package laotie.server.intents;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class LateTest {

  private static final Duration READ_IN_WITHIN = Duration.ofSeconds(10);

  @Inject Database database;

  @Test
  void chatDoesNotWaitForALockedHostAndHisQuestionIsReadInLater() {
    Asking asking = new Asking(Somebody.host());
    String coat = asking.product("蓝色大衣");
    database.write(connection -> {
      AskStore.lock(connection, List.of(asking.host().id()));
      // Another connection: would it wait, it would wait for this transaction for ever.
      Asking.record(asking.ask("late1", "这个怎么买", coat));
      assertThat(waiting(asking)).as("nothing is written past the lock").isZero();
      return coat;
    });
    Await.until(READ_IN_WITHIN, () -> "waiting " + waiting(asking), () -> waiting(asking) == 1);
  }

  @Test
  void onePersonFillsNoInbox() {
    Asking asking = new Asking(Somebody.host());
    for (int i = 0; i < Ledger.OPEN_PER_VIEWER_MAX + 15; i++) {
      Asking.record(asking.ask("flooder", "question of its own kind " + i, "product" + i));
    }
    Await.until(READ_IN_WITHIN, () -> "waiting " + waiting(asking), () -> waiting(asking) > 0);
    assertThat(waiting(asking)).isLessThanOrEqualTo(Ledger.OPEN_PER_VIEWER_MAX);
  }

  private static int waiting(Asking asking) {
    return asking.host().calls().get(asking.asks("/waiting")).then().statusCode(200).extract()
        .path("clusters");
  }
}
