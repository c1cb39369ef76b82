package laotie.server.video;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laotie.server.http.Problem;
import laotie.video.VideoReason;

/** {@code /hls/{roomId}/}: the picture for players without Media Source, as Low-Latency HLS. */
@Singleton
final class HlsApi {

  /** Longest wait for a part: three times the longest segment, as RFC 8216bis 6.2.5.2 says. */
  static final int WAIT_SECONDS_MAX = 12;

  /** How far ahead of the newest segment a player may ask. */
  static final int AHEAD_SEGMENTS_MAX = 2;

  private static final Pattern MEDIA = Pattern.compile(
      "(init|part|segment)-([0-9]{1,18})(?:-([0-9]{1,6}))?\\.(mp4|m4s)");

  private final Vertx vertx;
  private final Hubs hubs;
  private final VideoMeters meters;

  HlsApi(Vertx vertx, Hubs hubs, VideoMeters meters) {
    this.vertx = vertx;
    this.hubs = hubs;
    this.meters = meters;
  }

  void routes(@Observes Router router) {
    router.get("/hls/:roomId/:file").handler(this::serve);
  }

  private void serve(RoutingContext context) {
    Optional<Hub> hub = hubs.find(context.pathParam("roomId")).filter(Hub::isOn);
    if (hub.isEmpty()) {
      VideoDoorstep.refuse(context, missing(context));
      return;
    }
    String file = context.pathParam("file");
    Matcher media = MEDIA.matcher(file);
    if (file.equals("master.m3u8")) {
      await(context, hub.get(), new Place(0, 0), () -> hub.get().hls(window ->
          window.multivariant().map(Buffer::buffer)));
    } else if (file.equals("live.m3u8")) {
      playlist(context, hub.get());
    } else if (media.matches()) {
      media(context, hub.get(), media);
    } else {
      VideoDoorstep.refuse(context, Problem.notFound("file", "of this room"));
    }
  }

  /** A place on the timeline; part -1 is the whole segment. */
  private record Place(long segment, int part) {}

  private static Problem missing(RoutingContext context) {
    return Problem.of(VideoReason.SIGNAL_MISSING, "room " + context.pathParam("roomId") + " is dark");
  }

  private void playlist(RoutingContext context, Hub hub) {
    long newest = hub.hls(window -> window.newestSegment());
    Place place;
    try {
      String segment = context.request().getParam("_HLS_msn");
      String part = context.request().getParam("_HLS_part");
      place = segment == null
          ? new Place(0, 0)
          : new Place(Long.parseLong(segment), part == null ? -1 : Integer.parseInt(part));
    } catch (NumberFormatException notANumber) {
      VideoDoorstep.refuse(context, Problem.field("/_HLS_msn", "not a number"));
      return;
    }
    if (place.segment() > newest + AHEAD_SEGMENTS_MAX) {
      VideoDoorstep.refuse(context, Problem.of(
          VideoReason.PART_TOO_FAR, "segment " + place.segment() + ", newest is " + newest));
      return;
    }
    await(context, hub, place, () -> {
      String text = hub.hls(window -> window.playlist());
      return Optional.of(Buffer.buffer(text));
    });
  }

  private void media(RoutingContext context, Hub hub, Matcher name) {
    long number = Long.parseLong(name.group(2));
    switch (name.group(1)) {
      case "init" -> answer(context, hub.hls(window ->
          window.init((int) Math.min(Integer.MAX_VALUE, number)).map(Buffer::buffer)));
      case "segment" -> answer(context, hub.hls(window -> window.segment(number).map(Buffer::buffer)));
      default -> {
        int part = name.group(3) == null ? 0 : Integer.parseInt(name.group(3));
        long newest = hub.hls(window -> window.newestSegment());
        if (number > newest + 1) {
          VideoDoorstep.refuse(context, Problem.of(
              VideoReason.PART_TOO_FAR, "segment " + number + ", newest is " + newest));
          return;
        }
        await(context, hub, new Place(number, part), () ->
            hub.hls(window -> window.part(number, part).map(Buffer::buffer)));
      }
    }
  }

  /** Answers when the place is there, or with what there is after the longest wait. */
  private void await(RoutingContext context, Hub hub, Place place, Supplier<Optional<Buffer>> body) {
    Context loop = vertx.getOrCreateContext();
    hub.await(place.segment(), place.part())
        .completeOnTimeout(true, WAIT_SECONDS_MAX, TimeUnit.SECONDS)
        .thenAccept(isThere -> loop.runOnContext(_ ->
            answer(context, isThere ? body.get() : Optional.empty())));
  }

  private void answer(RoutingContext context, Optional<Buffer> body) {
    if (context.response().closed() || context.response().ended()) {
      return;
    }
    if (body.isEmpty()) {
      VideoDoorstep.refuse(context, missing(context));
      return;
    }
    boolean isPlaylist = context.pathParam("file").endsWith(".m3u8");
    meters.written(body.get().length());
    context.response()
        .putHeader("Content-Type", isPlaylist ? "application/vnd.apple.mpegurl" : "video/mp4")
        .putHeader("Cache-Control", isPlaylist ? "no-store" : "max-age=10")
        .end(body.get());
  }
}
