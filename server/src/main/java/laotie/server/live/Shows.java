package laotie.server.live;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import laotie.fact.Decision;
import laotie.live.LiveReason;
import laotie.live.Show;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import laotie.server.people.People;

/** Shows: planned, on the air, over. Those on the air are kept in memory, for every page asks for them. */
@Singleton
final class Shows {

  /** Shows on the air at a time, over all hosts. */
  static final int ON_AIR_MAX = 10_000;

  /** An announced show that did not begin is forgotten by the pages after this. */
  static final Duration LATE_MAX = Duration.ofHours(2);

  private static final int STARTS_EARLY = 100;
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final Log log;
  private final ShowStore store = new ShowStore();
  private final Reserved reserved;
  private final Neighbours neighbours;
  private final InstantSource clock;
  private final Map<String, Show.Live> onAir = new ConcurrentHashMap<>();
  private final Map<String, Integer> audiences = new ConcurrentHashMap<>();
  private final Map<String, Instant> darkSince = new ConcurrentHashMap<>();

  /** Rooms whose pictures arrive, on the air or not; at most one for each publisher. */
  private final Set<String> lit = ConcurrentHashMap.newKeySet();

  Shows(Database database, Log log, Reserved reserved, Neighbours neighbours, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.reserved = reserved;
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /** The show a room stands for now, the live one or the next announced one, with its taps. */
  record Standing(Live.ShowView view, long likes) {}

  /** What a host says of a show; {@code startsAt} absent means it is to start at once. */
  record Plan(String hostId, String title, String coverUrl, Optional<Instant> startsAt) {}

  void load(@Observes @Priority(STARTS_EARLY) StartupEvent event) {
    for (ShowStore.Row row : database.read(connection -> store.onAir(connection, ON_AIR_MAX))) {
      remember(row.show());
    }
  }

  Live.ShowView plan(Plan plan) {
    People.HostCard host = neighbours.host(plan.hostId());
    Instant now = now();
    Show.Head head = new Show.Head(
        Ids.next("shw"), host.roomId(), host.hostId(), plan.title(), plan.coverUrl());
    Show show = database.write(connection -> {
      int planned = store.countPlanned(connection, host.hostId());
      Decision<Show> decision = plan.startsAt().isPresent()
          ? Show.schedule(head, plan.startsAt().get().truncatedTo(ChronoUnit.MICROS), planned, now)
          : Show.draft(head, planned);
      Decision.Accepted<Show> yes = accepted(decision);
      store.add(connection, yes.value(), now);
      log.append(connection, now, yes.facts());
      return yes.value();
    });
    return view(show);
  }

  /** One step of a show's life. */
  @FunctionalInterface
  private interface Step {
    Decision<Show> decide(Connection connection, Show show) throws SQLException;
  }

  Live.ShowView start(String showId) {
    if (onAir.size() >= ON_AIR_MAX) {
      throw Problem.of(HttpReason.OVERLOADED, ON_AIR_MAX + " shows are on the air");
    }
    try {
      return step(showId, (connection, show) -> Show.start(show,
          store.onAir(connection, show.head().roomId()).map(row -> row.head().showId()).orElse(""), now()));
    } catch (DatabaseFault fault) {
      if (fault.sqlState().equals(UNIQUE_VIOLATION)) {
        throw Problem.of(LiveReason.ROOM_ALREADY_LIVE, "another show of this room has just started");
      }
      throw fault;
    }
  }

  Live.ShowView end(String showId) {
    return step(showId, (connection, show) -> Show.end(show, now()));
  }

  Live.ShowView edit(String showId, String title, String coverUrl) {
    return step(showId, (connection, show) -> Show.edit(show, title, coverUrl));
  }

  private Live.ShowView step(String showId, Step step) {
    Show next = database.write(connection -> {
      Show show = store.showForUpdate(connection, showId)
          .orElseThrow(() -> Problem.notFound("show", showId)).show();
      Decision.Accepted<Show> yes = accepted(step.decide(connection, show));
      if (!yes.value().equals(show)) {
        store.change(connection, yes.value());
        log.append(connection, now(), yes.facts());
      }
      return yes.value();
    });
    remember(next);
    return view(next);
  }

  /** Keeps the list of shows on the air in step with a show. */
  private void remember(Show show) {
    Show.Head head = show.head();
    switch (show) {
      case Show.Live live -> {
        onAir.put(head.roomId(), live);
        // A host who never sends a picture, or not again after a restart, must not stay live for ever.
        if (!lit.contains(head.roomId())) {
          darkSince.putIfAbsent(head.roomId(), now());
        }
      }
      case Show.Ended ended -> {
        onAir.computeIfPresent(head.roomId(),
            (room, live) -> live.head().showId().equals(ended.head().showId()) ? null : live);
        if (!onAir.containsKey(head.roomId())) {
          audiences.remove(head.roomId());
          darkSince.remove(head.roomId());
        }
      }
      case Show.Draft _, Show.Scheduled _ -> { }
    }
  }

  /** Reads a show that another process started or ended, and tells how it stands. */
  Optional<Live.ShowView> refresh(String showId) {
    Optional<ShowStore.Row> row = database.read(connection -> store.show(connection, showId));
    row.ifPresent(found -> remember(found.show()));
    return row.map(found -> view(found.show()));
  }

  /** The head of a show; refuses an unknown one. */
  Show show(String showId) {
    return find(showId).orElseThrow(() -> Problem.notFound("show", showId));
  }

  Optional<Show> find(String showId) {
    return database.read(connection -> store.show(connection, showId)).map(ShowStore.Row::show);
  }

  Optional<Show.Live> onAir(String roomId) {
    return Optional.ofNullable(onAir.get(roomId));
  }

  List<Live.ShowView> onAir() {
    return views(List.copyOf(onAir.values()));
  }

  List<Live.ShowView> toCome(int limit) {
    return views(database.read(connection -> store.toCome(connection, now().minus(LATE_MAX), limit))
        .stream().map(ShowStore.Row::show).toList());
  }

  /** Newest first, drafts included. */
  List<Show> ofHost(String hostId, String after, int limit) {
    return database.read(connection -> store.ofHost(connection, hostId, after, limit))
        .stream().map(ShowStore.Row::show).toList();
  }

  Optional<Standing> standing(String roomId) {
    return database.read(connection -> {
      Optional<ShowStore.Row> live = store.onAir(connection, roomId);
      return live.isPresent() ? live : store.next(connection, roomId, now().minus(LATE_MAX));
    }).map(row -> new Standing(view(row.show()), row.likes()));
  }

  void audience(String roomId, int viewers) {
    if (onAir.containsKey(roomId)) {
      audiences.put(roomId, viewers);
    }
  }

  /** Notes since when a room on the air has had no pictures. */
  void signal(String roomId, boolean isReceived) {
    if (isReceived) {
      lit.add(roomId);
      darkSince.remove(roomId);
      return;
    }
    lit.remove(roomId);
    if (onAir.containsKey(roomId)) {
      darkSince.put(roomId, now());
    }
  }

  /** Shows on the air that have been without pictures for at least {@code span}. */
  List<String> darkFor(Duration span) {
    Instant latest = now().minus(span);
    return darkSince.entrySet().stream().filter(dark -> !dark.getValue().isAfter(latest))
        .flatMap(dark -> onAir(dark.getKey()).stream()).map(show -> show.head().showId()).toList();
  }

  int concurrent(String roomId) {
    return audiences.getOrDefault(roomId, 0);
  }

  People.HostCard hostOfRoom(String roomId) {
    return neighbours.hostOfRoom(roomId);
  }

  /** A host in the eyes of a viewer, who may be nobody. */
  Live.HostBrief brief(People.HostCard host, String viewerId) {
    return neighbours.brief(host, viewerId, onAir.containsKey(host.roomId()));
  }

  private List<Live.ShowView> views(Collection<? extends Show> shows) {
    Map<String, Long> waiting = reserved.counts(shows.stream().map(show -> show.head().showId()).toList());
    return shows.stream().map(show -> view(show, waiting.get(show.head().showId()))).toList();
  }

  Live.ShowView view(Show show) {
    return view(show, reserved.count(show.head().showId()));
  }

  /** The show under the lock of its row; refuses an unknown one. */
  Show lock(Connection connection, String showId) throws SQLException {
    return store.showForUpdate(connection, showId)
        .orElseThrow(() -> Problem.notFound("show", showId)).show();
  }

  private Live.ShowView view(Show show, long reservations) {
    Show.Head head = show.head();
    Live.Status status = switch (show) {
      case Show.Draft _, Show.Scheduled _ -> Live.Status.SCHEDULED;
      case Show.Live _ -> Live.Status.LIVE;
      case Show.Ended _ -> Live.Status.ENDED;
    };
    int concurrent = status == Live.Status.LIVE ? concurrent(head.roomId()) : 0;
    return new Live.ShowView(head.showId(), head.roomId(), head.title(), head.coverUrl(), status,
        ShowStore.startsAt(show), ShowStore.startedAt(show), ShowStore.endedAt(show), concurrent,
        brief(neighbours.host(head.hostId()), ""), reservations, false);
  }

  private static Decision.Accepted<Show> accepted(Decision<Show> decision) {
    return switch (decision) {
      case Decision.Accepted<Show> yes -> yes;
      case Decision.Refused<Show> no -> throw Problem.of(no);
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
