package laotie.server.fans;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laotie.fact.BusinessDays;
import laotie.fact.FansFact;
import laotie.fact.IntentsFact;
import laotie.fact.Recorded;
import laotie.fact.TradeFact;
import laotie.fans.BondFold;
import laotie.fans.BondKey;
import laotie.fans.TierRule;
import laotie.server.http.Settings;
import laotie.server.log.Columns;
import laotie.server.log.Log;
import laotie.server.log.Log.Happened;
import laotie.server.log.Source;
import laotie.server.notices.Notices;
import laotie.server.notices.Notices.Kind;
import laotie.server.notices.Notices.Notice;
import laotie.server.people.People;

/**
 * Folds facts into bonds and tells the tiers they make. A batch is folded in memory; each bond it touches is
 * read once and written once, with the tier changes, in the transaction that moves the cursor.
 */
@Singleton
final class BondBook {

  /** Somebody is told of his tier when it rose no longer ago than this: an imported past is no news. */
  private static final Duration NEWS = Duration.ofHours(24);

  private final Log log;
  private final Notices notices;
  private final People people;
  private final InstantSource clock;
  private final BondFold fold;
  private final TierRule rule = TierRule.STANDARD;

  BondBook(Log log, Notices notices, People people, Settings settings, InstantSource clock) {
    this.log = log;
    this.notices = notices;
    this.people = people;
    this.clock = clock;
    this.fold = new BondFold(new BusinessDays(settings.shop().zone()));
  }

  Log log() {
    return log;
  }

  BondFold fold() {
    return fold;
  }

  TierRule rule() {
    return rule;
  }

  int today() {
    return fold.dayOf(clock.instant());
  }

  /** Applies a batch of facts, in their order. */
  void add(Connection connection, List<Recorded> batch) throws SQLException {
    Map<BondKey, List<Recorded>> touched = new TreeMap<>();
    for (Recorded recorded : batch) {
      keys(recorded).forEach(key -> touched.computeIfAbsent(key, first -> new ArrayList<>()).add(recorded));
    }
    BondStore.planByIndex(connection);
    if (!touched.isEmpty()) {
      Map<BondKey, BondStore.Row> rows = BondStore.lock(connection, fold, touched.keySet());
      List<Passing> passed = new ArrayList<>(touched.size());
      touched.forEach((key, facts) -> {
        Passing passing =
            new Passing(fold, rule, rows.getOrDefault(key, BondStore.Row.none(key)));
        passing.take(facts);
        passed.add(passing);
      });
      save(connection, passed);
    }
    addBought(connection, batch);
    Earnings.add(connection, batch);
  }

  private Collection<BondKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case FansFact.Followed fact -> List.of(new BondKey(fact.hostId(), fact.viewerId()));
      case FansFact.Unfollowed fact -> List.of(new BondKey(fact.hostId(), fact.viewerId()));
      default -> fold.keys(recorded);
    };
  }

  /** Lets tiers fall whose time has come; answers how many bonds were looked at. */
  int fall(Connection connection, int limit) throws SQLException {
    Instant now = clock.instant();
    int today = fold.dayOf(now);
    List<Passing> passed = new ArrayList<>();
    for (BondStore.Row row : BondStore.lockDue(connection, fold, today, limit)) {
      Passing passing = new Passing(fold, rule, row);
      passing.tell(Math.max(today, row.toldDay()), now);
      passed.add(passing);
    }
    if (!passed.isEmpty()) {
      save(connection, passed);
    }
    return passed.size();
  }

  private void save(Connection connection, List<Passing> passed) throws SQLException {
    BondStore.save(connection, fold, passed.stream().map(Passing::row).toList());
    List<Happened> told = passed.stream().flatMap(passing -> passing.told().stream()).toList();
    if (!told.isEmpty()) {
      log.appendAll(connection, Source.LOG, told);
      notices.tell(connection, clock.instant(), news(told));
    }
  }

  private List<Notice> news(List<Happened> told) {
    Instant oldest = clock.instant().minus(NEWS);
    List<Notice> news = new ArrayList<>();
    for (Happened happened : told) {
      if (happened.fact() instanceof FansFact.TierChanged change && happened.at().isAfter(oldest)
          && change.to().compareTo(change.from()) > 0) {
        String name = people.host(change.hostId()).map(People.HostCard::name).orElse("");
        news.add(new Notice(change.viewerId(), Kind.TIER_ROSE, change.hostId(), "",
            "/host/" + change.hostId() + "/tiers", Map.of("host", name, "tier", change.to().name()),
            "tier " + change.hostId() + " " + change.to() + " " + fold.dayOf(happened.at())));
      }
    }
    return news;
  }

  private static void addBought(Connection connection, List<Recorded> batch) throws SQLException {
    Columns bought = new Columns("text", "text", "text", "text", "text");
    Columns asked = new Columns("text", "text", "text");
    List<String> back = new ArrayList<>();
    for (Recorded recorded : batch) {
      switch (recorded.fact()) {
        case TradeFact.OrderPaid paid -> paid.lines().forEach(line -> bought.add(paid.orderId(), line.skuId(),
            line.productId(), paid.deal().hostId(), paid.deal().buyerId()));
        case TradeFact.OrderRefunded refund when refund.isWhole() -> back.add(refund.orderId());
        case IntentsFact.Asked ask when !ask.productId().isEmpty() ->
            asked.add(ask.hostId(), ask.productId(), ask.viewerId());
        default -> { }
      }
    }
    BondStore.addBought(connection, bought);
    BondStore.addAsked(connection, asked);
    if (!back.isEmpty()) {
      BondStore.dropBought(connection, back);
    }
  }
}
