package laotie.server.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class LetterApiTest {

  @Inject Letters letters;
  @Inject Database database;
  @Inject Log log;

  private static ValidatableResponse write(Somebody host, String segment, String words) {
    return host.calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("segment", segment, "words", words))
        .post("/api/v1/hosts/" + host.id() + "/messages").then();
  }

  private static int told(Somebody viewer) {
    return viewer.calls().get("/api/v1/me/notices").then().statusCode(200).extract()
        .<List<?>>path("items").size();
  }

  @Test
  void reachesThoseWhoConsentAndSaysHonestlyHowManyWereCapped() {
    Somebody host = Somebody.host();
    Somebody fan = Somebody.registered();
    Somebody follower = Somebody.registered();
    Crowd.consent(fan, host);
    Crowd.follow(follower, host);
    host.calls().get("/api/v1/hosts/" + host.id() + "/messages/preview").then()
        .body("chosen", equalTo(1)).body("free", equalTo(1)).body("capped", equalTo(0));
    write(host, "all", "今晚八点见").statusCode(200).body("chosen", equalTo(1)).body("reached", equalTo(1))
        .body("capped", equalTo(0));
    write(host, "all", "再说一次").statusCode(200).body("chosen", equalTo(1)).body("reached", equalTo(0))
        .body("capped", equalTo(1));
    fan.calls().get("/api/v1/me/notices").then().body("items.words", contains("今晚八点见"))
        .body("items[0].kind", equalTo("HOST_WROTE"));
    assertThat(told(follower)).isZero();
    host.calls().get("/api/v1/hosts/" + host.id() + "/messages").then().body("items", hasSize(2))
        .body("items[0].capped", equalTo(1)).body("items[1].reached", equalTo(1));
  }

  @Test
  void aConsentTakenBackInTheMiddleOfASendReachesNobodyAfterIt() {
    Somebody host = Somebody.host();
    List<Somebody> fans = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      fans.add(Somebody.registered());
      Crowd.consent(fans.get(i), host);
    }
    List<String> chosen = letters.chosen(host.id(), "all");
    assertThat(chosen).hasSize(3);
    Letters.OnItsWay sending = letters.begin(
        new Letters.Wish(host.id(), "老李", host.id(), "all", "hello", ""), chosen.size());
    Somebody first = fans.stream().filter(fan -> fan.id().equals(chosen.get(0))).findFirst().orElseThrow();
    Somebody second = fans.stream().filter(fan -> fan.id().equals(chosen.get(1))).findFirst().orElseThrow();
    Somebody third = fans.stream().filter(fan -> fan.id().equals(chosen.get(2))).findFirst().orElseThrow();
    assertThat(letters.send(sending, chosen.subList(0, 1)).reached()).isEqualTo(1);
    second.calls().delete("/api/v1/hosts/" + host.id() + "/consent").then().statusCode(200);
    third.calls().delete("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
    assertThat(letters.send(sending, chosen.subList(1, 3))).isEqualTo(new Letters.Step(0, 0));
    assertThat(told(first)).isEqualTo(1);
    assertThat(told(second)).isZero();
    assertThat(told(third)).isZero();
  }

  @Test
  void theWeeksCapOverAllHostsHoldsWhenManyWriteAtOnce() throws Exception {
    Somebody fan = Somebody.registered();
    List<Somebody> hosts = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      hosts.add(Somebody.host());
      Crowd.consent(fan, hosts.get(i));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(9)) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (Somebody host : hosts) {
        calls.add(() -> write(host, "all", "来看看").statusCode(200).extract().<Integer>path("reached"));
      }
      int reached = 0;
      for (Future<Integer> call : threads.invokeAll(calls)) {
        reached += call.get();
      }
      assertThat(reached).isEqualTo(6);
    }
    assertThat(told(fan)).isEqualTo(6);
  }

  @Test
  void tellsWhatAMessageEarnedFromFacts() {
    Somebody host = Somebody.host();
    Somebody fan = Somebody.registered();
    Crowd.consent(fan, host);
    Crowd crowd = new Crowd(database, log);
    crowd.pays(fan, host, Instant.now().minus(Duration.ofMinutes(5)), "prd_before");
    write(host, "all", "上新了").body("reached", equalTo(1));
    String noticeId = fan.calls().get("/api/v1/me/notices").path("items[0].noticeId");
    fan.calls().post("/api/v1/me/notices/" + noticeId + "/open").then().statusCode(200);
    crowd.comes(fan, host, Instant.now());
    crowd.pays(fan, host, Instant.now(), "prd_1");
    crowd.pays(fan, host, Instant.now(), "prd_2");
    crowd.pays(fan, host, Instant.now().plus(Duration.ofHours(25)), "prd_late");
    String path = "/api/v1/hosts/" + host.id() + "/messages";
    Await.until("orders are counted", () -> host.calls().get(path).<Integer>path("items[0].orders") == 2);
    host.calls().get(path).then().body("items[0].opened", equalTo(1)).body("items[0].came", equalTo(1))
        .body("items[0].gmvMinor", equalTo(16000));
  }

  @Test
  void refusesOthersEmptyWordsForeignAddressesAndUnknownSegments() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    String path = "/api/v1/hosts/" + host.id();
    other.calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("segment", "all", "words", "x")).post(path + "/messages").then().statusCode(403);
    other.calls().get(path + "/fans").then().statusCode(403);
    other.calls().get(path + "/segments").then().statusCode(403);
    other.calls().get(path + "/fans.csv").then().statusCode(403);
    write(host, "all", " \u200b ").statusCode(422);
    write(host, "all", "字".repeat(301)).statusCode(422);
    write(host, "everybody", "x").statusCode(404).body("reason", equalTo("SEGMENT_UNKNOWN"));
    host.calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("segment", "all", "words", "x", "path", "//evil.example"))
        .post(path + "/messages").then().statusCode(422);
  }

  @Test
  void sortsFansIntoSegments() {
    Somebody host = Somebody.host();
    Somebody buyer = Somebody.registered();
    Somebody late = Somebody.registered();
    Crowd.consent(buyer, host);
    Crowd.consent(late, host);
    String productId = host.calls().body(Map.of("title", "羽绒服", "story", "暖", "category", "冬装",
            "skus", List.of(Map.of("name", "M", "price", Map.of("minor", 19900, "currency", "CNY"),
                "supply", 5))))
        .post("/api/v1/products").then().statusCode(201).extract().path("productId");
    Crowd crowd = new Crowd(database, log);
    crowd.pays(buyer, host, Instant.now(), productId);
    crowd.pays(late, host, Instant.now().minus(Duration.ofDays(80)), "prd_gone");
    String path = "/api/v1/hosts/" + host.id();
    Await.until("both orders are folded", () -> host.calls().get(path + "/segments").<Integer>path(
        "items.find { it.segment == 'lapsed' }.fans") == 1 && host.calls().get(path + "/segments")
        .<Integer>path("items.find { it.segment == 'bought-30d' }.fans") == 1);
    host.calls().get(path + "/segments").then().body("items.segment", hasItem("category:冬装"))
        .body("items.find { it.segment == 'all' }.fans", equalTo(2));
    host.calls().queryParam("segment", "category:冬装").get(path + "/fans").then()
        .body("items.viewerId", contains(buyer.id())).body("items[0].spentMinor", equalTo(8000));
    host.calls().queryParam("segment", "lapsed").get(path + "/fans").then()
        .body("items.viewerId", contains(late.id())).body("items[0].isLate", equalTo(true));
    for (String unknown : List.of("size:XXL", "category:冬装 ", "asked:18800001111", "category:")) {
      host.calls().queryParam("segment", unknown).get(path + "/fans").then().statusCode(404)
          .body("reason", equalTo("SEGMENT_UNKNOWN"));
    }
    write(host, "category:" + "长".repeat(90), "x").statusCode(404);
    write(host, "category:冬装", "降温了").statusCode(200).body("reached", equalTo(1));
    assertThat(database.<String>read(connection -> TierRows.segmentTold(connection, host.id())))
        .isEqualTo("category");
    buyer.calls().get("/api/v1/hosts/" + host.id() + "/bond").then()
        .body("holds.categories", contains("冬装")).body("holds.orders", equalTo(1))
        .body("holds.isLate", equalTo(false)).body("holds.asked", hasSize(0));
    late.calls().get("/api/v1/hosts/" + host.id() + "/bond").then().body("holds.isLate", equalTo(true))
        .body("holds.categories", hasSize(0));
  }

  @Test
  void aHostWritesTenMessagesADay() {
    Somebody host = Somebody.host();
    for (int i = 0; i < Letters.DAILY_MAX; i++) {
      write(host, "all", "早 " + i).statusCode(200);
    }
    write(host, "all", "一条太多").statusCode(429).body("reason", equalTo("TOO_MANY_REQUESTS"));
    write(Somebody.host(), "all", "早").statusCode(200);
  }

  @Test
  void exportsConsentingFansOnlyAndNoFormulas() {
    Somebody host = Somebody.host();
    Somebody fan = Somebody.registered();
    Somebody follower = Somebody.registered();
    fan.calls().body(Map.of("name", "=cmd|'/C calc'!A0")).put("/api/v1/me").then().statusCode(200);
    Crowd.consent(fan, host);
    Crowd.follow(follower, host);
    String csv = host.calls().get("/api/v1/hosts/" + host.id() + "/fans.csv").then().statusCode(200)
        .extract().asString();
    assertThat(csv).doesNotContain("standing");
    assertThat(csv).contains(fan.id()).doesNotContain(follower.id()).contains("\"'=cmd|'/C calc'!A0\"");
  }
}
