package laotie.server.clips;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import laotie.server.boot.TestSquare;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ClipTest {

  @Inject Clips clips;

  private static String path(String clipId, String rest) {
    return "/api/v1/clips/" + clipId + rest;
  }

  @Test
  void isMadeShownWithdrawnAndBroughtBack() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    String tea = Hand.product(host, "Green tea");
    String cup = Hand.product(host, "Cup");
    String clipId = Hand.clip(host, Camera.video(3), Map.of("caption", "<b>Tea</b>\u202E",
        "cards", List.of(Map.of("productId", cup, "fromMs", 2000), Map.of("productId", tea, "fromMs", 0)),
        "sourcesProductId", tea));
    Hand.read(host, clipId).then().statusCode(200).body("status", equalTo("READY"))
        .body("caption", equalTo("<b>Tea</b>")).body("width", equalTo(320)).body("height", equalTo(568))
        .body("cards.product.productId", contains(tea, cup)).body("cards.fromMs", contains(0, 2000))
        .body("host.hostId", equalTo(host.id())).body("progress", nullValue());
    assertThat(Hand.read(host, clipId).<Integer>path("lengthMs")).isBetween(2800, 3300);
    // Nobody else sees it before it is shown.
    Hand.read(viewer, clipId).then().statusCode(404);
    viewer.calls().get(path(clipId, "/video.mp4")).then().statusCode(404);
    given().get(path(clipId, "/cover.jpg")).then().statusCode(404);
    host.calls().get(path(clipId, "/video.mp4")).then().statusCode(200)
        .header("Cache-Control", containsString("no-store"));
    viewer.calls().post(path(clipId, "/publication")).then().statusCode(404);
    host.calls().post(path(clipId, "/publication")).then().statusCode(200)
        .body("status", equalTo("PUBLISHED"));
    Hand.read(viewer, clipId).then().statusCode(200).body("isLiked", equalTo(false));
    given().get("/api/v1/hosts/" + host.id() + "/clips").then().body("items.clipId", contains(clipId));
    given().get("/api/v1/products/" + tea + "/sourcing").then().body("items.clipId", contains(clipId));
    given().get("/api/v1/products/" + cup + "/sourcing").then().body("items", hasSize(0));
    assertThat(clips.views(List.of("clip_none", clipId), "")).hasSize(1);
    Somebody stranger = Somebody.host();
    stranger.calls().delete(path(clipId, "")).then().statusCode(404);
    host.calls().delete(path(clipId, "")).then().statusCode(204);
    Hand.read(viewer, clipId).then().statusCode(404);
    given().get("/api/v1/products/" + tea + "/sourcing").then().body("items", hasSize(0));
    host.calls().get("/api/v1/hosts/" + host.id() + "/clips?all=true").then()
        .body("items.status", contains("WITHDRAWN"));
    viewer.calls().get("/api/v1/hosts/" + host.id() + "/clips?all=true").then().statusCode(403);
    host.calls().delete(path(clipId, "/withdrawal")).then().statusCode(200)
        .body("status", equalTo("PUBLISHED"));
    Hand.read(viewer, clipId).then().statusCode(200);
  }

  @Test
  void becomesH264WithItsIndexInFrontAndNothingOfTheOldFile() {
    Somebody host = Somebody.host();
    byte[] big = Camera.shot("mkv", "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=60:duration=2",
        "-c:v", "libopenh264", "-b:v", "4M", "-pix_fmt", "yuv420p", "-metadata", "title=at my home",
        "-metadata", "location=+39.9+116.4/");
    String clipId = Hand.clip(host, big, Map.of("publishes", true));
    Hand.read(host, clipId).then().body("status", equalTo("PUBLISHED")).body("width", equalTo(720))
        .body("height", equalTo(406));
    byte[] video = given().get(path(clipId, "/video.mp4")).asByteArray();
    String told = Camera.told(video);
    assertThat(told).contains("codec_name=h264").contains("width=720").contains("avg_frame_rate=30/1")
        .doesNotContain("at my home").doesNotContain("116.4");
    String text = new String(video, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text.indexOf("moov")).isPositive().isLessThan(text.indexOf("mdat"));
    byte[] cover = given().get(path(clipId, "/cover.jpg")).then().contentType("image/jpeg")
        .extract().asByteArray();
    assertThat(Arrays.copyOf(cover, 3)).containsExactly(0xFF, 0xD8, 0xFF);
  }

  @Test
  void isServedInRangesToOneBrowserForADay() {
    String clipId = Hand.published(Somebody.host());
    Response whole = given().get(path(clipId, "/video.mp4"));
    whole.then().statusCode(200).contentType("video/mp4").header("Accept-Ranges", "bytes")
        .header("Cache-Control", "private, max-age=86400");
    byte[] bytes = whole.asByteArray();
    String tag = whole.header("ETag");
    int length = bytes.length;
    byte[] part = given().header("Range", "bytes=10-19").get(path(clipId, "/video.mp4")).then()
        .statusCode(206).header("Content-Range", "bytes 10-19/" + length).extract().asByteArray();
    assertThat(part).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
    byte[] end = given().header("Range", "bytes=-5").header("If-Range", tag)
        .get(path(clipId, "/video.mp4")).then().statusCode(206).extract().asByteArray();
    assertThat(end).isEqualTo(Arrays.copyOfRange(bytes, length - 5, length));
    given().header("Range", "bytes=0-4").header("If-Range", "\"another\"")
        .get(path(clipId, "/video.mp4")).then().statusCode(200);
    given().header("Range", "bytes=" + length + "-").get(path(clipId, "/video.mp4")).then()
        .statusCode(416).header("Content-Range", "bytes */" + length);
    given().head(path(clipId, "/video.mp4")).then().statusCode(200)
        .header("Content-Length", String.valueOf(length));
    given().header("If-None-Match", tag).get(path(clipId, "/video.mp4")).then().statusCode(304);
    given().get(path("..%2F..%2Fsecret", "/video.mp4")).then().statusCode(404);
  }

  @Test
  void showsOwnGoodsAtMomentsInsideTheVideo() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    String foreign = Hand.product(other, "Silk");
    String own = Hand.product(host, "Tea");
    String clipId = Hand.clip(host, Camera.video(3), Map.of());
    host.calls().body(Map.of("caption", "x", "cards", List.of(Map.of("productId", foreign, "fromMs", 0))))
        .put(path(clipId, "")).then().statusCode(409).body("reason", equalTo("PRODUCT_NOT_OFFERED"));
    host.calls().body(Map.of("caption", "x", "cards", List.of(Map.of("productId", own, "fromMs", 99_000))))
        .put(path(clipId, "")).then().statusCode(422)
        .body("errors[0].pointer", equalTo("/cards/0/fromMs"));
    host.calls().body(Map.of("caption", "长".repeat(201))).put(path(clipId, "")).then().statusCode(422);
    other.calls().body(Map.of("caption", "x")).put(path(clipId, "")).then().statusCode(404);
    host.calls().body(Map.of("caption", "y", "cards", List.of(Map.of("productId", own, "fromMs", 500))))
        .put(path(clipId, "")).then().statusCode(200).body("caption", equalTo("y"))
        .body("cards[0].fromMs", equalTo(500)).body("cards[0].product.skus[0].available", equalTo(5));
    host.calls().post(path(clipId, "/publication")).then().statusCode(200);
    host.calls().delete("/api/v1/products/" + own).then().statusCode(204);
    given().get(path(clipId, "")).then().body("cards", hasSize(0));
  }

  @Test
  void listsWithoutHoles() {
    Somebody host = Somebody.host();
    String first = Hand.published(host);
    String second = Hand.published(host);
    Response page = given().get("/api/v1/hosts/" + host.id() + "/clips?limit=1");
    page.then().body("items.clipId", contains(second));
    given().get("/api/v1/hosts/" + host.id() + "/clips?limit=1&after=" + page.path("next")).then()
        .body("items.clipId", contains(first)).body("items.clipId", not(hasItem(second)));
    assertThat(clips.ofHost(host.id(), "", 10)).extracting(Clips.ClipView::clipId)
        .containsExactly(second, first);
  }
}
