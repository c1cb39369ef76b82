package laotie.server.clips;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import laotie.clips.ByteRange;
import laotie.server.http.Bodies;
import laotie.server.http.Callers;
import laotie.server.http.Problem;
import laotie.server.http.ProblemEdge;
import laotie.server.log.DatabaseFault;
import laotie.server.people.People;

/**
 * {@code GET|HEAD /api/v1/clips/{clipId}/video.mp4} and {@code cover.jpg}: from the disk, in ranges.
 * A viewer's browser may keep it for a day, nobody between may: a clip can be withdrawn.
 */
@Singleton
final class ClipFileApi {

  /** How long it may take until a withdrawn clip is served no more. */
  private static final Duration SHOWN_AGE_MAX = Duration.ofSeconds(2);

  private static final int SHOWN_MAX = 20_000;
  private static final String A_DAY = "private, max-age=86400";

  private final Gallery gallery;
  private final Vault vault;
  private final Callers callers;
  private final People people;
  private final Cache<String, Optional<ClipStore.Row>> clips =
      Caffeine.newBuilder().maximumSize(SHOWN_MAX).expireAfterWrite(SHOWN_AGE_MAX).build();

  ClipFileApi(Gallery gallery, Vault vault, Callers callers, People people) {
    this.gallery = gallery;
    this.vault = vault;
    this.callers = callers;
    this.people = people;
  }

  void routes(@Observes Router router) {
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      router.route(method, "/api/v1/clips/:clipId/" + Transcoder.VIDEO).handler(this::serve);
      router.route(method, "/api/v1/clips/:clipId/" + Transcoder.COVER).handler(this::serve);
    }
  }

  private void serve(RoutingContext context) {
    Thread.startVirtualThread(() -> {
      try {
        send(context);
      } catch (Problem no) {
        ProblemEdge.refuse(context, no);
      } catch (DatabaseFault away) {
        ProblemEdge.refuse(context, Problem.databaseAway());
      } catch (IOException | RuntimeException bug) {
        if (!context.response().ended()) {
          context.fail(bug);
        }
      }
    });
  }

  private void send(RoutingContext context) throws IOException {
    String clipId = context.pathParam("clipId");
    boolean isCover = context.normalizedPath().endsWith(Transcoder.COVER);
    Optional<ClipStore.Row> clip =
        Bodies.isId(clipId) ? clips.get(clipId, gallery::find) : Optional.empty();
    boolean isShown = clip.filter(gallery::isShown).isPresent();
    if (!isShown && clip.filter(each -> isMakers(context, each)).isEmpty()) {
      throw Problem.notFound("clip", "of this name");
    }
    Path file = isCover ? vault.cover(clipId) : vault.video(clipId);
    if (!Files.exists(file)) {
      throw Problem.notFound("video of clip", clipId);
    }
    HttpServerResponse response = context.response();
    response.putHeader("Content-Type", isCover ? "image/jpeg" : "video/mp4")
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("ETag", tag(clipId, isCover))
        .putHeader("Cache-Control", isShown ? A_DAY : "private, no-store");
    send(context, file, tag(clipId, isCover));
  }

  private boolean isMakers(RoutingContext context, ClipStore.Row clip) {
    return callers.callerOf(context)
        .filter(caller -> people.mayActFor(caller, clip.hostId())).isPresent();
  }

  private static String tag(String clipId, boolean isCover) {
    return '"' + clipId + (isCover ? "-cover" : "") + '"';
  }

  private static void send(RoutingContext context, Path file, String tag) throws IOException {
    long length = Files.size(file);
    HttpServerResponse response = context.response();
    if (header(context, "If-None-Match").contains(tag)) {
      response.setStatusCode(304).end();
      return;
    }
    String condition = header(context, "If-Range");
    Optional<ByteRange> range = condition.isEmpty() || condition.equals(tag)
        ? ByteRange.of(header(context, "Range"), length) : Optional.empty();
    if (range.isPresent() && !range.get().isThere()) {
      response.setStatusCode(416).putHeader("Content-Range", "bytes */" + length).end();
      return;
    }
    long from = range.map(ByteRange::from).orElse(0L);
    long count = range.map(ByteRange::length).orElse(length);
    if (range.isPresent()) {
      response.setStatusCode(206).putHeader(
          "Content-Range", "bytes " + from + "-" + range.get().to() + "/" + length);
    }
    response.putHeader("Content-Length", String.valueOf(count));
    if (context.request().method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.sendFile(file.toString(), from, count);
    }
  }

  private static String header(RoutingContext context, String name) {
    String value = context.request().getHeader(name);
    return value == null ? "" : value;
  }
}
