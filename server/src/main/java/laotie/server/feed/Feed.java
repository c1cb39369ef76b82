package laotie.server.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import laotie.fact.Channel;
import laotie.fact.FeedFact;
import laotie.fact.Pool;
import laotie.feed.Candidate;
import laotie.feed.Placed;
import laotie.feed.Ranking;
import laotie.feed.Why;
import laotie.server.clips.Clips;
import laotie.server.fans.Fans;
import laotie.server.http.Ids;
import laotie.server.live.Live;
import laotie.server.log.Target;

/** The door of the feed: the home page of a viewer, the stream of clips, and those he follows. */
@Singleton
public final class Feed {

  /** Items of one page, over all its parts. */
  static final int ITEMS_MAX = Ranking.PLACES_MAX;

  /** Pages kept for scrolling on, and for how long. */
  private static final int PAGES_MAX = 5_000;

  private static final Duration PAGE_AGE_MAX = Duration.ofMinutes(10);

  private final Square square;
  private final Fans fans;
  private final Exposures exposures;
  private final Memory memory;
  private final Billboard billboard;
  private final InstantSource clock;
  private final Cache<String, List<Placed>> pages =
      Caffeine.newBuilder().maximumSize(PAGES_MAX).expireAfterWrite(PAGE_AGE_MAX).build();

  Feed(Square square, Fans fans, Exposures exposures, Memory memory, Billboard billboard) {
    this.square = square;
    this.fans = fans;
    this.exposures = exposures;
    this.memory = memory;
    this.billboard = billboard;
    this.clock = memory.clock();
  }

  /** Where the facts go that the consumer named {@code feed} reads: what is remembered of viewers. */
  public Target memories() {
    return memory::keep;
  }

  /** Where the facts go that the consumer named {@code promotion} reads: what promotions brought. */
  public Target promoted() {
    return Harvest::apply;
  }

  /** What 1,000 exposures cost at least, minor units; empty when none are sold. */
  public OptionalLong floorMinor() {
    return billboard.floorMinor();
  }

  /** Why an item stands where it stands. */
  record Reasoned(String code) {}

  /** An item on the screen; without an id when its showing could not be written down. */
  record Shown(
      Optional<String> exposureId, FeedFact.Item kind, Reasoned why, Pool pool,
      Optional<Live.ShowView> show, Optional<Clips.ClipView> clip) {}

  /** Part of a page. */
  record Part(List<Shown> items, String next) {}

  /** The first part of the home page; {@code viewerId} is empty for somebody without a session. */
  Part home(String viewerId, int limit) {
    List<Candidate> candidates = square.candidates(viewerId);
    List<Placed> page = billboard.page(viewerId, candidates, Ranking.home(candidates, now()));
    return first(viewerId, page.subList(0, Math.min(page.size(), ITEMS_MAX)), limit);
  }

  /**
   * The first part of the stream of clips.
   *
   * @param isAgain true to end with what the viewer saw lately, instead of leaving it out
   */
  Part clips(String viewerId, int limit, boolean isAgain) {
    List<Candidate> candidates = square.clips(viewerId);
    List<Placed> page = isAgain ? Ranking.clipsAgain(candidates, ITEMS_MAX, now())
        : Ranking.clips(candidates, ITEMS_MAX, now());
    page = billboard.page(viewerId, candidates, page);
    return first(viewerId, page.subList(0, Math.min(page.size(), ITEMS_MAX)), limit);
  }

  private Part first(String viewerId, List<Placed> items, int limit) {
    String pageId = Ids.next("page");
    if (items.size() > limit) {
      pages.put(pageId, items);
    }
    return part(new Place(viewerId, pageId, 0, limit), items);
  }

  /** A later part of either; an unknown one, or one that was forgotten, ends the page. */
  Part more(String viewerId, String after, int limit) {
    int dot = after.indexOf('.');
    String pageId = dot < 0 ? after : after.substring(0, dot);
    int from = dot < 0 ? 0 : from(after.substring(dot + 1));
    List<Placed> items = pages.getIfPresent(pageId);
    return items == null || from >= items.size()
        ? new Part(List.of(), "") : part(new Place(viewerId, pageId, from, limit), items);
  }

  private static int from(String digits) {
    return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : ITEMS_MAX;
  }

  /** Where on which page a part begins. */
  private record Place(String viewerId, String pageId, int from, int limit) {}

  private Part part(Place place, List<Placed> items) {
    int end = Math.min(items.size(), place.from() + place.limit());
    List<Placed> wanted = items.subList(place.from(), end);
    String next = end < items.size() ? place.pageId() + "." + end : "";
    return new Part(show(place.viewerId(), wanted, place.from(), Channel.FEED), next);
  }

  /** A place with what it shows. */
  private record Item(Placed placed, Optional<Live.ShowView> show, Optional<Clips.ClipView> clip) {}

  /** Writes the showings down and gives them their ids; what is gone by now is left out. */
  private List<Shown> show(String viewerId, List<Placed> places, int from, Channel channel) {
    Instant now = now();
    List<Item> items = items(viewerId, places);
    List<FeedFact.ItemExposed> facts = new ArrayList<>(items.size());
    Map<String, String> promotions = new HashMap<>();
    for (Item item : items) {
      Candidate candidate = item.placed().candidate();
      String exposureId = Ids.next("exp");
      boolean isPromoted = isPromoted(item.placed());
      if (isPromoted) {
        billboard.runningOf(candidate).ifPresent(id -> promotions.put(exposureId, id));
      }
      facts.add(new FeedFact.ItemExposed(exposureId, viewerId, kind(candidate), candidate.itemId(),
          candidate.hostId(), item.placed().pool(), isPromoted ? Channel.PAID : channel,
          from + facts.size(), item.placed().why().name()));
    }
    boolean isWritten = exposures.write(new Exposures.Shown(now, facts, promotions));
    List<Shown> shown = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      FeedFact.ItemExposed fact = facts.get(i);
      if (fact.channel() == Channel.PAID && !isWritten) {
        // Nobody could tell afterwards what it was, so it is not shown.
        continue;
      }
      shown.add(new Shown(
          isWritten ? Optional.of(exposures.sealed(fact, now)) : Optional.empty(), fact.item(),
          new Reasoned(fact.why()), fact.pool(), items.get(i).show(), items.get(i).clip()));
    }
    return shown;
  }

  private static boolean isPromoted(Placed placed) {
    return placed.why() == Why.PROMOTED;
  }

  /** What can be seen at this moment; a promotion that was paused since the page was made is left out. */
  private List<Item> items(String viewerId, List<Placed> places) {
    Set<String> reserved = square.reservedBy(viewerId);
    Map<String, Live.ShowView> shows = new HashMap<>();
    square.shows().forEach(show -> {
      shows.put(show.showId(), show);
      if (show.status() == Live.Status.LIVE) {
        shows.put(show.roomId(), show);
      }
    });
    Map<String, Clips.ClipView> clips = square.clipViews(places.stream()
        .filter(placed -> placed.candidate().kind() == Candidate.Kind.CLIP)
        .map(placed -> placed.candidate().itemId()).toList(), viewerId);
    List<Item> items = new ArrayList<>(places.size());
    for (Placed placed : places) {
      Candidate candidate = placed.candidate();
      Optional<Live.ShowView> show = Optional.ofNullable(shows.get(candidate.itemId()))
          .map(one -> one.followedBy(candidate.tie().isFollowed())
              .reservedBy(reserved.contains(one.showId())));
      Optional<Clips.ClipView> clip = Optional.ofNullable(clips.get(candidate.itemId()));
      boolean isStopped = isPromoted(placed) && billboard.runningOf(candidate).isEmpty();
      if (!isStopped && (show.isPresent() || clip.isPresent())) {
        items.add(new Item(placed, show, clip));
      }
    }
    return items;
  }

  private static FeedFact.Item kind(Candidate candidate) {
    return switch (candidate.kind()) {
      case ROOM -> FeedFact.Item.ROOM;
      case SHOW -> FeedFact.Item.SHOW;
      case CLIP -> FeedFact.Item.CLIP;
    };
  }

  /** A host the viewer follows, with his show on the air or the next he announced. */
  record Followed(
      Optional<String> exposureId, Live.HostBrief host, Optional<Live.ShowView> show) {}

  /** Those a viewer follows: live ones first, then by their next show, then the latest followed. */
  List<Followed> following(String viewerId, List<String> hostIds) {
    Map<String, Live.ShowView> shows = nextShows();
    List<Placed> places = hostIds.stream().filter(shows::containsKey)
        .map(hostId -> new Placed(
            square.followed(shows.get(hostId)), Pool.PRIVATE, Why.FOLLOWED))
        .toList();
    Map<String, Shown> byHost = new HashMap<>();
    for (Shown one : show(viewerId, places, 0, Channel.FOLLOWING_TAB)) {
      one.show().ifPresent(show -> byHost.put(show.host().hostId(), one));
    }
    List<Followed> followed = new ArrayList<>();
    for (String hostId : hostIds) {
      Optional<Shown> one = Optional.ofNullable(byHost.get(hostId));
      Optional<Live.HostBrief> host = one.flatMap(Shown::show).map(Live.ShowView::host)
          .or(() -> square.host(hostId, viewerId));
      host.ifPresent(brief -> followed.add(
          new Followed(one.flatMap(Shown::exposureId), brief, one.flatMap(Shown::show))));
    }
    return followed;
  }

  /** The hosts a viewer follows in the order of the tab. */
  List<String> followedInOrder(String viewerId) {
    Map<String, Live.ShowView> shows = nextShows();
    List<String> hosts = new ArrayList<>(fans.followsOf(viewerId));
    List<String> ordered = new ArrayList<>(hosts.size());
    hosts.stream().filter(host -> isLive(shows, host)).forEach(ordered::add);
    hosts.stream().filter(host -> shows.containsKey(host) && !isLive(shows, host))
        .sorted(Comparator.comparing(host -> shows.get(host).startsAt().orElse(Instant.MAX)))
        .forEach(ordered::add);
    hosts.stream().filter(host -> !shows.containsKey(host)).forEach(ordered::add);
    return ordered;
  }

  /** By host, his show on the air or the next he announced. */
  private Map<String, Live.ShowView> nextShows() {
    Map<String, Live.ShowView> shows = new HashMap<>();
    square.shows().forEach(show -> shows.merge(show.host().hostId(), show, Feed::sooner));
    return shows;
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
