package laotie.server.feed;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import laotie.feed.Candidate;
import laotie.feed.Candidate.Kind;
import laotie.server.clips.Clips;
import laotie.server.fans.Fans;
import laotie.server.live.Live;

/** What stands on the square at this moment, as candidates for one viewer. */
@Singleton
final class Square {

  /** Announced shows that may stand on a page. */
  private static final int TO_COME_MAX = 100;

  /** Published clips among which the feed chooses, the newest. */
  private static final int CLIPS_MAX = 2_000;

  /** How old the list of what is live may be; the same list serves every viewer. */
  private static final Duration SHOWS_AGE_MAX = Duration.ofSeconds(1);

  /** The same for the list of clips, and for how often they were viewed. */
  private static final Duration CLIPS_AGE_MAX = Duration.ofSeconds(2);

  private final Live live;
  private final Clips clips;
  private final Fans fans;
  private final Exposures exposures;
  private final Memory memory;
  private final LoadingCache<String, List<Live.ShowView>> shows;
  private final LoadingCache<String, List<Clips.Brief>> published;

  Square(Live live, Clips clips, Fans fans, Exposures exposures, Memory memory) {
    this.live = live;
    this.clips = clips;
    this.fans = fans;
    this.exposures = exposures;
    this.memory = memory;
    this.shows = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(SHOWS_AGE_MAX)
        .build(all -> readShows());
    this.published = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(CLIPS_AGE_MAX)
        .build(all -> clips.published(CLIPS_MAX));
  }

  private List<Live.ShowView> readShows() {
    List<Live.ShowView> all = new ArrayList<>(live.liveShows());
    all.addAll(live.showsToCome(TO_COME_MAX));
    return List.copyOf(all);
  }

  /** Shows on the air and to come, as they stand for nobody in particular. */
  List<Live.ShowView> shows() {
    return shows.get("");
  }

  /** A host in the eyes of a viewer, or empty when he is none. */
  Optional<Live.HostBrief> host(String hostId, String viewerId) {
    return live.host(hostId, viewerId);
  }

  /** The shows he waits for; {@code viewerId} may be empty. */
  Set<String> reservedBy(String viewerId) {
    return live.reservedBy(viewerId);
  }

  Map<String, Clips.ClipView> clipViews(List<String> clipIds, String viewerId) {
    return clipIds.isEmpty() ? Map.of() : clips.views(clipIds, viewerId).stream()
        .collect(Collectors.toMap(Clips.ClipView::clipId, Function.identity()));
  }

  /** The eyes of one viewer: whom he follows and what is remembered of him. */
  private record Eyes(Set<String> followed, Memory.Ties ties) {

    Candidate.Tie tie(String hostId, String itemId) {
      return new Candidate.Tie(followed.contains(hostId), ties.warmth().getOrDefault(hostId, 0.0),
          ties.alike().getOrDefault(hostId, 0.0),
          ties.seen().getOrDefault(itemId, Candidate.Tie.NEVER));
    }
  }

  private Eyes eyes(String viewerId) {
    return new Eyes(viewerId.isEmpty() ? Set.of() : fans.followsOf(viewerId), memory.of(viewerId));
  }

  /** Everything: rooms, shows to come and clips. */
  List<Candidate> candidates(String viewerId) {
    Eyes eyes = eyes(viewerId);
    List<Candidate> all = clips(eyes);
    Map<String, Integer> entries = live.recentEntries();
    for (Live.ShowView show : shows()) {
      all.add(candidate(show, entries.getOrDefault(show.roomId(), 0),
          eyes.tie(show.host().hostId(), show.showId())));
    }
    return all;
  }

  /** Clips only. */
  List<Candidate> clips(String viewerId) {
    return clips(eyes(viewerId));
  }

  /** A show as a candidate of somebody who follows its host. */
  Candidate followed(Live.ShowView show) {
    return candidate(show, 0, new Candidate.Tie(true, 0, 0, Candidate.Tie.NEVER));
  }

  private Candidate candidate(Live.ShowView show, int recentEntries, Candidate.Tie tie) {
    boolean isLive = show.status() == Live.Status.LIVE;
    Instant at = (isLive ? show.startedAt() : show.startsAt()).orElse(Instant.EPOCH);
    long shown = exposures.ofRoom(show.roomId());
    return new Candidate(isLive ? Kind.ROOM : Kind.SHOW, isLive ? show.roomId() : show.showId(),
        show.host().hostId(), at, tie, new Candidate.Known(recentEntries, shown, shown));
  }

  private List<Candidate> clips(Eyes eyes) {
    List<Clips.Brief> briefs = published.get("");
    Map<String, Long> ofHosts = new HashMap<>();
    briefs.forEach(clip ->
        ofHosts.merge(clip.hostId(), exposures.ofClip(clip.clipId()), Long::sum));
    List<Candidate> all = new ArrayList<>(briefs.size());
    for (Clips.Brief clip : briefs) {
      all.add(new Candidate(Kind.CLIP, clip.clipId(), clip.hostId(), clip.publishedAt(),
          eyes.tie(clip.hostId(), clip.clipId()), new Candidate.Known(clip.opensLately(),
              exposures.ofClip(clip.clipId()), ofHosts.get(clip.hostId()))));
    }
    return all;
  }
}
