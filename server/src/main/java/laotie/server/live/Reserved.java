package laotie.server.live;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laotie.fact.LiveFact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact;
import laotie.server.log.Columns;
import laotie.server.log.Database;
import laotie.server.log.Tail;

/** Who waits for which show, from memory; the log renews it. Blocking at the first question. */
@Singleton
final class Reserved {

  private static final int SHOWS_REMEMBERED_MAX = 50_000;
  private static final int VIEWERS_REMEMBERED_MAX = 100_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

  private final Database database;
  private final LoadingCache<String, Long> counts;
  private final LoadingCache<String, Set<String>> ofViewers;

  Reserved(Database database) {
    this.database = database;
    this.counts = Caffeine.newBuilder().maximumSize(SHOWS_REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR)
        .build(showId -> readCounts(Set.of(showId)).get(showId));
    this.ofViewers = Caffeine.newBuilder().maximumSize(VIEWERS_REMEMBERED_MAX)
        .expireAfterWrite(REMEMBERED_FOR)
        .build(viewerId -> database.read(connection -> ReservationStore.ofViewer(connection, viewerId)));
  }

  void listen(@Observes StartupEvent start, Tail tail) {
    tail.listen(this::hear);
  }

  private void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case LiveFact.ShowReserved fact -> forget(fact.viewerId(), fact.showId());
      case LiveFact.ReservationCancelled fact -> forget(fact.viewerId(), fact.showId());
      default -> { }
    }
  }

  void forget(String viewerId, String showId) {
    ofViewers.invalidate(viewerId);
    counts.invalidate(showId);
  }

  long count(String showId) {
    return counts.get(showId);
  }

  Map<String, Long> counts(Collection<String> showIds) {
    return counts.getAll(showIds, this::readCounts);
  }

  /** The shows to come or on the air that somebody waits for; {@code viewerId} may be empty. */
  Set<String> of(String viewerId) {
    return viewerId.isEmpty() ? Set.of() : ofViewers.get(viewerId);
  }

  private Map<String, Long> readCounts(Set<? extends String> showIds) {
    Map<String, Long> found = new HashMap<>();
    showIds.forEach(showId -> found.put(showId, 0L));
    found.putAll(
        database.read(connection -> ReservationStore.counts(connection, Set.copyOf(showIds))));
    return found;
  }

  /** What somebody ordered in a show. */
  private record Bought(int orders, long paidMinor) {
    Bought plus(Bought other) {
      return new Bought(orders + other.orders, Math.addExact(paidMinor, other.paidMinor));
    }
  }

  private record Place(String showId, String viewerId) {}

  /** Folds what those who waited paid into their rows: for the line of the consumers. */
  void addOrders(Connection connection, List<Recorded> batch) throws SQLException {
    Map<Place, Bought> bought = new HashMap<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case TradeFact.OrderPaid paid when !paid.deal().showId().isEmpty() ->
            bought.merge(place(paid.deal()), new Bought(1, paid.deal().amount().minor()), Bought::plus);
        case TradeFact.OrderRefunded back when !back.deal().showId().isEmpty() ->
            bought.merge(place(back.deal()),
                new Bought(back.isWhole() ? -1 : 0, -back.refunded().minor()), Bought::plus);
        default -> { }
      }
    }
    if (!bought.isEmpty()) {
      Columns columns = new Columns("text", "text", "int", "bigint");
      bought.forEach((place, sum) ->
          columns.add(place.showId(), place.viewerId(), sum.orders(), sum.paidMinor()));
      ReservationStore.addOrders(connection, columns);
    }
  }

  private static Place place(TradeFact.Deal deal) {
    return new Place(deal.showId(), deal.buyerId());
  }
}
