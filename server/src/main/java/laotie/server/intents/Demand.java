package laotie.server.intents;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import laotie.fact.IntentsFact;
import laotie.intents.IntentsReason;
import laotie.server.goods.Goods;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.notices.Notices;

/** What a host does about a wish: sell it and tell those who asked, put it aside, take it up again. */
@Singleton
final class Demand {

  /** People told in one transaction; the next ones follow in another. */
  static final int TOLD_MAX = 2_000;

  private final Database database;
  private final Log log;
  private final Notices notices;
  private final Neighbours neighbours;
  private final InstantSource clock;

  Demand(
      Database database, Log log, Notices notices, Neighbours neighbours, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.notices = notices;
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /** A wish of one host's people. */
  record Ref(String hostId, String demandId) {}

  /**
   * Says that {@code productId} is what was asked for, and tells everybody who asked, once. Refuses
   * {@link IntentsReason#DEMAND_CLOSED} when another product met it before.
   *
   * @return how many were told now
   */
  int meet(Ref ref, String productId) {
    Goods.ProductView product = neighbours.requireOffered(productId, ref.hostId());
    String hostName = neighbours.nameOf(ref.hostId());
    Instant now = now();
    int told = 0;
    int more;
    do {
      boolean isFirst = told == 0;
      more = database.write(connection -> {
        AskStore.lock(connection, List.of(ref.hostId()));
        DemandStore.Held held = DemandStore.lock(connection, ref.hostId(), ref.demandId())
            .orElseThrow(() -> Problem.notFound("demand", ref.demandId()));
        boolean isMet = held.state().equals("MET");
        if (isMet && !held.productId().equals(productId)) {
          throw Problem.of(IntentsReason.DEMAND_CLOSED, "product " + held.productId() + " met it");
        }
        List<String> people = DemandStore.tell(connection, ref.demandId(), now, TOLD_MAX);
        Notices.Notice news = news(ref, hostName, held.words(), product);
        notices.tell(connection, now, people.stream().map(news::to).toList());
        if (!isMet) {
          DemandStore.turn(connection,
              new DemandStore.Held(held.demandId(), held.words(), "MET", productId));
        }
        if (isFirst && !isMet || !people.isEmpty()) {
          log.append(connection, now, List.of(new IntentsFact.DemandMet(
              ref.demandId(), ref.hostId(), productId, people.size())));
        }
        return people.size();
      });
      told += more;
    } while (more == TOLD_MAX);
    return told;
  }

  /** What each of them is told. */
  private static Notices.Notice news(Ref ref, String hostName, String words, Goods.ProductView product) {
    return new Notices.Notice("", Notices.Kind.DEMAND_MET, ref.hostId(), "",
        "/product/" + product.productId(),
        Map.of("host", hostName, "title", product.title(), "words", words), "demand " + ref.demandId());
  }

  /** Puts a wish aside. One that was met stays as it is. */
  void dismiss(Ref ref) {
    turn(ref, "OPEN", "DISMISSED");
  }

  /** Takes up a wish that was put aside. */
  void reopen(Ref ref) {
    turn(ref, "DISMISSED", "OPEN");
  }

  private void turn(Ref ref, String from, String to) {
    database.write(connection -> {
      DemandStore.Held held = DemandStore.lock(connection, ref.hostId(), ref.demandId())
          .orElseThrow(() -> Problem.notFound("demand", ref.demandId()));
      if (held.state().equals(from)) {
        DemandStore.turn(connection,
            new DemandStore.Held(held.demandId(), held.words(), to, held.productId()));
      } else if (!held.state().equals(to)) {
        throw Problem.of(IntentsReason.DEMAND_CLOSED, "it is " + held.state());
      }
      return to;
    });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
