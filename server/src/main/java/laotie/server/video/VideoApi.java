package laotie.server.video;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.server.http.Caller;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.http.Who;
import laotie.video.Credit;
import laotie.video.SignalHealth;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stream keys and the health of the signal for hosts; where to watch, and beats, for viewers. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "video")
final class VideoApi {

  private static final String MASK = "••••••••";

  private final Who who;
  private final VideoDoorstep doorstep;
  private final Signals signals;
  private final Watches watches;
  private final Settings settings;

  VideoApi(Who who, VideoDoorstep doorstep, Signals signals, Watches watches, Settings settings) {
    this.who = who;
    this.doorstep = doorstep;
    this.signals = signals;
    this.watches = watches;
    this.settings = settings;
  }

  /**
   * What a host's stream page shows.
   *
   * @param streamName room and key for the encoder; the key is masked but right after a rotation
   */
  record Stream(String serverUrl, String streamName, boolean hasKey, Signal signal) {}

  /** The health of the signal; only {@code isReceived} and {@code warnings} without one. */
  record Signal(
      boolean isReceived,
      Optional<Instant> since,
      Optional<String> videoCodec,
      Optional<String> audioCodec,
      Optional<Integer> width,
      Optional<Integer> height,
      Optional<Long> bitrateKbps,
      Optional<Double> keyframeSeconds,
      Optional<Double> framesPerSecond,
      Optional<Long> droppedFrames,
      List<SignalHealth.Warning> warnings) {

    static Signal of(Instant since, SignalHealth.Report report) {
      return new Signal(
          true,
          Optional.of(since),
          Optional.of(report.videoCodec()).filter(codec -> !codec.isEmpty()),
          Optional.of(report.audioCodec()).filter(codec -> !codec.isEmpty()),
          Optional.of(report.width()),
          Optional.of(report.height()),
          Optional.of(report.bitrateKbps()),
          Optional.of(report.keyframeSeconds()),
          Optional.of(report.framesPerSecond()),
          Optional.of(report.droppedFrames()),
          report.warnings());
    }

    static Signal none() {
      return new Signal(
          false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
  }

  /** A fresh key, shown this once. */
  record FreshKey(String streamName, String serverUrl) {}

  /** Where anybody may watch. */
  record Watching(boolean isReceived, String hlsUrl, String socketUrl) {}

  /** A beat of a player that does not watch over our socket. */
  record Beat(Long seq, Long playedMs, Boolean visible, Boolean muted) {}

  /** What a beat was worth. */
  record Credited(long seq, long ms) {}

  @GET
  @Path("/rooms/{roomId}/stream")
  public Stream stream(@PathParam("roomId") String roomId, @Context UriInfo address) {
    doorstep.roomFor(who.requireMember(), roomId);
    boolean hasKey = signals.hasKey(roomId);
    return new Stream(serverUrl(address), roomId + "?key=" + MASK, hasKey, signals.of(roomId));
  }

  @POST
  @Path("/rooms/{roomId}/stream/key")
  public FreshKey rotate(@PathParam("roomId") String roomId, @Context UriInfo address) {
    Rooms.RoomRef room = doorstep.roomFor(who.requireMember(), roomId);
    return new FreshKey(roomId + "?key=" + signals.rotate(room), serverUrl(address));
  }

  @GET
  @Path("/rooms/{roomId}/signal")
  public Watching signal(@PathParam("roomId") String roomId) {
    doorstep.room(roomId);
    return new Watching(
        signals.isReceived(roomId), "/hls/" + roomId + "/master.m3u8", "/ws/rooms/" + roomId + "/video");
  }

  @POST
  @Path("/views/{viewId}/beats")
  public Credited beat(@PathParam("viewId") String viewId, Beat beat) {
    Caller caller = who.require();
    if (beat == null || beat.seq() == null || beat.seq() < 0) {
      throw Problem.field("/seq", "a number from 0 on is needed");
    }
    if (beat.playedMs() == null || beat.playedMs() < 0) {
      throw Problem.field("/playedMs", "milliseconds from 0 on are needed");
    }
    Rooms.ViewRef view = doorstep.view(viewId, "", Optional.of(caller));
    boolean isVisible = beat.visible() == null || beat.visible();
    boolean isMuted = beat.muted() != null && beat.muted();
    long ms = watches.take(view, new Credit.Beat(beat.seq(), beat.playedMs(), isVisible, isMuted));
    return new Credited(beat.seq(), ms);
  }

  private String serverUrl(UriInfo address) {
    URI base = settings.http().publicUrl().map(URI::create).orElse(address.getBaseUri());
    return "rtmp://" + base.getHost() + ":" + signals.port() + "/live";
  }
}
