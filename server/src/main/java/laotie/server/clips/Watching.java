package laotie.server.clips;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import laotie.server.http.Input;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.video.Video;
import laotie.video.Credit;

/** Clips that are shown, and the proof that they were watched. */
@Singleton
final class Watching {

  private final Gallery gallery;
  private final Views views;
  private final Video video;
  private final Settings settings;

  Watching(Gallery gallery, Views views, Video video, Settings settings) {
    this.gallery = gallery;
    this.views = views;
    this.video = video;
    this.settings = settings;
  }

  /** The clip, when anybody may see it. */
  ClipStore.Row shown(String clipId) {
    return gallery.find(Input.id("clip", clipId)).filter(gallery::isShown)
        .orElseThrow(() -> Problem.notFound("clip", clipId));
  }

  Optional<Clips.ViewRef> view(String viewId) {
    return views.view(Input.id("view", viewId));
  }

  String ownView(String viewId, String viewerId, String clipId) {
    return views.own(Input.maybeId("/viewId", viewId), viewerId, clipId);
  }

  /** Credits a beat and answers its milliseconds. */
  long credit(Clips.ViewRef view, Credit.Beat beat) {
    views.seen(view);
    return video.credit(
        new Video.ClipView(view.viewId(), view.viewerId(), view.clipId(), view.hostId()), beat);
  }

  /** The address people type, without a slash at its end. */
  String publicUrl(URI asked) {
    String url = settings.http().publicUrl()
        .orElseGet(() -> asked.getScheme() + "://" + asked.getAuthority());
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
