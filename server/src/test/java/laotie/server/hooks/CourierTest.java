package laotie.server.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import laotie.fact.Fact;
import laotie.hooks.Health;
import laotie.hooks.HookType;
import laotie.hooks.Outcome;
import laotie.hooks.Retries;
import laotie.server.boot.Await;
import laotie.server.hooks.Doorbell.Answer;
import laotie.server.hooks.Doorbell.Ring;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract with a receiver, over real HTTP and a real PostgreSQL, with a clock that is moved. */
class CourierTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static Yard yard;

  @BeforeAll
  static void open() throws Exception {
    yard = new Yard();
  }

  @AfterAll
  static void close() throws Exception {
    yard.close();
  }

  @BeforeEach
  void clear() throws Exception {
    yard.clear();
  }

  private static String id(Endpoints.Opened opened) {
    return opened.row().endpointId();
  }

  @Test
  void aStrangerVerifiesWhatItGetsFromTheSpecificationAlone() throws Exception {
    try (Doorbell bell = new Doorbell()) {
      Endpoints.Opened opened = yard.endpoint("acc_host", bell.url());
      yard.happens(Yard.paid("ord_1", "acc_host"));
      yard.carry(yard.courier());
      assertThat(bell.rings).hasSize(1);
      Ring ring = bell.rings.getFirst();
      assertThat(Doorbell.isGenuine(ring, opened.secret())).isTrue();
      assertThat(Doorbell.isGenuine(ring, Secret.fresh())).as("another secret").isFalse();
      assertThat(ring.header("webhook-id")).matches("msg_[A-Za-z0-9_-]{20}");
      assertThat(ring.header("webhook-timestamp")).isEqualTo(Long.toString(Yard.START.getEpochSecond()));
      assertThat(ring.header("Content-Type")).isEqualTo("application/json");
      assertThat(ring.path()).isEqualTo("/laotie?shop=1");
      JsonNode body = JSON.readTree(ring.body());
      assertThat(body.propertyStream().map(Map.Entry::getKey).toList())
          .containsExactly("type", "timestamp", "data");
      assertThat(body.get("type").asText()).isEqualTo("order.paid");
      assertThat(Instant.parse(body.get("timestamp").asText())).isEqualTo(Yard.START);
      assertThat(body.get("data").toString()).isEqualTo("""
          {"orderId":"ord_1","hostId":"acc_host","state":"PAID","amount":{"minor":8000,"currency":"CNY"},\
          "shippingMinor":0,\
          "lines":[{"skuId":"sku_1","productId":"prd_1","quantity":1,"priceMinor":8000,"offMinor":0}],\
          "source":{"showId":"shw_1"}}""");
      assertThat(yard.entries(id(opened))).singleElement().satisfies(entry -> {
        assertThat(entry.state()).isEqualTo("DELIVERED");
        assertThat(entry.last().orElseThrow().status()).isEqualTo(204);
      });
    }
  }

  @Test
  void triesAgainOnTheScheduleWithTheSameIdAndANewTimestampAndGivesUp() {
    try (Doorbell bell = new Doorbell()) {
      bell.answers = ring -> Answer.of(500);
      Endpoints.Opened opened = yard.endpoint("acc_host", bell.url());
      yard.happens(Yard.paid("ord_1", "acc_host"));
      Courier courier = yard.courier();
      List<Duration> pauses = List.of(Duration.ofSeconds(6), Duration.ofMinutes(6), Duration.ofMinutes(36),
          Duration.ofMinutes(144), Duration.ofHours(6), Duration.ofHours(12), Duration.ofMinutes(1_008),
          Duration.ofHours(24), Duration.ofMinutes(1_728));
      yard.carry(courier);
      for (int i = 0; i < pauses.size(); i++) {
        assertThat(bell.rings).as("before pause " + i).hasSize(i + 1);
        yard.carry(courier);
        assertThat(bell.rings).as("nothing comes early").hasSize(i + 1);
        yard.wait(pauses.get(i));
        yard.carry(courier);
      }
      assertThat(bell.rings).hasSize(10);
      yard.wait(Duration.ofDays(2));
      yard.carry(courier);
      assertThat(bell.rings).as("given up").hasSize(10);
      assertThat(yard.entries(id(opened)).getFirst().state()).isEqualTo("GIVEN_UP");
      Set<String> ids = new HashSet<>();
      Set<String> timestamps = new HashSet<>();
      for (Ring ring : bell.rings) {
        ids.add(ring.header("webhook-id"));
        timestamps.add(ring.header("webhook-timestamp"));
        assertThat(Doorbell.isGenuine(ring, opened.secret())).isTrue();
      }
      assertThat(ids).hasSize(1);
      assertThat(timestamps).hasSize(10);
      assertThat(yard.count("select count(*) from hooks_attempts")).isEqualTo(10);
    }
  }

  @Test
  void aReceiverThatIsGoneIsToldNothingMoreAndItsOwnerIsTold() {
    try (Doorbell bell = new Doorbell()) {
      bell.answers = ring -> Answer.of(410);
      Endpoints.Opened opened = yard.endpoint("acc_host", bell.url());
      yard.happens(Yard.paid("ord_1", "acc_host"));
      Courier courier = yard.courier();
      yard.carry(courier);
      yard.happens(Yard.paid("ord_2", "acc_host"));
      yard.wait(Duration.ofDays(3));
      yard.carry(courier);
      assertThat(bell.rings).hasSize(1);
      assertThat(yard.row(id(opened)).state()).isEqualTo(HookStore.State.OFF);
      assertThat(yard.row(id(opened)).cause()).isEqualTo("GONE");
      assertThat(yard.entries(id(opened))).as("nothing is kept for it").hasSize(1);
      assertThat(yard.count("select count(*) from notices_notices where account_id = 'acc_host'"
          + " and kind = 'HOOK_OFF' and path = '/studio/hooks'")).isEqualTo(1);
      assertThat(yard.count("select count(*) from log where type = 'HookSwitchedOff'")).isEqualTo(1);
    }
  }

  @Test
  void fiveDaysOfNothingButFailureSwitchItOffAndTheOwnerIsWarnedBefore() {
    try (Doorbell bell = new Doorbell()) {
      bell.answers = ring -> Answer.of(503);
      Endpoints.Opened opened = yard.endpoint("", bell.url());
      Courier courier = yard.courier();
      for (int hour = 0; hour <= 120; hour += 6) {
        yard.happens(Yard.paid("ord_" + hour, "acc_host"));
        yard.carry(courier);
        yard.wait(Duration.ofHours(6));
      }
      yard.carry(courier);
      assertThat(yard.row(id(opened)).cause()).isEqualTo("FAILING");
      assertThat(yard.count("select count(*) from notices_notices where account_id = 'acc_operator'"
          + " and kind = 'HOOK_FAILING' and path = '/operator?part=hooks'")).isEqualTo(1);
      assertThat(yard.count("select count(*) from notices_notices where kind = 'HOOK_OFF'")).isEqualTo(1);
      bell.answers = ring -> Answer.of(200);
      int before = bell.rings.size();
      yard.endpoints().resume(new Endpoints.Act(id(opened), "acc_operator"));
      yard.carry(courier);
      assertThat(bell.rings.size()).as("what waited goes out").isGreaterThan(before);
      assertThat(yard.health(id(opened))).isEqualTo(Health.GOOD);
    }
  }

  @Test
  void leavesABusyReceiverAloneForAsLongAsItAsks() {
    try (Doorbell bell = new Doorbell()) {
      bell.answers = ring -> new Answer(429, Map.of("Retry-After", "3600"), "slow down");
      Endpoints.Opened opened = yard.endpoint("acc_host", bell.url());
      yard.happens(Yard.paid("ord_1", "acc_host"));
      Courier courier = yard.courier();
      yard.carry(courier);
      yard.happens(Yard.paid("ord_2", "acc_host"));
      yard.wait(Duration.ofMinutes(59));
      yard.carry(courier);
      assertThat(bell.rings).as("neither this message nor another").hasSize(1);
      bell.answers = ring -> Answer.of(200);
      yard.wait(Duration.ofMinutes(1));
      yard.carry(courier);
      assertThat(bell.rings).hasSize(3);
      assertThat(yard.health(id(opened)).isGood()).isTrue();
    }
  }

  @Test
  void bothSecretsSignDuringTheGraceAndThenTheNewOneAlone() {
    try (Doorbell bell = new Doorbell()) {
      Endpoints.Opened old = yard.endpoint("acc_host", bell.url());
      Endpoints.Act act = new Endpoints.Act(id(old), "acc_host");
      Endpoints.Opened fresh = yard.endpoints().rotate(act, Duration.ofHours(24), "key-rotate");
      assertThat(yard.endpoints().rotate(act, Duration.ofHours(24), "key-rotate").secret())
          .as("a repeat rotates nothing").isEqualTo(fresh.secret());
      Courier courier = yard.courier();
      yard.happens(Yard.paid("ord_1", "acc_host"));
      yard.carry(courier);
      yard.wait(Duration.ofHours(24));
      yard.happens(Yard.paid("ord_2", "acc_host"));
      yard.carry(courier);
      assertThat(bell.rings.get(0).header("webhook-signature").split(" ")).hasSize(2);
      assertThat(Doorbell.isGenuine(bell.rings.get(0), old.secret())).isTrue();
      assertThat(Doorbell.isGenuine(bell.rings.get(0), fresh.secret())).isTrue();
      assertThat(Doorbell.isGenuine(bell.rings.get(1), old.secret())).isFalse();
      assertThat(Doorbell.isGenuine(bell.rings.get(1), fresh.secret())).isTrue();
      yard.endpoints().rotate(act, Duration.ZERO, "key-leaked");
      yard.happens(Yard.paid("ord_3", "acc_host"));
      yard.carry(courier);
      assertThat(Doorbell.isGenuine(bell.rings.get(2), fresh.secret())).as("it leaked").isFalse();
      for (int i = 0; i < 9; i++) {
        yard.endpoints().rotate(act, Duration.ofDays(7), "key-many-" + i);
      }
      assertThat(yard.count("select count(*) from hooks_secrets")).isEqualTo(4);
      assertThat(yard.count(
          "select count(*) from hooks_secrets where position('whsec_'::bytea in secret) > 0"))
          .as("no secret lies in clear").isZero();
    }
  }

  @Test
  void aDeadEndpointDelaysNobodyElse() {
    try (Doorbell dead = new Doorbell(); Doorbell alive = new Doorbell()) {
      CompletableFuture<Void> never = new CompletableFuture<>();
      dead.answers = ring -> {
        never.join();
        return Answer.of(200);
      };
      for (int i = 0; i < 5; i++) {
        yard.endpoint("acc_dead" + i, dead.url());
        for (int order = 0; order < 30; order++) {
          yard.happens(Yard.paid("ord_dead_" + i + "_" + order, "acc_dead" + i));
        }
      }
      Courier courier = yard.courier();
      courier.step();
      yard.endpoint("acc_alive", alive.url());
      yard.happens(Yard.paid("ord_alive", "acc_alive"));
      // The first step may have filled the good lane with receivers nobody knew to be dead.
      Await.until("the living one is told", () -> {
        courier.step();
        return alive.rings.size() == 1;
      });
      never.complete(null);
      Await.until("the dead are let go", () -> courier.busy() == 0);
    }
  }

  @Test
  void receiversThatFailHaveALaneOfTheirOwn() {
    Slots slots = new Slots();
    int dead = 0;
    for (int i = 0; i < 1_000; i++) {
      dead += slots.take(Lane.BAD, "hk_dead" + i);
    }
    assertThat(dead).isEqualTo(Lane.BAD.slots());
    assertThat(slots.take(Lane.GOOD, "hk_alive")).isEqualTo(Lane.GOOD.perEndpointMax());
    assertThat(slots.take(Lane.GOOD, "hk_alive")).isZero();
    slots.give(Lane.GOOD, "hk_alive", 1);
    assertThat(slots.take(Lane.GOOD, "hk_alive")).isEqualTo(1);
  }

  @Test
  void severalProcessesNeverMakeTheSameAttemptTwice() throws Exception {
    try (Doorbell bell = new Doorbell()) {
      bell.answers = ring -> Answer.of(ring.body().contains("7\"") ? 500 : 200);
      yard.endpoint("acc_host", bell.url());
      yard.endpoint("", bell.url());
      List<Fact> facts = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        facts.add(Yard.paid("ord_" + i, "acc_host"));
      }
      yard.happens(facts.toArray(Fact[]::new));
      List<Courier> couriers = List.of(yard.courier(), yard.courier(), yard.courier());
      List<Thread> threads = new ArrayList<>();
      for (Courier courier : couriers) {
        threads.add(Thread.ofVirtual().start(() -> yard.carry(courier)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      couriers.forEach(yard::carry);
      Map<String, Integer> rang = new HashMap<>();
      bell.rings.forEach(ring -> rang.merge(ring.header("webhook-id") + ring.header("webhook-signature"), 1,
          Integer::sum));
      assertThat(rang.size()).as("one ring an endpoint and order").isEqualTo(600);
      assertThat(rang.values()).containsOnly(1);
    }
  }

  @Test
  void anAttemptWhoseProcessDiedIsMadeAgainAndALateAnswerChangesNothing() {
    try (Doorbell bell = new Doorbell()) {
      Endpoints.Opened opened = yard.endpoint("acc_host", bell.url());
      yard.happens(Yard.paid("ord_1", "acc_host"));
      List<DeliveryStore.Claim> lost = yard.log.database().write(connection -> DeliveryStore.claim(
          connection, Map.of(id(opened), 5), Yard.START, Yard.START.plus(Courier.LOST_AFTER)));
      assertThat(lost).hasSize(1);
      Courier courier = yard.courier();
      yard.carry(courier);
      assertThat(bell.rings).as("it may still be at work").isEmpty();
      yard.wait(Courier.LOST_AFTER);
      yard.carry(courier);
      assertThat(bell.rings).hasSize(1);
      yard.log.database().write(connection -> {
        DeliveryStore.settle(connection, List.of(new DeliveryStore.Settled(lost.getFirst(),
            new DeliveryStore.Noted(Yard.START, 1, PostClient.Sent.failed(Outcome.TIMED_OUT)),
            new Retries.Next(Retries.State.GIVEN_UP, Yard.START), 1)));
        return 0;
      });
      assertThat(yard.entries(id(opened)).getFirst().state()).isEqualTo("DELIVERED");
    }
  }

  @Test
  void keepsWhatHappensDuringAPauseAndTheChosenTypesOnly() {
    try (Doorbell bell = new Doorbell()) {
      Endpoints.Opened opened = yard.endpoint("acc_host", bell.url(), HookType.ORDER_PLACED);
      Endpoints.Act act = new Endpoints.Act(id(opened), "acc_host");
      yard.endpoints().pause(act);
      yard.happens(Yard.placed("ord_1", "acc_host", "sku_1", 1), Yard.paid("ord_1", "acc_host"),
          Yard.placed("ord_2", "acc_other", "sku_1", 1));
      Courier courier = yard.courier();
      yard.carry(courier);
      assertThat(bell.rings).isEmpty();
      yard.endpoints().resume(act);
      yard.carry(courier);
      assertThat(bell.rings).singleElement().satisfies(ring ->
          assertThat(ring.body()).contains("order.placed", "ord_1", "heldUntil"));
    }
  }

  @Test
  void replaysOneAndAllSinceAnInstantWithTheSameIds() {
    try (Doorbell bell = new Doorbell()) {
      bell.answers = ring -> Answer.of(400);
      Endpoints.Opened opened = yard.endpoint("acc_host", bell.url());
      Endpoints.Act act = new Endpoints.Act(id(opened), "acc_host");
      Courier courier = yard.courier();
      yard.happens(Yard.paid("ord_1", "acc_host"), Yard.paid("ord_2", "acc_host"));
      yard.carry(courier);
      bell.answers = ring -> Answer.of(200);
      yard.wait(Duration.ofSeconds(6));
      yard.carry(courier);
      yard.wait(Duration.ofHours(1));
      yard.happens(Yard.paid("ord_3", "acc_host"));
      yard.carry(courier);
      int before = bell.rings.size();
      String messageId = yard.entries(id(opened)).getFirst().messageId();
      yard.endpoints().replay(act, messageId);
      yard.carry(courier);
      assertThat(bell.rings).hasSize(before + 1);
      assertThat(bell.rings.getLast().header("webhook-id")).isEqualTo(messageId);
      assertThat(yard.endpoints().replaySince(act, Yard.START, false)).as("nothing failed").isZero();
      assertThat(yard.endpoints().replaySince(act, Yard.START.plusSeconds(60), true)).isEqualTo(1);
      assertThat(yard.endpoints().replaySince(act, Yard.START, true)).isEqualTo(2);
      yard.carry(courier);
      assertThat(bell.rings).hasSize(before + 4);
    }
  }

  @Test
  void forgetsAfterThirtyDaysAndARemovedEndpointAfterOne() {
    try (Doorbell bell = new Doorbell()) {
      Endpoints.Opened kept = yard.endpoint("acc_host", bell.url());
      Endpoints.Opened gone = yard.endpoint("acc_host", bell.url());
      yard.happens(Yard.paid("ord_1", "acc_host"));
      yard.carry(yard.courier());
      HookJob job = new HookJob(yard.log.database(), yard.clock());
      Endpoints.Act act = new Endpoints.Act(id(gone), "acc_host");
      yard.endpoints().remove(act);
      yard.wait(Duration.ofHours(23));
      job.forgetOld();
      yard.endpoints().restore(act);
      yard.endpoints().remove(act);
      yard.wait(Duration.ofHours(25));
      job.forgetOld();
      assertThat(yard.count("select count(*) from hooks_endpoints")).isEqualTo(1);
      assertThat(yard.entries(id(kept))).hasSize(1);
      yard.wait(Duration.ofDays(29));
      job.forgetOld();
      assertThat(yard.entries(id(kept))).isEmpty();
      assertThat(yard.count("select (select count(*) from hooks_messages)"
          + " + (select count(*) from hooks_attempts)")).isZero();
    }
  }
}
