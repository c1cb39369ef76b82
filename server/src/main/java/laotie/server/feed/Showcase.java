package laotie.server.feed;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import laotie.fact.FeedFact.Item;
import laotie.server.clips.Clips;
import laotie.server.live.Live;

/** What the items of promotions are, and whether anybody can see them now. */
@Singleton
final class Showcase {

  private final Live live;
  private final Clips clips;

  Showcase(Live live, Clips clips) {
    this.live = live;
    this.clips = clips;
  }

  /** How far an item has come. */
  enum Standing {
    /** Anybody can see it now. */
    SHOWN,
    /** A show that was announced. */
    TO_COME,
    /** Over, withdrawn, or never there. */
    GONE
  }

  /**
   * An item.
   *
   * @param placeId the id it has on a page: of a show its room
   */
  record Seen(String hostId, String placeId, String title, Standing standing) {

    static final Seen NOTHING = new Seen("", "", "", Standing.GONE);
  }

  /** Which item of which kind. */
  record Ref(Item item, String itemId) {}

  /** The items, each asked for. */
  Map<Ref, Seen> of(List<Ref> refs) {
    Map<Ref, Seen> seen = new HashMap<>();
    Map<String, Clips.ClipView> found = clips.views(
            refs.stream().filter(ref -> ref.item() == Item.CLIP).map(Ref::itemId).toList(), "").stream()
        .collect(Collectors.toMap(Clips.ClipView::clipId, clip -> clip));
    for (Ref ref : refs) {
      seen.put(ref, ref.item() == Item.CLIP
          ? Optional.ofNullable(found.get(ref.itemId())).map(Showcase::clip).orElse(Seen.NOTHING)
          : live.show(ref.itemId()).map(Showcase::show).orElse(Seen.NOTHING));
    }
    return seen;
  }

  private static Seen clip(Clips.ClipView clip) {
    return new Seen(clip.hostId(), clip.clipId(), clip.caption(), Standing.SHOWN);
  }

  private static Seen show(Live.ShowView show) {
    return new Seen(show.host().hostId(), show.roomId(), show.title(), switch (show.status()) {
      case LIVE -> Standing.SHOWN;
      case SCHEDULED -> Standing.TO_COME;
      case ENDED -> Standing.GONE;
    });
  }
}
