package laotie.server.clips;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.ClipsFact;
import laotie.fact.Exposure;
import laotie.fact.Pool;
import laotie.fact.Relation;
import laotie.fact.VideoFact;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.log.RowStore;
import laotie.server.log.Tail;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** What viewers do with a clip: watch, like, share, talk. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class TalkTest {

  private static final Map<String, String> KEPT = new HashMap<>();

  @Inject Clips clips;
  @Inject Seal seal;
  @Inject Tail tail;
  @Inject Database database;

  private static synchronized Somebody host() {
    if (!KEPT.containsKey("cookie")) {
      Somebody host = Somebody.host();
      KEPT.put("id", host.id());
      KEPT.put("cookie", host.cookie());
    }
    return new Somebody(KEPT.get("id"), "", KEPT.get("cookie"));
  }

  /** One published clip for all tests of this class. */
  private static synchronized String clip() {
    if (!KEPT.containsKey("clip")) {
      KEPT.put("clip", Hand.published(host()));
    }
    return KEPT.get("clip");
  }

  private static String path(String rest) {
    return "/api/v1/clips/" + clip() + rest;
  }

  private static Response say(Somebody who, Map<String, Object> body) {
    return who.calls().header("Idempotency-Key", UUID.randomUUID()).body(body).post(path("/comments"));
  }

  private static String said(Somebody who, String text) {
    return say(who, Map.of("text", text)).then().statusCode(201).extract().path("comment.commentId");
  }

  private static Response open(Somebody who, Map<String, Object> from) {
    return who.calls().body(from).post(path("/views"));
  }

  @Test
  void theCardOfAQuestionIsThereAgainForItsWriterAlone() {
    Somebody shop = Somebody.host();
    String tea = Hand.product(shop, "白毫银针");
    String clipId = Hand.clip(shop, Camera.video(3),
        Map.of("publishes", true, "cards", List.of(Map.of("productId", tea, "fromMs", 0))));
    String at = "/api/v1/clips/" + clipId + "/comments";
    Somebody asker = Somebody.registered();
    for (String words : List.of("怎么买", "多少钱", "晚上好")) {
      asker.calls().header("Idempotency-Key", UUID.randomUUID()).body(Map.of("text", words)).post(at)
          .then().statusCode(201);
    }
    // The newest question has the card; the one before, for the same product, has none, nor has mere talk.
    asker.calls().get(at).then().body("items.text", contains("晚上好", "多少钱", "怎么买"))
        .body("items.collect { it.offer?.product?.productId }",
            contains(nullValue(), equalTo(tea), nullValue()));
    given().get(at).then().body("items.findAll { it.offer != null }", hasSize(0));
    shop.calls().get(at).then().body("items.findAll { it.offer != null }", hasSize(0));
    shop.calls().delete("/api/v1/products/" + tea).then().statusCode(204);
    asker.calls().get(at).then().body("items.findAll { it.offer != null }", hasSize(0));
  }

  @Test
  void aCommentIsAnsweredCountedAndTold() {
    Somebody asker = Somebody.registered();
    String top = said(asker, " <b>怎么买</b>\u202E ");
    say(host(), Map.of("text", "card below", "answersId", top)).then().statusCode(201)
        .body("comment.account.isHost", equalTo(true)).body("comment.isIntent", equalTo(false))
        .body("comment.answersId", equalTo(top)).body("offer", nullValue());
    Somebody third = Somebody.guest("Guest");
    String second = say(third, Map.of("text", "me too", "answersId", top)).path("comment.commentId");
    // An answer to an answer stands under the same comment.
    say(asker, Map.of("text", "thanks", "answersId", second)).then().statusCode(201);
    String find = "items.find { it.commentId == '" + top + "' }";
    asker.calls().get(path("/comments")).then().body(find + ".text", equalTo("<b>怎么买</b>"))
        .body(find + ".isMine", equalTo(true)).body(find + ".replyCount", equalTo(3))
        .body(find + ".replies.text", contains("card below", "me too", "thanks"));
    Response first = given().get(path("/comments/" + top + "/replies?limit=2"));
    first.then().body("items.text", contains("card below", "me too"));
    given().get(path("/comments/" + top + "/replies?limit=2&after=" + first.path("next"))).then()
        .body("items.text", contains("thanks"));
    // By the host; not by the guest, and not by himself.
    assertThat(told(asker)).isEqualTo(1);
  }

  @Test
  void wordsHaveAPaceAndALength() {
    Somebody fast = Somebody.registered();
    for (int i = 0; i < 5; i++) {
      said(fast, "one " + i);
    }
    say(fast, Map.of("text", "six")).then().statusCode(429).body("reason", equalTo("CHAT_TOO_FAST"));
    Somebody other = Somebody.registered();
    say(other, Map.of("text", "长".repeat(201))).then().statusCode(422)
        .body("reason", equalTo("CHAT_TOO_LONG"));
    say(other, Map.of("text", "\u200B")).then().body("reason", equalTo("CHAT_EMPTY"));
    say(other, Map.of("text", "x", "answersId", "cmt_none")).then().statusCode(404);
    given().contentType("application/json").body("{\"text\":\"x\"}").post(path("/comments")).then()
        .statusCode(401);
  }

  @Test
  void isDeletedByItsWriterAndTheHostOnly() {
    Somebody writer = Somebody.registered();
    String mine = said(writer, "first");
    String other = said(writer, "second");
    String reply = say(Somebody.registered(), Map.of("text", "under it", "answersId", mine))
        .path("comment.commentId");
    long before = given().get(path("")).jsonPath().getLong("comments");
    Somebody.registered().calls().delete(path("/comments/" + mine)).then().statusCode(403);
    Somebody.host().calls().delete(path("/comments/" + mine)).then().statusCode(403);
    writer.calls().delete(path("/comments/" + mine)).then().statusCode(204);
    host().calls().delete(path("/comments/" + other)).then().statusCode(204);
    writer.calls().delete(path("/comments/" + mine)).then().statusCode(404);
    given().get(path("/comments/" + reply + "/replies")).then().statusCode(404);
    assertThat(given().get(path("")).jsonPath().getLong("comments")).isEqualTo(before - 3);
    String kept = database.read(connection -> RowStore.one(connection,
        "select string_agg(text, '') as t from clips_comments where comment_id = any(?)",
        row -> row.getString("t"), List.of(mine, other, reply))).orElse("");
    assertThat(kept).isEmpty();
  }

  @Test
  void whatStandsUnderADeletedCommentIsForgottenEverywhere() {
    Somebody writer = Somebody.registered();
    String top = said(writer, "看看这个");
    String reply = say(Somebody.registered(), Map.of("text", "求链接 answer-words", "answersId", top)).then()
        .statusCode(201).body("comment.isIntent", equalTo(true)).extract().path("comment.commentId");
    Await.until("the question is asked", () -> asked(reply).contains("answer-words"));
    assertThat(told(writer)).isEqualTo(1);
    host().calls().delete(path("/comments/" + top)).then().statusCode(204);
    assertThat(told(writer)).as("the notice with its words").isZero();
    Await.until("the question is taken away", () -> asked(reply).equals("DELETED "));
  }

  private String asked(String commentId) {
    return database.read(connection -> RowStore.one(connection,
        "select state || ' ' || text as said from intents_asks where comment_id = ?",
        row -> row.getString("said"), commentId)).orElse("");
  }

  private long told(Somebody who) {
    return database.read(connection -> RowStore.one(connection,
        "select count(*) as n from notices_notices where account_id = ?", row -> row.getLong("n"),
        who.id())).orElse(0L);
  }

  @Test
  void aHeartIsGivenOnce() {
    Somebody viewer = Somebody.guest("Heart");
    long before = given().get(path("")).jsonPath().getLong("likes");
    for (int i = 0; i < 2; i++) {
      viewer.calls().body("{}").put(path("/like")).then().statusCode(200)
          .body("isLiked", equalTo(true)).body("likes", equalTo((int) before + 1));
    }
    viewer.calls().get(path("")).then().body("isLiked", equalTo(true));
    for (int i = 0; i < 2; i++) {
      viewer.calls().delete(path("/like")).then().statusCode(200).body("likes", equalTo((int) before));
    }
  }

  @Test
  void aViewSaysWhereItCameFrom() {
    Somebody viewer = Somebody.registered();
    String viewId = open(viewer, Map.of("channel", "DIRECT_MESSAGE")).then().statusCode(200)
        .extract().path("viewId");
    Clips.ViewRef view = clips.viewOf(viewId).orElseThrow();
    // A stranger's claim of a private way is not believed.
    assertThat(view.origin().channel()).isEqualTo(Channel.STRANGER_SHARE);
    assertThat(view.origin().relation()).isEqualTo(Relation.STRANGER);
    assertThat(view.clipId()).isEqualTo(clip());
    open(viewer, Map.of("channel", "SEARCH")).then().body("viewId", equalTo(viewId));
    open(Somebody.registered(), Map.of("channel", "WORMHOLE")).then().statusCode(422);

    Somebody shown = Somebody.registered();
    String token = seal.sign(new Exposure("exp_1", shown.id(), host().id(), Pool.PUBLIC, Channel.FEED,
        Instant.now()).line());
    String led = open(shown, Map.of("exposureId", token)).path("viewId");
    assertThat(clips.viewOf(led).orElseThrow().origin().exposureId()).isEqualTo("exp_1");
    // The same showing leads nobody else.
    String stolen = open(Somebody.registered(), Map.of("exposureId", token)).path("viewId");
    assertThat(clips.viewOf(stolen).orElseThrow().origin().exposureId()).isEmpty();
    assertThat(clips.viewOf("view_none")).isEmpty();
  }

  @Test
  void aSharedLinkSaysSo() {
    Somebody giver = Somebody.registered();
    String url = giver.calls().header("Idempotency-Key", UUID.randomUUID()).body("{}")
        .post(path("/shares")).then().statusCode(200)
        .body("url", containsString("/clip/" + clip() + "?from="))
        .extract().path("url");
    String seal = url.substring(url.indexOf("from=") + 5);
    Somebody friend = Somebody.registered();
    friend.calls().put("/api/v1/hosts/" + host().id() + "/follow").then().statusCode(200);
    String viewId = open(friend, Map.of("exposureId", seal, "channel", "FOLLOWING_TAB")).path("viewId");
    Clips.ViewRef view = clips.viewOf(viewId).orElseThrow();
    assertThat(view.origin().channel()).isEqualTo(Channel.STRANGER_SHARE);
    assertThat(view.origin().relation()).isEqualTo(Relation.FOLLOWER);
    // Asked for again, the link is there, and counts no second time.
    long shares = given().get(path("")).jsonPath().getLong("shares");
    giver.calls().header("Idempotency-Key", UUID.randomUUID()).body("{}")
        .post(path("/shares")).then().statusCode(200).body("url", containsString("/clip/" + clip()));
    assertThat(given().get(path("")).jsonPath().getLong("shares")).isPositive().isEqualTo(shares);
  }

  @Test
  void aBeatIsCreditedOnce() {
    Somebody viewer = Somebody.registered();
    String viewId = open(viewer, Map.of()).path("viewId");
    String beats = "/api/v1/clip-views/" + viewId + "/beats";
    Map<String, Object> beat = Map.of("seq", 7, "playedMs", 3000, "visible", true, "muted", false);
    viewer.calls().body(beat).post(beats).then().statusCode(200).body("ms", equalTo(3000));
    viewer.calls().body(beat).post(beats).then().statusCode(200).body("ms", equalTo(0));
    Somebody.registered().calls().body(beat).post(beats).then().statusCode(404)
        .body("reason", equalTo("VIEW_UNKNOWN"));
    viewer.calls().body(Map.of("seq", -1, "playedMs", 1)).post(beats).then().statusCode(422);
    // More than passed is not credited.
    viewer.calls().body(Map.of("seq", 8, "playedMs", 14_000)).post(beats).then().statusCode(200);
    Await.until("the watching is written", () -> credited(viewId) >= 3000);
    assertThat(credited(viewId)).isLessThan(3000 + 5000);
  }

  private long credited(String viewId) {
    return database.read(connection -> RowStore.one(connection, """
        select coalesce(sum(extract(epoch from (body->>'to')::timestamptz - (body->>'from')::timestamptz)), 0)
            as seconds from flood
         where type = 'WatchCredited' and body->>'viewId' = ? and body->>'clipId' = ?
           and body->>'showId' = '' and body->>'proof' = 'BEAT_ONLY'
        """, row -> Math.round(row.getDouble("seconds") * 1000), viewId, clip())).orElse(0L);
  }

  @Test
  void factsFollow() {
    List<Object> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    tail.listen(recorded -> heard.add(recorded.fact()));
    Somebody viewer = Somebody.registered();
    String viewId = open(viewer, Map.of()).path("viewId");
    viewer.calls().body(Map.of("viewId", viewId)).put(path("/like")).then().statusCode(200);
    String commentId = say(viewer, Map.of("text", "nice", "viewId", viewId)).path("comment.commentId");
    Await.until("facts", () -> heard.stream().anyMatch(fact ->
        fact instanceof ClipsFact.ClipCommented said && said.commentId().equals(commentId)
            && said.viewId().equals(viewId)));
    assertThat(heard).anyMatch(fact ->
        fact instanceof ClipsFact.ClipOpened opened && opened.viewId().equals(viewId));
    assertThat(heard).anyMatch(fact ->
        fact instanceof ClipsFact.ClipLiked liked && liked.viewId().equals(viewId));
    assertThat(heard).noneMatch(VideoFact.WatchCredited.class::isInstance);
    assertThat(clips.published(50)).extracting(Clips.Brief::clipId).contains(clip());
    given().get(path("/comments?limit=1")).then().body("items", hasSize(1));
  }
}
