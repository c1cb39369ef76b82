package laotie.server.clips;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.clips.ClipsReason;
import laotie.clips.Draft;
import laotie.clips.Explanation;
import laotie.clips.Footage;
import laotie.fact.ClipsFact;
import laotie.live.LiveReason;
import laotie.server.goods.Goods;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;

/** What hosts do with clips: each change is one transaction of rows and facts. */
@Singleton
final class Studio {

  /** Clips of one host within a day. */
  static final int OF_DAY_MAX = 100;

  /** Clips of one host that are being made at a time. */
  static final int AT_WORK_MAX = 5;

  private static final Duration DAY = Duration.ofDays(1);

  private final Database database;
  private final Log log;
  private final Gallery gallery;
  private final InstantSource clock;

  Studio(Database database, Log log, Gallery gallery, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.gallery = gallery;
    this.clock = clock;
  }

  /** Puts a whole upload into the queue of what is to be made. */
  String make(Makers.Maker maker, String uploadId, Draft draft, boolean publishes) {
    check(draft, maker.hostId(), Footage.LENGTH_MAX.toMillis());
    ClipStore.Source source =
        new ClipStore.Source(uploadId, "", Optional.empty(), Optional.empty());
    return add(new ClipStore.New(
        Ids.next("clip"), maker.hostId(), maker.accountId(), draft, publishes, source));
  }

  /** Puts a piece of a show there; the card is in it from the beginning. */
  String cut(Makers.Maker maker, String showId, Explanation explanation, String caption) {
    Goods.ProductView product =
        gallery.products(List.of(explanation.productId())).get(explanation.productId());
    String words = caption.isEmpty() && product != null ? shortened(product.title()) : caption;
    Draft draft = new Draft(words, product == null ? List.of()
        : List.of(new Draft.Card(product.productId(), 0)), "");
    check(draft, maker.hostId(), Footage.LENGTH_MAX.toMillis());
    ClipStore.Source source = new ClipStore.Source("", showId, Optional.of(explanation.from()),
        Optional.of(explanation.to()));
    return add(new ClipStore.New(
        Ids.next("clip"), maker.hostId(), maker.accountId(), draft, false, source));
  }

  private static String shortened(String title) {
    int characters = Math.min(Draft.CAPTION_CHARACTERS_MAX, title.codePointCount(0, title.length()));
    return title.substring(0, title.offsetByCodePoints(0, characters));
  }

  private String add(ClipStore.New clip) {
    Instant now = now();
    return database.write(connection -> {
      UploadStore.lockAll(connection);
      if (ClipStore.madeSince(connection, clip.hostId(), now.minus(DAY)) >= OF_DAY_MAX) {
        throw Problem.of(ClipsReason.CLIPS_FULL, "at most " + OF_DAY_MAX + " clips a day",
            Map.of("clipsMax", OF_DAY_MAX));
      }
      if (JobStore.atWork(connection, clip.hostId()) >= AT_WORK_MAX) {
        throw Problem.of(ClipsReason.CLIPS_AT_WORK, AT_WORK_MAX + " clips are being made, wait for one",
            Map.of("clipsMax", AT_WORK_MAX));
      }
      if (!clip.source().uploadId().isEmpty()
          && !UploadStore.use(connection, clip.source().uploadId(), clip.clipId())) {
        throw Problem.of(ClipsReason.UPLOAD_UNFINISHED, "bytes of the upload are missing");
      }
      ClipStore.add(connection, clip, now);
      return clip.clipId();
    });
  }

  private void check(Draft draft, String hostId, long lengthMs) {
    draft.wrong(lengthMs).ifPresent(wrong -> {
      throw Problem.field(wrong.pointer(), wrong.message());
    });
    Map<String, Goods.ProductView> products = gallery.products(draft.productIds());
    for (String productId : draft.productIds()) {
      Goods.ProductView product = products.get(productId);
      if (product == null || !product.hostId().equals(hostId)) {
        throw Problem.of(LiveReason.PRODUCT_NOT_OFFERED,
            "product " + productId + " is not on this host's shelf");
      }
    }
  }

  void edit(ClipStore.Row clip, Draft draft) {
    check(draft, clip.hostId(),
        clip.isMade() ? clip.size().lengthMs() : Footage.LENGTH_MAX.toMillis());
    database.write(connection -> {
      lock(connection, clip.clipId());
      ClipStore.edit(connection, clip.clipId(), draft);
      return clip;
    });
  }

  /** What was decoded and encoded anew is ready; false when nobody wants it any more. */
  boolean made(String clipId, ClipStore.Size size) {
    return database.write(connection -> {
      boolean isWanted = JobStore.made(connection, clipId, size);
      if (isWanted) {
        ClipStore.Row clip = lock(connection, clipId);
        if (clip.publishes()) {
          show(connection, clip);
        }
      }
      return isWanted;
    });
  }

  /** Shows a clip to the square; one that is shown already stays so. */
  void publish(String clipId) {
    database.write(connection -> {
      ClipStore.Row clip = lock(connection, clipId);
      switch (clip.status()) {
        case PUBLISHED -> { }
        case READY -> show(connection, clip);
        case WITHDRAWN -> {
          requireReturn(clip);
          show(connection, clip);
        }
        case PROCESSING, FAILED ->
            throw Problem.of(ClipsReason.CLIP_NOT_READY, "clip " + clipId + " has no video yet");
      }
      return clip;
    });
  }

  /** Takes a clip off the square, or away before it was there. */
  void withdraw(String clipId, String actorId, boolean isByStaff) {
    Instant now = now();
    database.write(connection -> {
      ClipStore.Row clip = lock(connection, clipId);
      if (clip.status() != Clips.Status.WITHDRAWN || (isByStaff && !clip.isWithdrawnByStaff())) {
        ClipStore.withdraw(connection, clipId, isByStaff, now);
      }
      if (clip.status() == Clips.Status.PUBLISHED) {
        log.append(connection, now, List.of(new ClipsFact.ClipWithdrawn(clipId, clip.hostId(), actorId)));
      }
      return clip;
    });
  }

  /** Undoes a withdrawal: the clip is again what it was. */
  void bringBack(String clipId) {
    database.write(connection -> {
      ClipStore.Row clip = lock(connection, clipId);
      if (clip.status() == Clips.Status.WITHDRAWN) {
        requireReturn(clip);
        if (clip.publishedAt().isPresent()) {
          show(connection, clip);
        } else {
          ClipStore.ready(connection, clipId);
        }
      }
      return clip;
    });
  }

  private static void requireReturn(ClipStore.Row clip) {
    if (clip.isWithdrawnByStaff() || clip.isErased() || !clip.isMade()) {
      throw Problem.of(ClipsReason.CLIP_WITHDRAWN, "clip " + clip.clipId() + " cannot come back");
    }
  }

  private void show(Connection connection, ClipStore.Row clip) throws SQLException {
    Instant now = now();
    ClipStore.publish(connection, clip.clipId(), now);
    List<String> productIds = ClipStore.cards(connection, List.of(clip.clipId()))
        .getOrDefault(clip.clipId(), List.of()).stream().map(Draft.Card::productId).toList();
    log.append(connection, now, List.of(new ClipsFact.ClipPublished(clip.clipId(), clip.hostId(),
        clip.source().showId(), productIds, clip.sourcesProductId(), clip.size().lengthMs())));
  }

  private static ClipStore.Row lock(Connection connection, String clipId) throws SQLException {
    return ClipStore.lock(connection, clipId).orElseThrow(() -> Problem.notFound("clip", clipId));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
