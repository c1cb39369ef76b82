package laotie.server.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.log.RowStore;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class TranscodeJobTest {

  @Inject Database database;
  @Inject Settings settings;
  @Inject TranscodeJob job;

  private void change(String sql, Object... values) {
    database.write(connection -> RowStore.change(connection, sql, values));
  }

  /** What a killed server leaves: a row at work under a lease, a half made file, the upload. */
  @Test
  void goesOnAfterAKill() throws Exception {
    Somebody host = Somebody.host();
    String uploadId = Hand.send(host, Camera.video(3));
    // The lease of a worker that is gone, set before any other can take the row.
    String clipId = database.write(connection -> {
      UploadStore.use(connection, uploadId, "clip_killed" + uploadId.substring(4));
      return "clip_killed" + uploadId.substring(4);
    });
    change("""
        insert into clips_clips (clip_id, host_id, actor_id, caption, status, publishes, upload_id, show_id,
                                 sources_product_id, created_at, attempts, leased_until, progress)
        values (?, ?, ?, 'x', 'PROCESSING', true, ?, '', '', ?, 1, ?, 0.4)
        """, clipId, host.id(), host.id(), uploadId, Instant.now(), Instant.now().plusSeconds(3600));
    Path work = settings.data().dir().toAbsolutePath().resolve("clips/" + clipId + "/work");
    Files.createDirectories(work);
    Files.write(work.resolve("video.mp4"), new byte[1000]);
    assertThat(Hand.read(host, clipId).<String>path("status")).isEqualTo("PROCESSING");
    database.write(connection -> {
      JobStore.freeAll(connection);
      return clipId;
    });
    job.wake();
    Hand.awaitMade(host, clipId);
    Hand.read(host, clipId).then().body("status", equalTo("PUBLISHED"));
    assertThat(work).doesNotExist();
    long facts = database.read(connection -> RowStore.one(connection,
        "select count(*) as n from log where type = 'ClipPublished' and key = ?",
        row -> row.getLong("n"), clipId)).orElse(0L);
    assertThat(facts).isEqualTo(1);
  }

  private void addWaiting(String clipId, String hostId, Instant createdAt, Instant leasedUntil) {
    change("""
        insert into clips_clips (clip_id, host_id, actor_id, caption, status, publishes, upload_id, show_id,
                                 sources_product_id, created_at, leased_until)
        values (?, ?, ?, 'x', 'PROCESSING', false, 'upl_gone', '', '', ?, ?)
        """, clipId, hostId, hostId, createdAt, leasedUntil);
  }

  /** Leases in the far future keep the real workers away. */
  @Test
  void aHostOfWhomMuchIsMadeWaitsForOthers() {
    String many = Somebody.host().id();
    String few = Somebody.host().id();
    Instant now = Instant.now();
    Instant later = now.plusSeconds(10 * 3600);
    for (int i = 0; i < 3; i++) {
      addWaiting("clip_fair" + i + many, many, now.minusSeconds(600 - i), later.minusSeconds(60));
    }
    addWaiting("clip_fair" + few, few, now, later.minusSeconds(60));
    List<String> taken = new java.util.ArrayList<>();
    for (int i = 0; i < 4; i++) {
      taken.add(database.write(connection ->
          JobStore.take(connection, later.plusSeconds(3600), later, later.minusSeconds(3600))).orElseThrow());
    }
    change("update clips_clips set status = 'FAILED' where clip_id like 'clip_fair%'");
    assertThat(taken).containsExactly(
        "clip_fair0" + many, "clip_fair" + few, "clip_fair1" + many, "clip_fair2" + many);
  }

  @Test
  void makesFiveOfAHostAtATime() {
    Somebody host = Somebody.host();
    for (int i = 0; i < Studio.AT_WORK_MAX; i++) {
      addWaiting("clip_five" + i + host.id(), host.id(), Instant.now(), Instant.now().plusSeconds(3600));
    }
    String uploadId = Hand.send(host, new byte[10]);
    Hand.make(host, Map.of(), uploadId).then().statusCode(409).body("reason", equalTo("CLIPS_AT_WORK"));
    change("update clips_clips set status = 'FAILED' where clip_id like 'clip_five%'");
    Hand.awaitMade(host, Hand.make(host, Map.of(), uploadId).then().statusCode(201)
        .extract().path("clipId"));
  }

  @Test
  void aShortVideoHasAShortTime() {
    assertThat(Transcoder.encodeMax(0)).isEqualTo(Duration.ofSeconds(60));
    assertThat(Transcoder.encodeMax(3_000)).isEqualTo(Duration.ofSeconds(120));
    assertThat(Transcoder.encodeMax(600_000)).isEqualTo(Duration.ofMinutes(40));
  }

  @Test
  void givesUpWhatKillsItsWorkerAgainAndAgain() {
    Somebody host = Somebody.host();
    String clipId = "clip_hard" + host.id().substring(4);
    change("""
        insert into clips_clips (clip_id, host_id, actor_id, caption, status, publishes, upload_id, show_id,
                                 sources_product_id, created_at, attempts)
        values (?, ?, ?, 'x', 'PROCESSING', true, 'upl_gone', '', '', ?, 3)
        """, clipId, host.id(), host.id(), Instant.now());
    job.wake();
    Hand.awaitMade(host, clipId);
    Hand.read(host, clipId).then().body("status", equalTo("FAILED"))
        .body("failure", equalTo("VIDEO_TOO_HARD"));
  }

  @Test
  void dropsWhatIsWithdrawnWhileItIsMade() {
    Somebody host = Somebody.host();
    byte[] video = Camera.shot("mp4", "-f", "lavfi", "-i", "testsrc2=size=720x1280:rate=30:duration=40",
        "-c:v", "mpeg4", "-b:v", "1M", "-pix_fmt", "yuv420p");
    String clipId = Hand.make(host, Map.of("publishes", true), Hand.send(host, video)).path("clipId");
    Await.until(Hand.MADE_WITHIN, "progress", () ->
        Hand.read(host, clipId).jsonPath().getDouble("progress") > 0.02);
    host.calls().delete("/api/v1/clips/" + clipId).then().statusCode(204);
    Path folder = settings.data().dir().toAbsolutePath().resolve("clips/" + clipId);
    Await.until(Hand.MADE_WITHIN, "no files", () -> Files.notExists(folder));
    Hand.read(host, clipId).then().body("status", equalTo("WITHDRAWN"));
    host.calls().delete("/api/v1/clips/" + clipId + "/withdrawal").then().statusCode(409)
        .body("reason", equalTo("CLIP_WITHDRAWN"));
    List<String> left = database.read(connection -> RowStore.list(connection,
        "select upload_id from clips_uploads where clip_id = ?", row -> row.getString(1), clipId));
    assertThat(left).isEmpty();
  }
}
