package laotie.server.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import laotie.fact.Channel;
import laotie.fact.FeedFact;
import laotie.fact.Pool;
import laotie.feed.Candidate;
import laotie.feed.Placed;
import laotie.feed.Ranking;
import laotie.server.fans.Fans;
import laotie.server.http.Ids;
import laotie.server.live.Live;

/** The door of the feed: the home page of a viewer, and the page of those he follows. */
@Singleton
public final class Feed {

  /** Items of one home page, over all its parts. */
  static final int ITEMS_MAX = 500;

  /** Announced shows that may stand on it. */
  private static final int TO_COME_MAX = 100;

  /** How old the list of what is live may be; the same list serves every viewer. */
  private static final Duration SQUARE_AGE_MAX = Duration.ofSeconds(1);

  /** Home pages kept for scrolling on, and for how long. */
  private static final int PAGES_MAX = 20_000;

  private static final Duration PAGE_AGE_MAX = Duration.ofMinutes(10);

  private final Live live;
  private final Fans fans;
  private final Exposures exposures;
  private final InstantSource clock;
  private final LoadingCache<String, List<Live.ShowView>> square;
  private final Cache<String, List<Item>> pages =
      Caffeine.newBuilder().maximumSize(PAGES_MAX).expireAfterWrite(PAGE_AGE_MAX).build();

  Feed(Live live, Fans fans, Exposures exposures, InstantSource clock) {
    this.live = live;
    this.fans = fans;
    this.exposures = exposures;
    this.clock = clock;
    this.square = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(SQUARE_AGE_MAX)
        .build(all -> readSquare());
  }

  /** A place on a page before it is shown. */
  record Item(Placed placed, Live.ShowView show) {}

  /** Why an item stands where it stands. */
  record Reasoned(String code) {}

  /** An item on the screen; without an id when its showing could not be written down. */
  record Shown(
      Optional<String> exposureId, FeedFact.Item kind, Reasoned why, Pool pool, Live.ShowView show) {}

  /** Part of a page. */
  record Part(List<Shown> items, String next) {}

  private List<Live.ShowView> readSquare() {
    List<Live.ShowView> shows = new ArrayList<>(live.liveShows());
    shows.addAll(live.showsToCome(TO_COME_MAX));
    return List.copyOf(shows);
  }

  /** The first part of the home page; {@code viewerId} is empty for somebody without a session. */
  Part home(String viewerId, int limit) {
    Instant now = now();
    Set<String> followed = viewerId.isEmpty() ? Set.of() : fans.followsOf(viewerId);
    Set<String> reserved = live.reservedBy(viewerId);
    List<Live.ShowView> shows = square.get("");
    Map<String, Live.ShowView> byId = new HashMap<>();
    Map<String, Integer> entries = live.recentEntries();
    List<Candidate> candidates = new ArrayList<>(shows.size());
    for (Live.ShowView show : shows) {
      byId.put(show.showId(), show);
      candidates.add(candidate(show, followed.contains(show.host().hostId()),
          entries.getOrDefault(show.roomId(), 0)));
    }
    List<Item> items = Ranking.of(candidates, now).stream().limit(ITEMS_MAX)
        .map(placed -> new Item(placed, byId.get(placed.candidate().showId())
            .followedBy(placed.candidate().isFollowed())
            .reservedBy(reserved.contains(placed.candidate().showId())))).toList();
    String pageId = Ids.next("page");
    if (items.size() > limit) {
      pages.put(pageId, items);
    }
    return part(new Place(viewerId, pageId, 0, limit), items);
  }

  /** A later part; an unknown one, or one that was forgotten, ends the page. */
  Part more(String viewerId, String after, int limit) {
    int dot = after.indexOf('.');
    String pageId = dot < 0 ? after : after.substring(0, dot);
    int from = dot < 0 ? 0 : from(after.substring(dot + 1));
    List<Item> items = pages.getIfPresent(pageId);
    return items == null || from >= items.size()
        ? new Part(List.of(), "") : part(new Place(viewerId, pageId, from, limit), items);
  }

  private static int from(String digits) {
    return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : ITEMS_MAX;
  }

  /** Where on which page a part begins. */
  private record Place(String viewerId, String pageId, int from, int limit) {}

  private Part part(Place place, List<Item> items) {
    int end = Math.min(items.size(), place.from() + place.limit());
    List<Item> wanted = items.subList(place.from(), end);
    String next = end < items.size() ? place.pageId() + "." + end : "";
    return new Part(show(place.viewerId(), wanted, place.from(), Channel.FEED), next);
  }

  /** Writes the showings down and gives them their ids. */
  private List<Shown> show(String viewerId, List<Item> items, int from, Channel channel) {
    Instant now = now();
    List<FeedFact.ItemExposed> facts = new ArrayList<>(items.size());
    for (Item item : items) {
      Candidate candidate = item.placed().candidate();
      facts.add(new FeedFact.ItemExposed(Ids.next("exp"), viewerId, kind(candidate),
          candidate.isLive() ? candidate.roomId() : candidate.showId(), candidate.hostId(),
          item.placed().pool(), channel, from + facts.size(), item.placed().why().name()));
    }
    boolean isWritten = exposures.write(new Exposures.Shown(now, facts));
    Function<FeedFact.ItemExposed, Optional<String>> id =
        fact -> isWritten ? Optional.of(exposures.sealed(fact, now)) : Optional.empty();
    List<Shown> shown = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      shown.add(new Shown(id.apply(facts.get(i)), facts.get(i).item(),
          new Reasoned(facts.get(i).why()), item.placed().pool(), item.show()));
    }
    return shown;
  }

  private static FeedFact.Item kind(Candidate candidate) {
    return candidate.isLive() ? FeedFact.Item.ROOM : FeedFact.Item.SHOW;
  }

  private Candidate candidate(Live.ShowView show, boolean isFollowed, int recentEntries) {
    boolean isLive = show.status() == Live.Status.LIVE;
    Instant beginsAt = (isLive ? show.startedAt() : show.startsAt()).orElse(Instant.EPOCH);
    return new Candidate(show.roomId(), show.showId(), show.host().hostId(),
        isLive ? Candidate.Stage.LIVE : Candidate.Stage.TO_COME, beginsAt, isFollowed,
        new Candidate.Known(recentEntries, exposures.of(show.roomId())));
  }

  /** A host the viewer follows, with his show on the air or the next he announced. */
  record Followed(
      Optional<String> exposureId, Live.HostBrief host, Optional<Live.ShowView> show) {}

  /** Those a viewer follows: live ones first, then by their next show, then the latest followed. */
  List<Followed> following(String viewerId, List<String> hostIds) {
    Map<String, Live.ShowView> shows = new HashMap<>();
    for (Live.ShowView show : square.get("")) {
      shows.merge(show.host().hostId(), show.followedBy(true), Feed::sooner);
    }
    List<Item> items = new ArrayList<>();
    for (String hostId : hostIds) {
      if (shows.containsKey(hostId)) {
        Live.ShowView show = shows.get(hostId);
        items.add(new Item(new Placed(candidate(show, true, 0), Pool.PRIVATE,
            laotie.feed.Why.FOLLOWED), show));
      }
    }
    List<Shown> shown = show(viewerId, items, 0, Channel.FOLLOWING_TAB);
    Map<String, Shown> byHost = new HashMap<>();
    shown.forEach(one -> byHost.put(one.show().host().hostId(), one));
    List<Followed> followed = new ArrayList<>();
    for (String hostId : hostIds) {
      Optional<Shown> one = Optional.ofNullable(byHost.get(hostId));
      Optional<Live.HostBrief> host = one.map(shownOne -> shownOne.show().host())
          .or(() -> live.host(hostId, viewerId));
      host.ifPresent(brief -> followed.add(
          new Followed(one.flatMap(Shown::exposureId), brief, one.map(Shown::show))));
    }
    return followed;
  }

  /** The hosts a viewer follows in the order of the tab. */
  List<String> followedInOrder(String viewerId) {
    Map<String, Live.ShowView> shows = new HashMap<>();
    square.get("").forEach(show -> shows.merge(show.host().hostId(), show, Feed::sooner));
    List<String> hosts = new ArrayList<>(fans.followsOf(viewerId));
    List<String> ordered = new ArrayList<>(hosts.size());
    hosts.stream().filter(host -> isLive(shows, host)).forEach(ordered::add);
    hosts.stream().filter(host -> shows.containsKey(host) && !isLive(shows, host))
        .sorted(java.util.Comparator.comparing(host -> shows.get(host).startsAt().orElse(Instant.MAX)))
        .forEach(ordered::add);
    hosts.stream().filter(host -> !shows.containsKey(host)).forEach(ordered::add);
    return ordered;
  }

  private static boolean isLive(Map<String, Live.ShowView> shows, String hostId) {
    return shows.containsKey(hostId) && shows.get(hostId).status() == Live.Status.LIVE;
  }

  /** Of two shows of one host, the one on the air, or the one that begins first. */
  private static Live.ShowView sooner(Live.ShowView one, Live.ShowView other) {
    if (one.status() == Live.Status.LIVE || other.status() == Live.Status.LIVE) {
      return one.status() == Live.Status.LIVE ? one : other;
    }
    return one.startsAt().orElse(Instant.MAX).isAfter(other.startsAt().orElse(Instant.MAX)) ? other : one;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
