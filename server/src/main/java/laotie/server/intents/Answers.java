package laotie.server.intents;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import laotie.fact.Fact;
import laotie.fact.IntentsFact;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices;

/** A host answers, once for all who asked the same; and says what was read wrong. */
@Singleton
final class Answers {

  /** Questions one answer closes; what is left waits for the next. */
  static final int CLOSED_MAX = 5_000;

  private final Database database;
  private final Log log;
  private final Notices notices;
  private final Minds minds;
  private final InstantSource clock;

  /** Hosts for whom something is answered or corrected now: one at a time, so that none queue up. */
  private final Set<String> atWork = ConcurrentHashMap.newKeySet();

  Answers(Database database, Log log, Notices notices, Minds minds, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.notices = notices;
    this.minds = minds;
    this.clock = clock;
  }

  /** What the areas of memory forget when a host changed something. */
  @Singleton
  static final class Minds {
    private final Inbox inbox;
    private final Desks desks;
    private final Neighbours neighbours;

    Minds(Inbox inbox, Desks desks, Neighbours neighbours) {
      this.inbox = inbox;
      this.desks = desks;
      this.neighbours = neighbours;
    }
  }

  /**
   * What a host says.
   *
   * @param clusterId the questions it answers, or empty when single comments are named
   * @param productId the product he points at, or empty
   * @param words his words, or empty
   */
  record Wish(
      String hostId, String actorId, String clusterId, List<String> commentIds, String productId,
      String words) {}

  /** What it did: questions closed, and people told. */
  record Done(String answerId, int answered, int people) {}

  /** Refuses {@link HttpReason#TOO_MANY_REQUESTS} while another answer of this host is at work. */
  Done answer(Wish wish) {
    return alone(wish.hostId(), () -> answerNow(wish));
  }

  private <T> T alone(String hostId, Supplier<T> work) {
    if (!atWork.add(hostId)) {
      throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "another answer of this host is being given",
          Map.of("retryAfterSeconds", 1));
    }
    try {
      return work.get();
    } finally {
      atWork.remove(hostId);
    }
  }

  /** What costs time is done before the lock; under it only the rows that still wait are touched. */
  private Done answerNow(Wish wish) {
    Instant now = now();
    Set<String> gists = wish.clusterId().isEmpty() ? Set.of()
        : minds.inbox.find(wish.hostId(), wish.clusterId()).map(Inbox.Cluster::gists)
            .orElseThrow(() -> Problem.notFound("open questions", wish.clusterId()));
    String title = wish.productId().isEmpty() ? ""
        : minds.neighbours.requireOffered(wish.productId(), wish.hostId()).title();
    AnswerStore.Row row = new AnswerStore.Row(Ids.next("ans"), wish.hostId(), wish.actorId(), "",
        wish.productId(), wish.words(), 0, 0, now);
    Notices.Notice news = news(wish, row.answerId(), title);
    Done done = database.write(connection -> {
      AskStore.lock(connection, List.of(wish.hostId()));
      List<AnswerStore.Closed> closed = close(connection, wish, gists, row);
      Map<String, String> people = new LinkedHashMap<>();
      closed.forEach(one -> people.putIfAbsent(one.viewerId(), one.commentId()));
      if (!closed.isEmpty()) {
        AnswerStore.add(connection, new AnswerStore.Row(row.answerId(), row.hostId(), row.actorId(),
            closed.getFirst().label(), row.productId(), row.words(), closed.size(), people.size(), now));
        log.append(connection, now, facts(wish, closed));
        notices.tell(connection, now, people.keySet().stream().map(news::to).toList());
      }
      return new Done(row.answerId(), closed.size(), people.size());
    });
    minds.inbox.forget(wish.hostId());
    return done;
  }

  private static List<AnswerStore.Closed> close(
      Connection connection, Wish wish, Set<String> gists, AnswerStore.Row row) throws SQLException {
    if (wish.clusterId().isEmpty()) {
      if (AnswerStore.known(connection, wish.hostId(), wish.commentIds()) == 0) {
        throw Problem.notFound("question", wish.commentIds().getFirst());
      }
      return AnswerStore.closeComments(connection, row, wish.commentIds(), CLOSED_MAX);
    }
    List<AnswerStore.Closed> closed = AnswerStore.closeGists(
        connection, row, gists, row.at().minus(Inbox.AGE_MAX), CLOSED_MAX);
    if (closed.isEmpty()) {
      throw Problem.notFound("open questions", wish.clusterId());
    }
    return closed;
  }

  private static List<Fact> facts(Wish wish, List<AnswerStore.Closed> closed) {
    List<Fact> facts = new ArrayList<>();
    for (AnswerStore.Closed one : closed) {
      facts.add(new IntentsFact.Answered(
          one.commentId(), one.viewerId(), wish.hostId(), wish.actorId(), wish.productId()));
    }
    return facts;
  }

  /** What each of them is told. */
  private Notices.Notice news(Wish wish, String answerId, String title) {
    String path = wish.productId().isEmpty() ? minds.neighbours.roomPath(wish.hostId())
        : "/product/" + wish.productId();
    Map<String, String> names = Map.of("host", minds.neighbours.nameOf(wish.hostId()), "title", title);
    return new Notices.Notice(
        "", Notices.Kind.CARD_ANSWERED, wish.hostId(), wish.words(), path, names, answerId);
  }

  void correct(CorrectionStore.Meant meant) {
    if (!meant.productId().isEmpty()) {
      minds.neighbours.requireOffered(meant.productId(), meant.hostId());
    }
    Instant now = now();
    alone(meant.hostId(), () -> database.write(connection -> {
      AskStore.lock(connection, List.of(meant.hostId()));
      Optional<CorrectionStore.Was> was =
          CorrectionStore.find(connection, meant.hostId(), meant.commentId());
      CorrectionStore.Was before =
          was.orElseThrow(() -> Problem.notFound("question", meant.commentId()));
      CorrectionStore.correct(connection, before, meant, now);
      log.append(connection, now, List.of(new IntentsFact.ReadingCorrected(meant.commentId(),
          meant.hostId(), meant.actorId(), before.label(), before.productId(), meant.label().name(),
          meant.productId())));
      return before;
    }));
    minds.inbox.forget(meant.hostId());
    minds.desks.forget(meant.hostId());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
