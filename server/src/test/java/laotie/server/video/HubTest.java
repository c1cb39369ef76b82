package laotie.server.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import laotie.video.MediaTag;
import laotie.video.Muxed;
import org.junit.jupiter.api.Test;

class HubTest {

  private static final byte[] AVC = HexFormat.of().parseHex(
      "170000000001" + "64000cffe100196764000cacd94141fb0110000003001000000300a0f142996001000668ebe3cb22c0"
          + "fdf8f800");

  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final Hub hub = new Hub("rm_1", () -> now);
  private final AtomicLong writtenMs = new AtomicLong();
  private long atMs;

  /** A viewer's line that can be broken, slow or fine. */
  private static final class TestLine implements Viewer.Line {
    final List<String> told = new ArrayList<>();
    final List<Promise<Void>> open = new ArrayList<>();
    int sends;
    boolean isThrowing;
    boolean isSlow;
    boolean isCut;

    @Override
    public Future<Void> send(Buffer bytes) {
      if (isThrowing) {
        throw new IllegalStateException("socket is gone");
      }
      sends++;
      if (isSlow) {
        Promise<Void> promise = Promise.promise();
        open.add(promise);
        return promise.future();
      }
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> tell(String text) {
      told.add(text);
      return Future.succeededFuture();
    }

    @Override
    public void cut() {
      isCut = true;
    }
  }

  /** A publisher that notes why it was cut. */
  private static final class TestPublisher implements Hub.Publisher {
    final List<String> cuts = new ArrayList<>();

    @Override
    public void cut(String why) {
      cuts.add(why);
    }
  }

  private Viewer viewer(TestLine line) {
    Viewer viewer = new Viewer(line, (_, mediaMs) -> writtenMs.addAndGet(mediaMs));
    hub.join(viewer);
    return viewer;
  }

  private void headers(Hub.Publisher publisher) {
    hub.media(publisher, new MediaTag.Metadata(true, false, "test"));
    hub.media(publisher, MediaTag.video(0, AVC));
  }

  /** Two seconds with a keyframe in front, {@code bytes} each picture. */
  private void publish(Hub.Publisher publisher, int bytes) {
    for (int i = 0; i < 50; i++) {
      hub.media(publisher, new MediaTag.VideoFrame(atMs, 0, i == 0, new byte[bytes]));
      atMs += 40;
    }
  }

  @Test
  void aBrokenRecordingNeverReachesThePublisherNorTheViewers() {
    TestPublisher publisher = new TestPublisher();
    TestLine fine = new TestLine();
    viewer(fine);
    List<Muxed.Fragment> taken = new ArrayList<>();
    hub.tap(new Hub.Tap() {
      @Override
      public void begin(Muxed.Init init) {
        // Its file could be opened.
      }

      @Override
      public void take(Muxed.Fragment fragment) {
        taken.add(fragment);
        throw new IllegalStateException("the disk is gone");
      }
    });
    hub.publish(publisher);
    headers(publisher);
    publish(publisher, 100);
    publish(publisher, 100);
    assertThat(taken).hasSize(1);
    assertThat(publisher.cuts).isEmpty();
    assertThat(fine.sends).isGreaterThan(25);
  }

  @Test
  void aBrokenViewerNeverReachesThePublisherNorTheOthers() {
    TestPublisher publisher = new TestPublisher();
    TestLine broken = new TestLine();
    TestLine fine = new TestLine();
    broken.isThrowing = true;
    Viewer bad = viewer(broken);
    viewer(fine);
    hub.publish(publisher);
    headers(publisher);
    publish(publisher, 100);
    publish(publisher, 100);
    assertThat(bad.isOver()).isTrue();
    assertThat(publisher.cuts).isEmpty();
    assertThat(fine.sends).isGreaterThan(25);
    assertThat(hub.viewerCount()).isEqualTo(1);
  }

  @Test
  void aSlowViewerSkipsToTheNextKeyframeAndIsCutAfterTenSeconds() {
    TestPublisher publisher = new TestPublisher();
    TestLine slow = new TestLine();
    TestLine fine = new TestLine();
    hub.publish(publisher);
    headers(publisher);
    slow.isSlow = true;
    Viewer viewer = viewer(slow);
    viewer(fine);
    publish(publisher, 60_000);
    publish(publisher, 60_000);
    assertThat(viewer.waitingBytes())
        .isBetween(Viewer.WAITING_BYTES_MAX, Viewer.WAITING_BYTES_MAX + 200_000);
    int before = slow.sends;
    slow.open.forEach(promise -> promise.complete());
    slow.open.clear();
    publish(publisher, 1000);
    assertThat(slow.sends).as("goes on at the keyframe").isGreaterThan(before + 10);
    assertThat(hub.cutStuck(System.nanoTime())).isZero();
    assertThat(hub.cutStuck(System.nanoTime() + Duration.ofSeconds(11).toNanos())).isEqualTo(1);
    assertThat(slow.isCut).isTrue();
    assertThat(fine.isCut).isFalse();
    assertThat(publisher.cuts).isEmpty();
  }

  @Test
  void onlyBytesReallyWrittenCountAsWatched() {
    TestPublisher publisher = new TestPublisher();
    TestLine slow = new TestLine();
    slow.isSlow = true;
    hub.publish(publisher);
    headers(publisher);
    viewer(slow);
    publish(publisher, 100);
    assertThat(writtenMs.get()).isZero();
    slow.open.forEach(promise -> promise.complete());
    assertThat(writtenMs.get()).isBetween(1700L, 2000L);
  }

  @Test
  void aLateViewerStartsAtTheLastKeyframe() {
    TestPublisher publisher = new TestPublisher();
    hub.publish(publisher);
    headers(publisher);
    publish(publisher, 100);
    publish(publisher, 100);
    TestLine line = new TestLine();
    viewer(line);
    assertThat(line.told).first().asString().contains("\"init\"", "avc1.64000c");
    assertThat(line.sends).as("init and the fragments since the keyframe").isBetween(10, 20);
  }

  @Test
  void aNewPublisherReplacesTheOldOneWithoutADarkMoment() {
    TestPublisher first = new TestPublisher();
    TestPublisher second = new TestPublisher();
    TestLine line = new TestLine();
    assertThat(hub.publish(first)).isTrue();
    headers(first);
    viewer(line);
    publish(first, 100);
    assertThat(hub.publish(second)).isFalse();
    assertThat(first.cuts).hasSize(1);
    hub.leave(first);
    assertThat(hub.isReceived()).isTrue();
    int before = line.sends;
    publish(first, 100);
    assertThat(line.sends).as("the old one is heard no more").isEqualTo(before);
    headers(second);
    publish(second, 100);
    assertThat(line.told.getLast()).contains("\"generation\":2");
  }

  @Test
  void aShowEndsFifteenSecondsAfterThePublisherLeftAndNotBefore() {
    TestPublisher publisher = new TestPublisher();
    TestLine line = new TestLine();
    hub.publish(publisher);
    headers(publisher);
    viewer(line);
    publish(publisher, 100);
    hub.leave(publisher);
    now = now.plusSeconds(14);
    assertThat(hub.endIfGone()).isFalse();
    assertThat(hub.isOn()).isTrue();
    now = now.plusSeconds(1);
    assertThat(hub.endIfGone()).isTrue();
    assertThat(hub.endIfGone()).isFalse();
    assertThat(line.told.getLast()).contains("ended");
  }

  @Test
  void comingBackWithinTheGraceGoesOn() {
    TestPublisher publisher = new TestPublisher();
    hub.publish(publisher);
    hub.leave(publisher);
    now = now.plusSeconds(14);
    assertThat(hub.publish(new TestPublisher())).isFalse();
    now = now.plusSeconds(60);
    assertThat(hub.endIfGone()).isFalse();
  }

  @Test
  void aGroupOfPicturesTooLargeToKeepIsForgotten() {
    TestPublisher publisher = new TestPublisher();
    hub.publish(publisher);
    headers(publisher);
    publish(publisher, 400_000);
    TestLine line = new TestLine();
    viewer(line);
    assertThat(line.sends).as("the init only").isEqualTo(1);
  }

  @Test
  void requestsThatWaitForAPartAreWokenOrTurnedAway() {
    TestPublisher publisher = new TestPublisher();
    hub.publish(publisher);
    headers(publisher);
    var first = hub.await(0, 0);
    assertThat(first).isNotDone();
    publish(publisher, 100);
    assertThat(first).isCompletedWithValue(true);
    var never = hub.await(now.getEpochSecond() + 100, 0);
    hub.leave(publisher);
    now = now.plusSeconds(16);
    hub.endIfGone();
    assertThat(never).isCompletedWithValue(false);
  }
}
