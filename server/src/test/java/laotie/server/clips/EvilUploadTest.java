package laotie.server.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import laotie.clips.ClipsReason;
import laotie.server.boot.TestSquare;
import laotie.server.http.Settings;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** Files that are no videos, or more than that. Each ends as a failed clip with its reason, and no harm. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class EvilUploadTest {

  @Inject Settings settings;
  @Inject Uploads uploads;

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Sends it and expects a failure with this reason. */
  private void refused(byte[] file, ClipsReason reason) {
    Somebody host = Somebody.host();
    String uploadId = Hand.send(host, file);
    String clipId = Hand.make(host, Map.of("publishes", true), uploadId).then().statusCode(201)
        .extract().path("clipId");
    Hand.awaitMade(host, clipId);
    Hand.read(host, clipId).then().body("status", equalTo("FAILED")).body("failure", equalTo(reason.name()))
        .body("videoUrl", equalTo(""));
    assertThat(uploads.fileOf(uploadId)).doesNotExist();
    assertThat(settings.data().dir().toAbsolutePath().resolve("clips/" + clipId)).doesNotExist();
    host.calls().post("/api/v1/clips/" + clipId + "/publication").then().statusCode(409)
        .body("reason", equalTo("CLIP_NOT_READY"));
  }

  @Test
  void readsNoOtherFileAndAsksNoServer() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      asked.incrementAndGet();
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
    });
    server.start();
    try {
      Path secret = settings.data().dir().toAbsolutePath().resolve("secret");
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a.ts";
      for (String target : new String[] {url, "file://" + secret, "concat:" + secret + "|" + url}) {
        refused(text("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n" + target + "\n#EXT-X-ENDLIST\n"),
            ClipsReason.VIDEO_UNREADABLE);
      }
      refused(text("ffconcat version 1.0\nfile '" + secret + "'\nfile '" + url + "'\n"),
          ClipsReason.VIDEO_UNREADABLE);
      refused(text("<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><BaseURL>" + url
          + "</BaseURL></Period></MPD>"), ClipsReason.VIDEO_UNREADABLE);
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void takesNeitherPicturesNorTextsNorArchives() throws IOException {
    refused(text("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>"),
        ClipsReason.VIDEO_UNREADABLE);
    refused(text("hello, this is not a video at all. ".repeat(100)), ClipsReason.VIDEO_UNREADABLE);
    refused(new byte[5000], ClipsReason.VIDEO_UNREADABLE);
    refused(zip(), ClipsReason.VIDEO_UNREADABLE);
    refused(Camera.shot("png", "-f", "lavfi", "-i", "testsrc=size=64x64:duration=1", "-frames:v", "1"),
        ClipsReason.VIDEO_UNREADABLE);
    refused(Camera.shot("gif", "-f", "lavfi", "-i", "testsrc=size=64x64:duration=2"),
        ClipsReason.VIDEO_UNREADABLE);
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("../../evil.sh"));
      zip.write(text("#!/bin/sh\n"));
    }
    return out.toByteArray();
  }

  @Test
  void takesNoHalfVideo() {
    byte[] whole = Camera.video(3);
    // The index of an MP4 as phones write it stands at the end.
    refused(Arrays.copyOf(whole, whole.length / 2), ClipsReason.VIDEO_UNREADABLE);
    refused(Arrays.copyOf(whole, 40), ClipsReason.VIDEO_UNREADABLE);
  }

  @Test
  void takesNoSoundAloneAndNotTwoPictures() {
    refused(Camera.shot("m4a", "-f", "lavfi", "-i", "sine=duration=3", "-c:a", "aac"),
        ClipsReason.VIDEO_STREAMS_WRONG);
    refused(Camera.shot("mp4", "-f", "lavfi", "-i", "testsrc=size=64x64:duration=2", "-map", "0:v", "-map",
        "0:v", "-c:v", "libopenh264", "-pix_fmt", "yuv420p"), ClipsReason.VIDEO_STREAMS_WRONG);
  }

  @Test
  void takesNothingTooShortTooLongTooLargeOrTooFast() {
    refused(Camera.shot("mp4", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=0.5", "-c:v",
        "libopenh264", "-pix_fmt", "yuv420p"), ClipsReason.VIDEO_TOO_SHORT);
    refused(Camera.shot("mp4", "-f", "lavfi", "-i", "color=size=64x64:rate=1:duration=1200", "-c:v",
        "libopenh264", "-pix_fmt", "yuv420p"), ClipsReason.VIDEO_TOO_LONG);
    refused(Camera.shot("mov", "-f", "lavfi", "-i", "color=size=7680x4320:rate=1:duration=2", "-c:v",
        "mjpeg", "-pix_fmt", "yuvj420p"), ClipsReason.VIDEO_PICTURE_TOO_LARGE);
    refused(Camera.shot("mp4", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=240:duration=2", "-c:v",
        "libopenh264", "-pix_fmt", "yuv420p"), ClipsReason.VIDEO_TOO_FAST);
  }

  /** A file without its length in the head is measured while it is made. */
  @Test
  void believesNoHeadAboutTheLength() {
    refused(Camera.shot("mkv", "-f", "lavfi", "-i", "color=size=64x64:rate=1:duration=1200", "-c:v",
        "libopenh264", "-pix_fmt", "yuv420p", "-live", "1"), ClipsReason.VIDEO_TOO_LONG);
  }

  @Test
  void keepsTheVideoOfAPolyglotAndNothingElse() throws IOException {
    Somebody host = Somebody.host();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(Camera.video(3));
    file.write(text("<html><script>alert('laotie-evil')</script></html>"));
    file.write(zip());
    String clipId = Hand.clip(host, file.toByteArray(), Map.of("publishes", true));
    Hand.read(host, clipId).then().body("status", equalTo("PUBLISHED"));
    byte[] video = host.calls().get("/api/v1/clips/" + clipId + "/video.mp4").asByteArray();
    assertThat(new String(video, StandardCharsets.ISO_8859_1)).doesNotContain("laotie-evil")
        .doesNotContain("evil.sh");
    assertThat(Files.exists(Path.of("/evil.sh"))).isFalse();
  }
}
