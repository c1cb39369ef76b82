package laotie.server.intents;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.IntentsFact;
import laotie.server.log.Log;
import laotie.server.log.Source;

/**
 * Writes questions down. The same question of the same person is one question until it is answered, however
 * often he repeats it; a crowd behind one network collapses, see {@link Swarm}.
 */
@Singleton
final class Ledger {

  /** Late questions that are written in one transaction. */
  static final int LATE_MAX = 500;

  /** Different questions of one person that wait for one host; more stand aside like a crowd. */
  static final int OPEN_PER_VIEWER_MAX = 20;

  private final Log log;
  private final Swarm swarm;

  Ledger(Log log, Swarm swarm) {
    this.log = log;
    this.swarm = swarm;
  }

  /** A question as it becomes a row. */
  record Row(Intents.Heard heard, String said, String gist) {

    static Row of(Intents.Heard heard) {
      String said = Gist.said(heard.text());
      return new Row(heard, said, Gist.of(
          heard.reading().label(), heard.reading().productId().orElse(""), said));
    }

    /** One person, one host, one question. */
    String asker() {
      return heard.hostId() + " " + heard.viewerId() + " " + gist;
    }
  }

  /** A question and how often its person asked it in this batch. */
  record Counted(Row row, int times) {}

  /**
   * Never waits for a host's lock, for the chat of all rooms comes through here: where somebody holds it,
   * the questions are set down as late, and {@link LateJob} reads them in.
   */
  void record(Connection connection, List<Intents.Heard> heard, Map<String, String> networks)
      throws SQLException {
    List<Intents.Heard> asked = heard.stream()
        .filter(one -> one.reading().isIntent() && !one.viewerId().equals(one.hostId())).toList();
    if (asked.isEmpty()) {
      return;
    }
    Set<String> held = AskStore.tryLock(connection,
        asked.stream().map(Intents.Heard::hostId).distinct().toList());
    LateStore.add(connection, asked.stream().filter(one -> !held.contains(one.hostId()))
        .map(one -> new LateStore.Late(one, networks.getOrDefault(one.commentId(), ""))).toList());
    write(connection, asked.stream().filter(one -> held.contains(one.hostId())).map(Row::of).toList(),
        networks);
  }

  /** Reads in late questions of a host, unless he is still locked; the answer is how many. */
  int readIn(Connection connection, String hostId) throws SQLException {
    if (AskStore.tryLock(connection, List.of(hostId)).isEmpty()) {
      return 0;
    }
    List<LateStore.Late> late = LateStore.take(connection, hostId, LATE_MAX);
    Map<String, String> networks = new HashMap<>();
    late.forEach(one -> networks.put(one.heard().commentId(), one.network()));
    write(connection, late.stream().map(one -> Row.of(one.heard())).toList(), networks);
    return late.size();
  }

  /** Under the locks of all their hosts. */
  private void write(Connection connection, List<Row> asked, Map<String, String> networks)
      throws SQLException {
    if (asked.isEmpty()) {
      return;
    }
    Map<String, Set<String>> waiting = AskStore.waiting(connection, asked);
    Map<String, Counted> first = new LinkedHashMap<>();
    List<Row> again = new ArrayList<>();
    List<Row> crowd = new ArrayList<>();
    for (Row row : asked) {
      Counted before = first.get(row.asker());
      if (before != null) {
        first.put(row.asker(), new Counted(before.row(), before.times() + 1));
        again.add(row);
      } else if (isOneTooMany(row, waiting) || swarm.isTooMany(row.heard(), row.gist(),
          networks.getOrDefault(row.heard().commentId(), ""))) {
        crowd.add(row);
      } else {
        first.put(row.asker(), new Counted(row, 1));
      }
    }
    Set<String> fresh = AskStore.open(connection, List.copyOf(first.values()));
    first.values().stream().map(Counted::row)
        .filter(row -> !fresh.contains(row.heard().commentId())).forEach(again::add);
    AskStore.addAside(connection, "REPEAT", again);
    AskStore.addAside(connection, "FLOOD", crowd);
    AskStore.collapse(connection, crowd);
    DemandStore.wish(connection, asked.stream().map(Row::heard)
        .filter(one -> one.reading().wanted().isPresent()).toList());
    log.appendAll(connection, Source.LOG, facts(asked, fresh));
  }

  /** True when he has {@link #OPEN_PER_VIEWER_MAX} other questions open with this host. */
  private static boolean isOneTooMany(Row row, Map<String, Set<String>> waiting) {
    Set<String> own = waiting.computeIfAbsent(
        row.heard().hostId() + " " + row.heard().viewerId(), key -> new HashSet<>());
    return !own.contains(row.gist()) && (own.size() >= OPEN_PER_VIEWER_MAX || !own.add(row.gist()));
  }

  /** Only what is asked anew is a fact: a host answers people, not repeats. */
  private static List<Log.Happened> facts(List<Row> asked, Set<String> fresh) {
    List<Log.Happened> facts = new ArrayList<>();
    for (Row row : asked) {
      Intents.Heard one = row.heard();
      String productId = one.reading().productId().orElse("");
      if (fresh.contains(one.commentId())) {
        facts.add(new Log.Happened(one.at(), new IntentsFact.Asked(one.commentId(), one.viewerId(),
            one.hostId(), one.showId(), one.clipId(), one.viewId(), one.reading().label(), productId)));
      }
      if (one.reading().offersCard()) {
        facts.add(new Log.Happened(one.at(), new IntentsFact.CardOffered(
            one.commentId(), one.viewerId(), one.hostId(), productId)));
      }
    }
    return facts;
  }
}
