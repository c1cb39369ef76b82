package laotie.server.video;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import laotie.video.HlsWindow;
import laotie.video.MediaTag;
import laotie.video.Muxed;
import laotie.video.Muxer;
import laotie.video.SignalHealth;

/**
 * The picture of one room: at most one publisher, the fragments since the last keyframe, the viewers.
 *
 * <p>All of it lives under this object's monitor; nothing inside blocks, so that publishers and viewers on
 * any event loop may call it.
 */
final class Hub {

  /** How long a publisher may be away before the show counts as ended. */
  static final Duration GRACE = Duration.ofSeconds(15);

  /** Most bytes kept since the last keyframe; beyond it new viewers wait for the next one. */
  static final long SINCE_KEYFRAME_BYTES_MAX = 16 << 20;

  /** Most requests that wait for the next part of one room. */
  static final int WAITERS_MAX = 10_000;

  /** A publisher's connection. */
  interface Publisher {
    /** Ends it; {@code why} is one English sentence for the host. */
    void cut(String why);
  }

  /** Takes the whole picture of a room beside its viewers, such as a recording. It must not block. */
  interface Tap {
    void begin(Muxed.Init init);

    void take(Muxed.Fragment fragment);
  }

  /** A request that waits until the playlist holds a part; {@code part} -1 means the whole segment. */
  private record Waiter(long segment, int part, CompletableFuture<Boolean> isThere) {}

  private record Kept(Muxed.Fragment fragment, Buffer bytes) {}

  private final String roomId;
  private final InstantSource clock;
  private final Muxer muxer = new Muxer();
  private final Set<Viewer> viewers = new HashSet<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final List<Kept> sinceKeyframe = new ArrayList<>();
  private long sinceKeyframeBytes;
  private HlsWindow hls;
  private Optional<Muxed.Init> init = Optional.empty();
  private Optional<Publisher> publisher = Optional.empty();
  private Optional<SignalHealth> health = Optional.empty();
  private Instant since = Instant.EPOCH;
  private Optional<Instant> goneAt = Optional.empty();
  private boolean isOn;
  private Optional<Tap> tap = Optional.empty();

  Hub(String roomId, InstantSource clock) {
    this.roomId = roomId;
    this.clock = clock;
    hls = new HlsWindow(clock.instant().getEpochSecond());
  }

  String roomId() {
    return roomId;
  }

  /**
   * A publisher with a valid key begins; the one before is cut.
   *
   * @return true when the room was dark before, false when this goes on within the grace
   */
  synchronized boolean publish(Publisher next) {
    publisher.ifPresent(old -> old.cut("Another publisher took over this room."));
    send(muxer.changePublisher());
    publisher = Optional.of(next);
    goneAt = Optional.empty();
    health = Optional.of(new SignalHealth(clock.millis()));
    boolean isNew = !isOn;
    if (isNew) {
      since = clock.instant();
    }
    isOn = true;
    return isNew;
  }

  /** Picture or sound of this publisher; ignored when he has been replaced. */
  synchronized void media(Publisher from, MediaTag tag) {
    if (publisher.filter(each -> each == from).isEmpty()) {
      return;
    }
    health.ifPresent(each -> each.note(tag, clock.millis()));
    send(muxer.add(tag));
  }

  /** The publisher went away; the grace begins. */
  synchronized void leave(Publisher gone) {
    if (publisher.filter(each -> each == gone).isPresent()) {
      publisher = Optional.empty();
      goneAt = Optional.of(clock.instant());
      send(muxer.changePublisher());
      tellAll("waiting");
    }
  }

  /** Cuts whoever publishes now. */
  synchronized void cutPublisher(String why) {
    publisher.ifPresent(each -> {
      leave(each);
      each.cut(why);
    });
  }

  /** True once, when the grace after the publisher's leaving has passed. */
  synchronized boolean endIfGone() {
    boolean isDue = isOn && goneAt.filter(at -> !at.plus(GRACE).isAfter(clock.instant())).isPresent();
    if (isDue) {
      isOn = false;
      goneAt = Optional.empty();
      health = Optional.empty();
      init = Optional.empty();
      hls = new HlsWindow(clock.instant().getEpochSecond());
      forgetKept();
      waiters.forEach(waiter -> waiter.isThere().complete(false));
      waiters.clear();
      tellAll("ended");
    }
    return isDue;
  }

  private void tellAll(String type) {
    String text = new JsonObject().put("type", type).encode();
    viewers.forEach(viewer -> viewer.tell(text));
  }

  private void send(List<Muxed> muxed) {
    for (Muxed each : muxed) {
      switch (each) {
        case Muxed.Init next -> begin(next);
        case Muxed.Fragment fragment -> send(fragment);
      }
    }
    if (!muxed.isEmpty()) {
      viewers.removeIf(Viewer::isOver);
      wake();
    }
  }

  private void begin(Muxed.Init next) {
    init = Optional.of(next);
    forgetKept();
    hls.begin(next);
    Buffer bytes = Buffer.buffer(next.bytes());
    String text = announcement(next);
    viewers.forEach(viewer -> viewer.begin(next, text, bytes));
    tapped(each -> each.begin(next));
  }

  private void send(Muxed.Fragment fragment) {
    if (fragment.isKeyframe()) {
      forgetKept();
    }
    Buffer bytes = Buffer.buffer(fragment.bytes());
    boolean isKept = sinceKeyframeBytes + bytes.length() <= SINCE_KEYFRAME_BYTES_MAX
        && (fragment.isKeyframe() || !sinceKeyframe.isEmpty());
    if (isKept) {
      sinceKeyframe.add(new Kept(fragment, bytes));
      sinceKeyframeBytes += bytes.length();
    } else {
      forgetKept();
    }
    hls.add(fragment, clock.instant());
    viewers.forEach(viewer -> viewer.take(fragment, bytes));
    tapped(each -> each.take(fragment));
  }

  /** Whatever a tap throws ends the tap and nobody else. */
  private void tapped(Consumer<Tap> action) {
    try {
      tap.ifPresent(action);
    } catch (RuntimeException broken) {
      tap = Optional.empty();
    }
  }

  /** Lets a tap in, in place of the one before; it starts with the next fragment. */
  synchronized void tap(Tap next) {
    tap = Optional.of(next);
    init.ifPresent(now -> tapped(each -> each.begin(now)));
  }

  synchronized void untap() {
    tap = Optional.empty();
  }

  private void forgetKept() {
    sinceKeyframe.clear();
    sinceKeyframeBytes = 0;
  }

  private static String announcement(Muxed.Init init) {
    return new JsonObject()
        .put("type", "init").put("mime", init.mime()).put("generation", init.generation())
        .put("width", init.width()).put("height", init.height()).encode();
  }

  /** Lets a viewer in: he starts with everything since the last keyframe. */
  synchronized void join(Viewer viewer) {
    viewers.add(viewer);
    if (init.isEmpty() || !isOn) {
      viewer.tell(new JsonObject().put("type", "waiting").encode());
      return;
    }
    Muxed.Init now = init.get();
    viewer.begin(now, announcement(now), Buffer.buffer(now.bytes()));
    sinceKeyframe.forEach(kept -> viewer.take(kept.fragment(), kept.bytes()));
  }

  synchronized void leave(Viewer viewer) {
    viewers.remove(viewer);
  }

  synchronized int viewerCount() {
    return viewers.size();
  }

  /** Cuts viewers that take nothing; answers how many. */
  synchronized int cutStuck(long nowNanos) {
    int before = viewers.size();
    viewers.removeIf(viewer -> viewer.checkStuck(nowNanos));
    return before - viewers.size();
  }

  /** True while somebody publishes, or left less than the grace ago. */
  synchronized boolean isOn() {
    return isOn;
  }

  synchronized boolean isReceived() {
    return publisher.isPresent();
  }

  synchronized Instant since() {
    return since;
  }

  synchronized Optional<SignalHealth.Report> report() {
    return publisher.isPresent() ? health.map(each -> each.report(clock.millis())) : Optional.empty();
  }

  /** What a request reads of the window. */
  interface Reading<T> {
    T read(HlsWindow window);
  }

  synchronized <T> T hls(Reading<T> reading) {
    return reading.read(hls);
  }

  /**
   * Done with true when the playlist holds this part, with false when it will not come; fails over the
   * limit of waiting requests.
   */
  synchronized CompletableFuture<Boolean> await(long segment, int part) {
    if (!isOn || waiters.size() >= WAITERS_MAX) {
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<Boolean> isThere = new CompletableFuture<>();
    if (hls.isReady() && hls.has(segment, part)) {
      isThere.complete(true);
    } else {
      waiters.add(new Waiter(segment, part, isThere));
    }
    return isThere;
  }

  /** Requests that gave up, and those whose part is there, stop waiting. */
  private void wake() {
    waiters.removeIf(waiter -> {
      if (!waiter.isThere().isDone() && hls.isReady() && hls.has(waiter.segment(), waiter.part())) {
        waiter.isThere().complete(true);
      }
      return waiter.isThere().isDone();
    });
  }
}
