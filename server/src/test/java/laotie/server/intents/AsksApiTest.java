package laotie.server.intents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class AsksApiTest {

  @Inject Intents intents;
  @Inject AskRows rows;
  @Inject Database database;

  @Test
  void putsTheSameQuestionsTogetherAndTheLongestWaitingFirst() {
    Asking asking = new Asking(Somebody.host());
    String coat = asking.product("红色大衣");
    Instant now = Instant.now();
    Asking.record(asking.at("v1", "这个怎么买", coat, now.minusSeconds(60)),
        asking.at("v2", "求链接", coat, now.minusSeconds(30)),
        asking.at("v3", "包邮吗", "", now.minusSeconds(90)));
    asking.host().calls().get(asking.asks("")).then().statusCode(200)
        .body("items", hasSize(2)).body("items[0].samples[0].text", equalTo("包邮吗"))
        .body("items[0].product", nullValue()).body("items[0].suggested", nullValue())
        .body("items[1].people", equalTo(2)).body("items[1].count", equalTo(2))
        .body("items[1].suggested.productId", equalTo(coat))
        .body("items[1].samples[0].source", equalTo("ROOM"));
    asking.host().calls().get(asking.asks("/waiting")).then().body("clusters", equalTo(2));
  }

  @Test
  void pagesThroughTheInboxWithoutGapsOrTwins() {
    Asking asking = new Asking(Somebody.host());
    Instant now = Instant.now();
    for (int i = 0; i < 5; i++) {
      Asking.record(asking.at("v" + i, "question of its own kind " + "abcde".charAt(i) + i, "p" + i,
          now.minusSeconds(100 - i)));
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      var page = asking.host().calls().queryParam("limit", 2).queryParam("after", after)
          .get(asking.asks("")).then().statusCode(200).extract();
      seen.addAll(page.path("items.clusterId"));
      after = page.path("next");
    } while (!after.isEmpty());
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void answersAClusterAndTellsEachPersonOnce() {
    Asking asking = new Asking(Somebody.host());
    String coat = asking.product("红色大衣");
    String one = "acc_" + Asking.word();
    Asking.record(asking.ask(one, "求链接", coat), asking.ask("acc_" + Asking.word(), "怎么买", coat));
    Asking.record(asking.ask(one, "求链接!", coat), asking.ask(one, "链接", coat));
    String clusterId = asking.host().calls().get(asking.asks("")).path("items[0].clusterId");
    asking.host().calls().header("Idempotency-Key", "answer-" + coat)
        .body(Map.of("clusterId", clusterId, "productId", coat, "words", "小黄车 1 号"))
        .post(asking.asks("/answers")).then().statusCode(200)
        .body("answered", equalTo(2)).body("people", equalTo(2));
    asking.host().calls().header("Idempotency-Key", "answer-" + coat)
        .body(Map.of("clusterId", clusterId, "productId", coat, "words", "小黄车 1 号"))
        .post(asking.asks("/answers")).then().statusCode(200).body("people", equalTo(2));
    assertThat(rows.notices(one)).singleElement().asString().contains("CARD_ANSWERED");
    assertThat(rows.facts("Answered", asking.host().id())).isEqualTo(2);
    asking.host().calls().get(asking.asks("")).then().body("items", hasSize(0));
    asking.host().calls().get(asking.asks("?state=answered")).then().statusCode(200)
        .body("items", hasSize(1)).body("items[0].people", equalTo(2))
        .body("items[0].answer.product.productId", equalTo(coat))
        .body("items[0].answer.words", equalTo("小黄车 1 号"));
    asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("clusterId", clusterId, "productId", coat))
        .post(asking.asks("/answers")).then().statusCode(404);
  }

  @Test
  void answersSingleCommentsAndARepeatForItsFirst() {
    Asking asking = new Asking(Somebody.host());
    String coat = asking.product("coat");
    Intents.Heard first = asking.ask("v1", "link please", coat);
    Intents.Heard again = asking.ask("v1", "link", coat);
    Asking.record(first);
    Asking.record(again);
    asking.host().calls().get(asking.asks("/readings?showId=show_1")).then().statusCode(200)
        .body("items", hasSize(2)).body("items.isOpen", equalTo(List.of(true, true)));
    asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("commentIds", List.of(again.commentId()), "words", "number one"))
        .post(asking.asks("/answers")).then().statusCode(200).body("answered", equalTo(1));
    asking.host().calls().get(asking.asks("/readings?showId=show_1")).then()
        .body("items.isAnswered", equalTo(List.of(true, true)));
    assertThat(intents.answersTo(List.of(first.commentId())))
        .containsEntry(first.commentId(), new Intents.Said(Optional.empty(), "number one"));
  }

  @Test
  void refusesAnswersThatSayNothingOrPointElsewhere() {
    Asking asking = new Asking(Somebody.host());
    String foreign = new Asking(Somebody.host()).product("other coat");
    Intents.Heard one = asking.ask("v1", "link?", "");
    Asking.record(one);
    List<Map<String, Object>> wrong = List.of(
        Map.of("commentIds", List.of(one.commentId())),
        Map.of("commentIds", List.of(one.commentId()), "words", " \u200b "),
        Map.of("commentIds", List.of(one.commentId()), "words", "x".repeat(201)),
        Map.of("commentIds", List.of(one.commentId()), "productId", foreign),
        Map.of("commentIds", List.of(one.commentId()), "productId", "no id !"),
        Map.of("words", "to nobody"),
        Map.of("commentIds", List.of("a b"), "words", "x"),
        Map.of("commentIds", List.of(one.commentId()), "clusterId", "cls_1", "words", "both"));
    for (Map<String, Object> body : wrong) {
      asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString()).body(body)
          .post(asking.asks("/answers")).then().statusCode(422);
    }
    asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("commentIds", List.of("msg_unknown"), "words", "x"))
        .post(asking.asks("/answers")).then().statusCode(404);
    asking.host().calls().get(asking.asks("?state=closed")).then().statusCode(422);
    asking.host().calls().get(asking.asks("?limit=101")).then().statusCode(422);
    asking.host().calls().get(asking.asks("?state=answered&after=nonsense")).then().statusCode(422);
  }

  @Test
  void aCorrectionLinksTheSameWordsAnewAndTakesWhatIsNoQuestionAway() {
    Asking asking = new Asking(Somebody.host());
    String coat = asking.product("红色大衣");
    String hat = asking.product("羊毛帽子");
    Intents.Heard one = asking.ask("v1", "那个多少", coat);
    Asking.record(one, asking.ask("v2", "那个 多少?", coat), asking.ask("v3", "大衣怎么买", coat));
    correct(asking, one.commentId(), Map.of("label", "PRICE", "productId", hat)).statusCode(204);
    asking.host().calls().get(asking.asks("")).then().body("items", hasSize(2))
        .body("items.find { it.label == 'PRICE' }.product.productId", equalTo(hat))
        .body("items.find { it.label == 'PRICE' }.people", equalTo(2));
    correct(asking, one.commentId(), Map.of("label", "CHAT")).statusCode(204);
    asking.host().calls().get(asking.asks("")).then().body("items", hasSize(1))
        .body("items[0].people", equalTo(1));
    correct(asking, one.commentId(), Map.of("label", "BUY", "productId", coat)).statusCode(204);
    asking.host().calls().get(asking.asks("")).then().body("items[0].people", equalTo(2));
    assertThat(rows.facts("ReadingCorrected", asking.host().id())).isEqualTo(3);
    correct(asking, one.commentId(), Map.of("label", "NOISE")).statusCode(422);
    correct(asking, "msg_none", Map.of("label", "BUY")).statusCode(404);
    correct(new Asking(Somebody.host()), one.commentId(), Map.of("label", "BUY")).statusCode(404);
  }

  @Test
  void aCorrectionTeachesTheReadingOfThatHostOnly() {
    Asking asking = new Asking(Somebody.host());
    String text = "这个啥说法呀老铁";
    Intents.Heard one = asking.ask("v1", text, "");
    Asking.record(one);
    Intents.Scene scene =
        new Intents.Scene(asking.host().id(), List.of(), Optional.empty(), Optional.empty());
    String before = intents.read(text, scene).label();
    String other = before.equals("PRICE") ? "SIZE" : "PRICE";
    correct(asking, one.commentId(), Map.of("label", other)).statusCode(204);
    assertThat(intents.read(text, scene).label()).isEqualTo(other);
    assertThat(intents.read(text, new Intents.Scene(
        Somebody.host().id(), List.of(), Optional.empty(), Optional.empty())).label()).isEqualTo(before);
  }

  private static io.restassured.response.ValidatableResponse correct(
      Asking asking, String commentId, Map<String, Object> body) {
    return asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString()).body(body)
        .post(asking.asks("/" + commentId + "/correction")).then();
  }

  @Test
  void aBoughtFloodIsOneLineWithItsPeople() {
    Asking asking = new Asking(Somebody.host());
    List<Intents.Heard> flood = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      flood.add(asking.ask("bot" + i % 300, "求链接求链接", ""));
    }
    for (int i = 0; i < 500; i++) {
      flood.add(asking.ask("loud", "上链接啊", ""));
    }
    flood.add(asking.ask("honest", "大码还有吗", ""));
    Asking.record(flood);
    asking.host().calls().get(asking.asks("")).then().statusCode(200)
        .body("items.find { it.samples[0].text == '求链接求链接' }.people", equalTo(300))
        .body("items.find { it.samples[0].text == '求链接求链接' }.count", equalTo(2_000))
        .body("items.find { it.samples[0].text == '大码还有吗' }.people", equalTo(1));
    assertThat(rows.open(asking.host().id())).isEqualTo(302);
    List<Integer> counts = asking.host().calls().get(asking.asks("")).path("items.people");
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(302);
    assertThat(rows.facts("Asked", asking.host().id())).isEqualTo(302);
  }

  @Test
  void aCrowdBehindOneNetworkCollapsesAndIsAnsweredAllTheSame() {
    Asking asking = new Asking(Somebody.host());
    List<Intents.Heard> crowd = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      crowd.add(asking.ask("farm" + i, "怎么买", ""));
    }
    crowd.add(asking.ask("home", "怎么买", ""));
    Asking.record(crowd, crowd.stream().collect(Collectors.toMap(Intents.Heard::commentId,
        one -> one.viewerId().startsWith("farm") ? "network" : "another")));
    asking.host().calls().get(asking.asks("")).then().body("items", hasSize(1))
        .body("items[0].people", equalTo(Swarm.PER_NETWORK_MAX + 1))
        .body("items[0].count", equalTo(101)).body("items[0].collapsed", equalTo(80));
    String clusterId = asking.host().calls().get(asking.asks("")).path("items[0].clusterId");
    asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("clusterId", clusterId, "words", "链接在小黄车"))
        .post(asking.asks("/answers")).then().body("people", equalTo(101));
  }

  @Test
  void aBannedAccountCountsForNothingUntilTheBanIsLifted() {
    Asking asking = new Asking(Somebody.host());
    Somebody bad = Somebody.registered();
    Asking.record(asking.ask(bad.id(), "求链接", ""), asking.ask("good", "求链接", ""));
    Asking.record(asking.wish(bad.id(), "羊绒围巾"));
    rows.ban(bad.id(), true);
    Await.until("one person", () ->
        asking.host().calls().get(asking.asks("")).<Integer>path("items[0].people") == 1);
    asking.host().calls().get(asking.demand("")).then().body("items", hasSize(0));
    rows.ban(bad.id(), false);
    Await.until("two people", () ->
        asking.host().calls().get(asking.asks("")).<Integer>path("items[0].people") == 2);
    asking.host().calls().get(asking.demand("")).then().body("items", hasSize(1));
  }

  @Test
  void hostsAreNotAskersAndPraiseIsNoQuestion() {
    Asking asking = new Asking(Somebody.host());
    Intents.Heard praise = new Intents.Heard("msg_" + Asking.word(), "v1", "v1", asking.host().id(), "s",
        "", "", "好看", new Intents.Reading("PRAISE", false, Optional.empty(), false), Instant.now());
    Asking.record(praise, asking.ask(asking.host().id(), "求链接", ""));
    asking.host().calls().get(asking.asks("")).then().body("items", hasSize(0));
    assertThat(rows.facts("Asked", asking.host().id())).isZero();
  }

  @Test
  void opensTheInboxForTheHostAndHisAssistantsOnly() {
    Asking asking = new Asking(Somebody.host());
    Somebody assistant = Somebody.registered();
    asking.host().calls().body(Map.of("login", assistant.login()))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .post("/api/v1/hosts/" + asking.host().id() + "/assistants").then().statusCode(200);
    for (String door : List.of("/asks", "/asks/waiting", "/asks/readings?showId=s1", "/demand")) {
      String path = "/api/v1/hosts/" + asking.host().id() + door;
      io.restassured.RestAssured.given().get(path).then().statusCode(401);
      Somebody.guest("路人").calls().get(path).then().statusCode(403);
      Somebody.registered().calls().get(path).then().statusCode(403);
      Somebody.host().calls().get(path).then().statusCode(403);
      asking.host().calls().get(path).then().statusCode(200);
      assistant.calls().get(path).then().statusCode(200);
    }
    Somebody.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("commentIds", List.of("msg_1"), "words", "x"))
        .post(asking.asks("/answers")).then().statusCode(403);
    Somebody.host().calls().get("/api/v1/operator/demand").then().statusCode(403);
  }

  @Test
  void oneAnswerOfAHostIsGivenAtATime() throws Exception {
    Asking asking = new Asking(Somebody.host());
    Asking other = new Asking(Somebody.host());
    Intents.Heard ask = asking.ask("v1", "包邮吗", "");
    Intents.Heard elsewhere = other.ask("v1", "包邮吗", "");
    Asking.record(ask, elsewhere);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Integer> first = database.write(connection -> {
        AskStore.lock(connection, List.of(asking.host().id()));
        Future<Integer> waits = thread.submit(() -> answer(asking, ask).statusCode());
        Await.until("the first waits for the lock", () -> rows.waitingForALock() > 0);
        answer(asking, ask).then().statusCode(429).body("reason", equalTo("TOO_MANY_REQUESTS"));
        answer(other, elsewhere).then().statusCode(200);
        return waits;
      });
      assertThat(first.get()).isEqualTo(200);
    }
    answer(asking, ask).then().statusCode(200).body("answered", equalTo(0));
  }

  @Test
  void refusesAPlaceNoPageEnded() {
    Asking asking = new Asking(Somebody.host());
    for (String place : List.of("soon", "2026-01-01T00:00:00Z", "%2B1000000000-12-31T23:59:59Z.ans_1",
        "-1000000000-01-01T00:00:00Z.ans_1")) {
      asking.host().calls().urlEncodingEnabled(false)
          .get(asking.asks("?state=answered&after=" + place)).then().statusCode(422)
          .body("errors[0].pointer", equalTo("/after"));
    }
  }

  private static Response answer(Asking asking, Intents.Heard ask) {
    return asking.host().calls().header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("commentIds", List.of(ask.commentId()), "words", "yes"))
        .post(asking.asks("/answers"));
  }
}
