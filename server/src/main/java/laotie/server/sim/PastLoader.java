package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import laotie.fact.Fact;
import laotie.fact.LiveFact;
import laotie.fact.TradeFact;
import laotie.fact.VideoFact;
import laotie.live.Show;
import laotie.server.fans.Fans;
import laotie.server.live.Live;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.People;
import laotie.server.trade.Trade;
import laotie.sim.Past;
import laotie.sim.PastRow;
import laotie.sim.Stage;

/**
 * Writes the simulated past into the areas' rows and the log, once. What is written, and how far it came,
 * goes into one transaction; the same seed tells the same past again, so a load that was killed goes on at
 * the very next row.
 */
final class PastLoader implements Past.Sink {

  /** Rows and facts of one transaction, which must end within 5 s. */
  private static final int BATCH_MAX = 2_500;

  /** Sequence numbers of orders left to the past. */
  private static final long SEQUENCES = 100_000;

  private static final int FOLLOWS_BATCH_MAX = 5_000;
  static final long SEED = 7;
  private static final String PLAN = "past.plan";
  private static final String PROGRESS = "past.progress";
  private static final String DONE = "past.done";

  /** The doors through which rows of the past go in. */
  record Doors(Database database, Log log, People people, Fans fans, Live live, Trade trade) {}

  /** What was loaded: the crowd's seed and how many of it have accounts. */
  record Loaded(long seed, int people) {}

  private record Held(PastRow.Show row, long likes) {}

  private final Doors doors;
  private final Consumer<String> progress;
  private final Map<String, Held> shows = new HashMap<>();
  private final Map<String, Fans.FollowRow> follows = new LinkedHashMap<>();
  private final Map<String, Fans.FollowRow> consents = new LinkedHashMap<>();
  private final List<People.AccountRow> accounts = new ArrayList<>();
  private final List<Live.PastShow> endedShows = new ArrayList<>();
  private final List<Live.ViewRef> views = new ArrayList<>();
  private final List<Trade.PastOrder> orders = new ArrayList<>();
  private final List<Log.Happened> logged = new ArrayList<>();
  private final List<Log.Happened> flooded = new ArrayList<>();
  private Instant from = Instant.EPOCH;
  private Instant end = Instant.EPOCH;
  private int days;
  private long told;
  private long done;
  private int shownPercent = -1;

  PastLoader(Doors doors, Consumer<String> progress) {
    this.doors = doors;
    this.progress = progress;
  }

  /** Loads what is not loaded yet of the {@code wantedDays} before {@code now}. */
  Loaded load(Stage stage, Instant now, int wantedDays) {
    Optional<String> before = mark(DONE);
    if (before.isPresent()) {
      JsonNode loaded = SquareClient.read(before.get());
      return new Loaded(loaded.get("seed").asLong(), loaded.get("people").asInt());
    }
    end = mark(PLAN).map(Instant::parse).orElse(now);
    days = wantedDays;
    from = end.minus(Duration.ofDays(days));
    done = mark(PROGRESS).map(Long::parseLong).orElse(0L);
    doors.database().write(
        connection -> {
          SimStore.setMark(connection, PLAN, end.toString());
          doors.trade().reserveSequences(connection, SEQUENCES);
          return end;
        });
    int people = new Past(stage, SEED, end, days).tell(this);
    flush();
    finish(people);
    return new Loaded(SEED, people);
  }

  private Optional<String> mark(String name) {
    return doors.database().read(connection -> SimStore.mark(connection, name));
  }

  @Override
  public void row(PastRow row) {
    boolean isNew = ++told > done;
    switch (row) {
      case PastRow.Show show -> shows.put(show.showId(), new Held(show, 0));
      case PastRow.Follow follow ->
          follows.put(
              follow.viewerId() + follow.hostId(),
              new Fans.FollowRow(follow.viewerId(), follow.hostId(), follow.at()));
      case PastRow.Unfollow unfollow -> follows.remove(unfollow.viewerId() + unfollow.hostId());
      case PastRow.Consent consent ->
          consents.put(
              consent.viewerId() + consent.hostId(),
              new Fans.FollowRow(consent.viewerId(), consent.hostId(), consent.at()));
      case PastRow.ConsentBack back -> consents.remove(back.viewerId() + back.hostId());
      case PastRow.Account account when isNew -> accounts.add(account(account));
      case PastRow.View view when isNew -> views.add(view(view));
      case PastRow.Order order when isNew -> orders.add(order(order));
      case PastRow.Account _, PastRow.View _, PastRow.Order _, PastRow.Watch _, PastRow.Clip _ -> { }
    }
    flushWhenFull();
  }

  @Override
  public void fact(Instant at, Fact fact) {
    boolean isNew = ++told > done;
    if (fact instanceof LiveFact.Liked liked) {
      shows.computeIfPresent(liked.showId(), (_, held) -> new Held(held.row(), held.likes() + liked.count()));
    }
    if (fact instanceof LiveFact.ShowEnded ended) {
      Held held = shows.remove(ended.showId());
      if (isNew) {
        endedShows.add(show(held));
      }
    }
    if (isNew) {
      boolean isFlood = fact instanceof VideoFact.WatchCredited || fact instanceof LiveFact.Liked;
      (isFlood ? flooded : logged).add(new Log.Happened(at, fact));
    }
    flushWhenFull();
    show(at);
  }

  private void show(Instant at) {
    long whole = Math.max(1, Duration.between(from, end).toSeconds());
    int percent = (int) (100 * Math.max(0, Duration.between(from, at).toSeconds()) / whole);
    if (percent / 10 != shownPercent / 10 && told > done) {
      shownPercent = percent;
      progress.accept("the past: " + percent / 10 * 10 + " % of " + days + " days");
    }
  }

  private static People.AccountRow account(PastRow.Account row) {
    return new People.AccountRow(
        row.accountId(),
        Optional.of(row.person().login()),
        row.person().name(),
        "",
        row.joinedAt(),
        Optional.empty());
  }

  private static Live.ViewRef view(PastRow.View row) {
    return new Live.ViewRef(
        row.viewId(),
        row.viewerId(),
        row.stand().roomId(),
        row.showId(),
        row.stand().hostId(),
        row.origin(),
        row.enteredAt());
  }

  private static Live.PastShow show(Held held) {
    PastRow.Show row = held.row();
    Show.Head head =
        new Show.Head(row.showId(), row.stand().roomId(), row.stand().hostId(), row.title(), "");
    return new Live.PastShow(new Show.Ended(head, row.startedAt(), row.endedAt()), held.likes());
  }

  private static Trade.PastOrder order(PastRow.Order row) {
    return new Trade.PastOrder(
        row.steps().stream().map(step -> new Log.Happened(step.at(), step.fact())).toList());
  }

  private void flushWhenFull() {
    if (accounts.size() + views.size() + orders.size() + logged.size() + flooded.size() >= BATCH_MAX) {
      flush();
    }
  }

  private void flush() {
    doors.database().write(
        connection -> {
          write(connection);
          SimStore.setMark(connection, PROGRESS, String.valueOf(told));
          return told;
        });
    accounts.clear();
    endedShows.clear();
    views.clear();
    orders.clear();
    logged.clear();
    flooded.clear();
  }

  private void write(Connection connection) throws SQLException {
    if (!accounts.isEmpty()) {
      doors.people().importAccounts(connection, accounts);
    }
    if (!endedShows.isEmpty()) {
      doors.live().importShows(connection, endedShows);
    }
    if (!views.isEmpty()) {
      doors.live().importViews(connection, views);
    }
    if (!orders.isEmpty()) {
      doors.trade().importPast(connection, orders);
    }
    doors.log().appendAll(connection, Source.LOG, logged);
    doors.log().appendAll(connection, Source.FLOOD, flooded);
  }

  /** How rows of one kind go in. */
  @FunctionalInterface
  private interface Importing {
    void write(Connection connection, List<Fans.FollowRow> rows) throws SQLException;
  }

  private void importAll(Map<String, Fans.FollowRow> wanted, Importing importing) {
    List<Fans.FollowRow> rows = List.copyOf(wanted.values());
    for (int i = 0; i < rows.size(); i += FOLLOWS_BATCH_MAX) {
      List<Fans.FollowRow> some = rows.subList(i, Math.min(rows.size(), i + FOLLOWS_BATCH_MAX));
      doors.database().write(
          connection -> {
            importing.write(connection, some);
            return some;
          });
    }
  }

  private void finish(int people) {
    importAll(follows, doors.fans()::importFollows);
    importAll(consents, doors.fans()::importConsents);
    doors.database().write(
        connection -> {
          SimStore.setMark(connection, DONE, SquareClient.write(Map.of("seed", SEED, "people", people)));
          return people;
        });
    doors.people().forgetAll();
    doors.fans().forgetAll();
    progress.accept("the past: " + told + " rows and facts of " + days + " days are in");
  }
}
