package laotie.server.clips;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import laotie.clips.Upload;
import laotie.server.boot.TestSquare;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.log.RowStore;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class UploadTest {

  @Inject Uploads uploads;
  @Inject Settings settings;
  @Inject Database database;

  @TestHTTPResource("/")
  URI home;

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  @Test
  void goesOnWhereTheLineBroke() {
    Somebody host = Somebody.host();
    String uploadId = Hand.open(host, 300).then().statusCode(201).body("received", equalTo(0))
        .body("partBytesMax", equalTo(4 << 20)).extract().path("uploadId");
    Hand.part(host, uploadId, 0, bytes(100)).then().statusCode(200).body("received", equalTo(100));
    // The answer was lost: the sender asks where to go on.
    Hand.part(host, uploadId, 0, bytes(100)).then().statusCode(409)
        .body("reason", equalTo("PART_OUT_OF_PLACE")).body("received", equalTo(100));
    Hand.part(host, uploadId, 200, bytes(100)).then().statusCode(409).body("received", equalTo(100));
    host.calls().get("/api/v1/uploads/" + uploadId).then().statusCode(200)
        .body("received", equalTo(100)).body("bytes", equalTo(300));
    Hand.make(host, java.util.Map.of(), uploadId).then().statusCode(409)
        .body("reason", equalTo("UPLOAD_UNFINISHED"));
    Hand.part(host, uploadId, 100, bytes(200)).then().statusCode(200).body("received", equalTo(300));
    Hand.part(host, uploadId, 300, bytes(1)).then().statusCode(413);
    host.calls().delete("/api/v1/uploads/" + uploadId).then().statusCode(204);
    host.calls().get("/api/v1/uploads/" + uploadId).then().statusCode(404);
    assertThat(uploads.fileOf(uploadId)).doesNotExist();
  }

  @Test
  void refusesFourGigabytesBeforeAByte() {
    Somebody host = Somebody.host();
    Hand.open(host, 4L << 30).then().statusCode(413).body("reason", equalTo("CLIP_TOO_LARGE"));
    Hand.open(host, (512L << 20) + 1).then().statusCode(413);
    Hand.open(host, 0).then().statusCode(422);
    Hand.open(host, -1).then().statusCode(422);
  }

  /** The head alone is answered; nobody waits for the body. */
  @Test
  void refusesAHugePartByItsHead() throws IOException {
    try (Socket socket = new Socket(home.getHost(), home.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(("PUT /api/v1/uploads/upl_x/parts?from=0 HTTP/1.1\r\nHost: x\r\n"
          + "Content-Type: application/octet-stream\r\nContent-Length: 4294967296\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void isItsHostsAffairOnly() {
    Somebody host = Somebody.host();
    Somebody other = Somebody.host();
    String uploadId = Hand.open(host, 10).path("uploadId");
    Hand.part(other, uploadId, 0, bytes(10)).then().statusCode(404);
    other.calls().get("/api/v1/uploads/" + uploadId).then().statusCode(404);
    other.calls().delete("/api/v1/uploads/" + uploadId).then().statusCode(404);
    Hand.open(Somebody.registered(), 10).then().statusCode(403);
    Hand.open(Somebody.guest("g"), 10).then().statusCode(403);
    given().contentType("application/json").body("{\"bytes\":10}").post("/api/v1/uploads")
        .then().statusCode(401);
    Hand.part(host, uploadId, 0, bytes(10)).then().statusCode(200);
    Hand.make(other, java.util.Map.of(), uploadId).then().statusCode(404);
  }

  @Test
  void holdsThreeOfAHostAtATime() {
    Somebody host = Somebody.host();
    String first = Hand.open(host, 10).path("uploadId");
    Hand.open(host, 10).then().statusCode(201);
    Hand.open(host, 10).then().statusCode(201);
    Hand.open(host, 10).then().statusCode(409).body("reason", equalTo("UPLOADS_FULL"));
    host.calls().delete("/api/v1/uploads/" + first).then().statusCode(204);
    Hand.open(host, 10).then().statusCode(201);
  }

  @Test
  void countsTheBytesOfAHostWithThoseInUse() {
    Somebody host = Somebody.host();
    for (int i = 0; i < 4; i++) {
      String uploadId = Hand.open(host, 512L << 20).path("uploadId");
      database.write(connection -> RowStore.change(connection,
          "update clips_uploads set clip_id = 'clip_used' where upload_id = ?", uploadId));
    }
    Hand.open(host, 1).then().statusCode(409).body("reason", equalTo("UPLOADS_FULL"));
    Hand.open(Somebody.host(), 1).then().statusCode(201);
    database.write(connection -> RowStore.change(connection,
        "delete from clips_uploads where clip_id = 'clip_used'"));
  }

  @Test
  void aPartKeepsAnUploadAliveForAnHourAndADayAtMost() {
    Somebody host = Somebody.host();
    String uploadId = Hand.open(host, 10).path("uploadId");
    assertThat(uploads.find(uploadId).expiresAt()).isBefore(Instant.now().plusSeconds(3601));
    database.write(connection -> RowStore.change(connection,
        "update clips_uploads set expires_at = ? where upload_id = ?", Instant.now().plusSeconds(60),
        uploadId));
    Hand.part(host, uploadId, 0, bytes(1)).then().statusCode(200);
    assertThat(uploads.find(uploadId).expiresAt()).isAfter(Instant.now().plusSeconds(3000));
    database.write(connection -> RowStore.change(connection,
        "update clips_uploads set created_at = ? where upload_id = ?",
        Instant.now().minusSeconds(24 * 3600 - 60), uploadId));
    Hand.part(host, uploadId, 1, bytes(1)).then().statusCode(200);
    assertThat(uploads.find(uploadId).expiresAt()).isBefore(Instant.now().plusSeconds(61));
  }

  @Test
  void writesNothingIntoAWholeFile() throws IOException {
    Somebody host = Somebody.host();
    String uploadId = Hand.open(host, 10).path("uploadId");
    Upload early = uploads.find(uploadId);
    Hand.part(host, uploadId, 0, bytes(10)).then().statusCode(200);
    assertThatThrownBy(() -> uploads.take(early, 0, new byte[10])).isInstanceOf(Problem.class);
    assertThat(Files.readAllBytes(uploads.fileOf(uploadId))).isEqualTo(bytes(10));
  }

  @Test
  void forgetsWhatExpiredAndFilesOfNobody() throws IOException {
    Somebody host = Somebody.host();
    String old = Hand.open(host, 10).path("uploadId");
    Hand.part(host, old, 0, bytes(5)).then().statusCode(200);
    String fresh = Hand.open(host, 10).path("uploadId");
    Hand.part(host, fresh, 0, bytes(5)).then().statusCode(200);
    Path orphan = settings.data().dir().toAbsolutePath().resolve("uploads/upl_orphan");
    Files.write(orphan, bytes(3));
    database.write(connection -> RowStore.change(connection,
        "update clips_uploads set expires_at = ? where upload_id = ?", Instant.now().minusSeconds(1), old));
    uploads.expire();
    host.calls().get("/api/v1/uploads/" + old).then().statusCode(404);
    assertThat(uploads.fileOf(old)).doesNotExist();
    assertThat(orphan).doesNotExist();
    Hand.part(host, fresh, 5, bytes(5)).then().statusCode(200);
  }
}
