package laotie.server.live;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Origin;
import laotie.live.Show;
import laotie.server.goods.Goods;
import laotie.server.log.Target;

/**
 * The door of live: which show is on in a room, who views it and where from, and what other areas tell a
 * room. Answers come from memory; the first question about a view reads the database, so ask on a virtual
 * thread.
 */
@Singleton
public final class Live {

  private final Shows shows;
  private final Views views;
  private final RoomHub hub;
  private final PastStore past;
  private final Circle circle;
  private final Neighbours neighbours;

  Live(Shows shows, Views views, RoomHub hub, Circle circle, Neighbours neighbours) {
    this.shows = shows;
    this.views = views;
    this.hub = hub;
    this.past = new PastStore(new ViewStore());
    this.circle = circle;
    this.neighbours = neighbours;
  }

  /** A room, its host, and the show that is on the air in it. */
  public record RoomRef(String roomId, String hostId, Optional<String> liveShowId) {}

  /** One visit of a viewer to a show, and where he came from. */
  public record ViewRef(
      String viewId, String viewerId, String roomId, String showId, String hostId, Origin origin,
      Instant enteredAt) {}

  /** How far a show has come, to others' eyes: a draft is not told of. */
  public enum Status {
    SCHEDULED,
    LIVE,
    ENDED
  }

  /**
   * A host beside a show or in a list.
   *
   * @param isFollowed by the one who asks
   */
  public record HostBrief(
      String hostId, String name, String tagline, String avatarUrl, String roomId, long followers,
      boolean isFollowed, boolean isLive) {

    public HostBrief followedBy(boolean viewer) {
      return new HostBrief(hostId, name, tagline, avatarUrl, roomId, followers, viewer, isLive);
    }

    HostBrief with(long nowFollowers) {
      return new HostBrief(hostId, name, tagline, avatarUrl, roomId, nowFollowers, isFollowed, isLive);
    }
  }

  /**
   * A show as pages tell of it.
   *
   * @param concurrent viewers with proof of playback in the last 30 s; 0 unless live
   * @param reservations how many wait for it, or waited
   * @param isReserved by the one who asks
   */
  public record ShowView(
      String showId, String roomId, String title, String coverUrl, Status status,
      Optional<Instant> startsAt, Optional<Instant> startedAt, Optional<Instant> endedAt, int concurrent,
      HostBrief host, long reservations, boolean isReserved) {

    ShowView with(int viewers) {
      return new ShowView(showId, roomId, title, coverUrl, status, startsAt, startedAt, endedAt,
          status == Status.LIVE ? viewers : 0, host, reservations, isReserved);
    }

    public ShowView followedBy(boolean viewer) {
      return new ShowView(showId, roomId, title, coverUrl, status, startsAt, startedAt, endedAt,
          concurrent, host.followedBy(viewer), reservations, isReserved);
    }

    /** The same in the eyes of somebody who waits for it or does not. */
    public ShowView reservedBy(boolean viewer) {
      return new ShowView(showId, roomId, title, coverUrl, status, startsAt, startedAt, endedAt,
          concurrent, host, reservations, viewer);
    }
  }

  /** A product in the queue of a show; {@code position} counts from 0. */
  public record CardView(String cardId, Goods.ProductView product, boolean isPinned, int position) {

    CardView withStock(String skuId, long available) {
      if (product.skus().stream().noneMatch(sku -> sku.skuId().equals(skuId))) {
        return this;
      }
      List<Goods.SkuView> skus = product.skus().stream().map(sku -> sku.skuId().equals(skuId)
          ? new Goods.SkuView(sku.skuId(), sku.name(), sku.price(), available) : sku).toList();
      Goods.ProductView next = new Goods.ProductView(product.productId(), product.hostId(),
          product.title(), product.story(), product.category(), product.pictures(), skus,
          product.isListed(), product.host());
      return new CardView(cardId, next, isPinned, position);
    }
  }

  /** The room, or empty when there is none of this id. */
  public Optional<RoomRef> roomOf(String roomId) {
    return neighbours.findHostOfRoom(roomId).map(host -> new RoomRef(roomId, host.hostId(),
        shows.onAir(roomId).map(show -> show.head().showId())));
  }

  /** True while this show is on the air in this room; from memory. */
  public boolean isOnAir(String roomId, String showId) {
    return shows.onAir(roomId).filter(show -> show.head().showId().equals(showId)).isPresent();
  }

  public Optional<ViewRef> viewOf(String viewId) {
    return views.view(viewId);
  }

  /** Notes that the viewer of this view is still there, such as by a beat; costs no database trip. */
  public void seen(String viewId) {
    views.seen(viewId);
  }

  /** How many watch a room now, by proof of playback. */
  public void audience(String roomId, int viewers) {
    shows.audience(roomId, viewers);
    hub.ifOpen(roomId).ifPresent(room -> room.audience(viewers));
  }

  /** True while somebody is in the host's room. */
  public boolean isRoomOpen(String hostId) {
    return openRoom(hostId).isPresent();
  }

  /** Tells the host's room that what he offers beside list prices changed; an empty host stands for all. */
  public void offersChanged(String hostId) {
    if (hostId.isEmpty()) {
      hub.forEach(Room::offers);
    } else {
      openRoom(hostId).ifPresent(Room::offers);
    }
  }

  /** Tells the host's room how many units are left of his flash sales, by their ids. */
  public void flashLeft(String hostId, Map<String, Long> left) {
    openRoom(hostId).ifPresent(room -> room.flash(Map.copyOf(left)));
  }

  private Optional<Room> openRoom(String hostId) {
    return neighbours.findHost(hostId).flatMap(host -> hub.ifOpen(host.roomId()));
  }

  /** Pictures arrive in a room. */
  public void signalStarted(String roomId) {
    shows.signal(roomId, true);
  }

  /** No more pictures arrive in a room; the show goes on for a while, see {@link ShowJob}. */
  public void signalEnded(String roomId) {
    shows.signal(roomId, false);
  }

  /** Every show on the air, in no order. */
  public List<ShowView> liveShows() {
    return shows.onAir();
  }

  /** Announced shows, soonest first. */
  public List<ShowView> showsToCome(int limit) {
    return shows.toCome(limit);
  }

  /** When a product was first pinned in the host's show that is on the air, if it was. */
  public Optional<Instant> firstPinnedAt(String hostId, String productId) {
    return circle.firstPinnedAt(hostId, productId);
  }

  /** The shows to come or on the air that a viewer waits for; {@code viewerId} may be empty. */
  public Set<String> reservedBy(String viewerId) {
    return circle.reservedBy(viewerId);
  }

  /** What those who waited for a show paid in it: for the line of the consumers. */
  public Target turnouts() {
    return circle::addOrders;
  }

  /** Entries of the last 30 minutes by room; rooms without any are left out. */
  public Map<String, Integer> recentEntries() {
    return views.recentEntries();
  }

  public Optional<ShowView> show(String showId) {
    return shows.find(showId).map(shows::view);
  }

  /** A host in the eyes of a viewer ({@code viewerId} may be empty), or empty when he is none. */
  public Optional<HostBrief> host(String hostId, String viewerId) {
    return neighbours.findHost(hostId).map(host -> shows.brief(host, viewerId));
  }

  /** Hosts whose name, line or trade holds these words. */
  public List<HostBrief> searchHosts(String words, String viewerId, int limit) {
    return neighbours.searchHosts(words, limit).stream()
        .map(host -> shows.brief(host, viewerId)).toList();
  }

  /** A show of an imported past with its taps on the heart. */
  public record PastShow(Show.Ended show, long likes) {}

  /** Writes shows of a simulated past in the caller's transaction; rows that exist stay. The caller appends
   * their facts at their instants. */
  public void importShows(Connection connection, List<PastShow> rows) throws SQLException {
    past.addShows(connection, rows);
  }

  /** The same for views. */
  public void importViews(Connection connection, List<ViewRef> rows) throws SQLException {
    past.addViews(connection, rows);
  }
}
