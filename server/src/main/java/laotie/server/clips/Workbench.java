package laotie.server.clips;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.clips.ClipsReason;
import laotie.clips.Draft;
import laotie.clips.Explanation;
import laotie.clips.Upload;
import laotie.server.http.Problem;
import laotie.server.live.Live;
import laotie.server.video.Video;

/** What clips are made of: uploads and recorded shows, for those who may use them. */
@RequestScoped
class Workbench {

  private final Makers makers;
  private final Uploads uploads;
  private final Studio studio;
  private final Shows shows;
  private final TranscodeJob job;

  Workbench(Makers makers, Uploads uploads, Studio studio, Shows shows, TranscodeJob job) {
    this.makers = makers;
    this.uploads = uploads;
    this.studio = studio;
    this.shows = shows;
    this.job = job;
  }

  /** The last time a card of a show was explained. */
  public record Explained(
      String cardId, String productId, Instant from, Instant to, boolean isRecorded) {}

  /** Shows, when what was explained in them, and what is recorded of it. */
  @Singleton
  static final class Shows {
    private final Live live;
    private final Video video;
    private final Explanations explanations;

    Shows(Live live, Video video, Explanations explanations) {
      this.live = live;
      this.video = video;
      this.explanations = explanations;
    }
  }

  String make(String uploadId, Draft draft, boolean publishes) {
    makers.requireMember();
    Upload upload = uploads.find(uploadId);
    makers.requireOwn(upload.hostId(), "upload", uploadId);
    if (!upload.isWhole()) {
      throw Problem.of(ClipsReason.UPLOAD_UNFINISHED,
          upload.received() + " of " + upload.bytes() + " bytes are here",
          Map.of("received", upload.received()));
    }
    String clipId = studio.make(makers.require(upload.hostId()), uploadId, draft, publishes);
    job.wake();
    return clipId;
  }

  String cut(String showId, String cardId, String caption) {
    Makers.Maker maker = makerOf(showId);
    Explanation explanation = shows.explanations.last(showId, cardId);
    if (!shows.video.isRecorded(showId, explanation.from(), explanation.to())) {
      throw Problem.of(ClipsReason.RECORDING_MISSING, "show " + showId + " was not recorded then");
    }
    String clipId = studio.cut(maker, showId, explanation, caption);
    job.wake();
    return clipId;
  }

  List<Explained> explained(String showId) {
    makerOf(showId);
    return shows.explanations.of(showId).stream().map(each -> new Explained(each.cardId(),
        each.productId(), each.from(), each.to(),
        shows.video.isRecorded(showId, each.from(), each.to()))).toList();
  }

  private Makers.Maker makerOf(String showId) {
    makers.requireMember();
    Live.ShowView show = shows.live.show(showId).orElseThrow(() -> Problem.notFound("show", showId));
    makers.requireOwn(show.host().hostId(), "show", showId);
    return makers.require(show.host().hostId());
  }

  /** A clip that was withdrawn before it was made needs no upload any more. */
  void drop(ClipStore.Row clip) {
    if (clip.status() == Clips.Status.PROCESSING && !clip.source().uploadId().isEmpty()) {
      uploads.cancel(clip.source().uploadId());
    }
  }
}
