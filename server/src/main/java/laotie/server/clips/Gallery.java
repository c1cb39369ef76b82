package laotie.server.clips;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.clips.Draft;
import laotie.server.goods.Goods;
import laotie.server.live.Live;
import laotie.server.log.Database;
import laotie.server.people.People;

/** Clips as people see them: with their host, and products at their price and stock of now. */
@Singleton
final class Gallery {

  /** Stories of origin on the page of one product. */
  static final int SOURCING_MAX = 20;

  private static final Duration LATELY = Duration.ofHours(24);

  private final Database database;
  private final Live live;
  private final Goods goods;
  private final People people;
  private final InstantSource clock;

  Gallery(Database database, Live live, Goods goods, People people, InstantSource clock) {
    this.database = database;
    this.live = live;
    this.goods = goods;
    this.people = people;
    this.clock = clock;
  }

  /**
   * Who looks.
   *
   * @param viewerId empty for somebody without a session
   * @param isMaker true for the host of the clips and his assistants, who see all of them
   */
  record Glance(String viewerId, boolean isMaker) {}

  Optional<ClipStore.Row> find(String clipId) {
    return database.read(connection -> ClipStore.find(connection, clipId));
  }

  /** True for a clip that anybody may see. */
  boolean isShown(ClipStore.Row clip) {
    return clip.status() == Clips.Status.PUBLISHED && people.banOf(clip.hostId()).isEmpty();
  }

  Clips.ClipView view(ClipStore.Row clip, Glance glance) {
    return views(List.of(clip), glance).getFirst();
  }

  List<Clips.ClipView> visible(Collection<String> clipIds, String viewerId) {
    if (clipIds.isEmpty()) {
      return List.of();
    }
    Map<String, ClipStore.Row> found = new HashMap<>();
    database.read(connection -> ClipStore.find(connection, clipIds)).stream().filter(this::isShown)
        .forEach(clip -> found.put(clip.clipId(), clip));
    return views(clipIds.stream().distinct().filter(found::containsKey).map(found::get).toList(),
        new Glance(viewerId, false));
  }

  /** The newest first; {@code after} is the last clip of the page before, or empty. */
  List<Clips.ClipView> ofHost(String hostId, Glance glance, String after, int limit) {
    if (!glance.isMaker() && people.banOf(hostId).isPresent()) {
      return List.of();
    }
    return views(database.read(connection -> glance.isMaker()
        ? ClipStore.ofHost(connection, hostId, after, limit)
        : ClipStore.publishedOfHost(connection, hostId, after, limit)), glance);
  }

  List<Clips.ClipView> sourcing(String productId, String viewerId) {
    List<ClipStore.Row> clips = database.read(
        connection -> ClipStore.sourcing(connection, productId, SOURCING_MAX));
    return views(clips.stream().filter(this::isShown).toList(), new Glance(viewerId, false));
  }

  List<Clips.Brief> published(int limit) {
    return database.read(connection ->
        ClipStore.published(connection, clock.instant().minus(LATELY), limit)).stream()
        .filter(clip -> people.banOf(clip.hostId()).isEmpty()).toList();
  }

  /** Cards of a clip as they are kept. */
  List<Draft.Card> cards(String clipId) {
    return database.read(connection -> ClipStore.cards(connection, List.of(clipId)))
        .getOrDefault(clipId, List.of());
  }

  Map<String, Goods.ProductView> products(Collection<String> productIds) {
    return goods.products(productIds);
  }

  private List<Clips.ClipView> views(List<ClipStore.Row> clips, Glance glance) {
    if (clips.isEmpty()) {
      return List.of();
    }
    List<String> ids = clips.stream().map(ClipStore.Row::clipId).toList();
    Map<String, List<Draft.Card>> cards =
        database.read(connection -> ClipStore.cards(connection, ids));
    Set<String> liked = glance.viewerId().isEmpty() ? Set.of()
        : database.read(connection -> ClipStore.liked(connection, glance.viewerId(), ids));
    Set<String> productIds = new HashSet<>();
    cards.values().forEach(each -> each.forEach(card -> productIds.add(card.productId())));
    Map<String, Goods.ProductView> products = goods.products(productIds);
    Map<String, Live.HostBrief> hosts = new LinkedHashMap<>();
    List<Clips.ClipView> views = new ArrayList<>(clips.size());
    for (ClipStore.Row clip : clips) {
      Live.HostBrief host = hosts.computeIfAbsent(
          clip.hostId(), id -> live.host(id, glance.viewerId()).orElse(null));
      if (host == null) {
        continue;
      }
      List<Clips.CardView> shown = cards.getOrDefault(clip.clipId(), List.of()).stream()
          .filter(card -> isShown(products.get(card.productId()), glance))
          .map(card -> new Clips.CardView(moment(card, clip), products.get(card.productId()))).toList();
      views.add(view(clip, host, shown, liked.contains(clip.clipId())));
    }
    return views;
  }

  private static boolean isShown(Goods.ProductView productOrNull, Glance glance) {
    return productOrNull != null && (productOrNull.isListed() || glance.isMaker());
  }

  /** A moment that was chosen before the length was known may lie behind the end. */
  private static long moment(Draft.Card card, ClipStore.Row clip) {
    return clip.isMade() ? Math.min(card.fromMs(), clip.size().lengthMs()) : card.fromMs();
  }

  private static Clips.ClipView view(
      ClipStore.Row clip, Live.HostBrief host, List<Clips.CardView> cards, boolean isLiked) {
    String address = clip.isMade() ? "/api/v1/clips/" + clip.clipId() : "";
    boolean isAtWork = clip.status() == Clips.Status.PROCESSING;
    ClipStore.Counts counts = clip.counts();
    return new Clips.ClipView(clip.clipId(), clip.hostId(), host, clip.caption(),
        clip.isMade() ? address + "/" + Transcoder.COVER : "",
        clip.isMade() ? address + "/" + Transcoder.VIDEO : "", clip.size().width(), clip.size().height(),
        clip.size().lengthMs(), clip.status(),
        isAtWork ? Optional.of(clip.progress()) : Optional.empty(),
        clip.status() == Clips.Status.FAILED ? Optional.of(clip.failure()) : Optional.empty(),
        clip.publishedAt(), cards, present(clip.sourcesProductId()), present(clip.source().showId()),
        counts.likes(), counts.comments(), counts.shares(), counts.views(), isLiked);
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
