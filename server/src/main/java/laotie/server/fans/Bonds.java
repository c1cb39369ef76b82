package laotie.server.fans;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Relation;
import laotie.fans.BondKey;
import laotie.fans.Following;
import laotie.fans.TierRule;
import laotie.server.fans.Fans.Benefit;
import laotie.server.log.Database;
import laotie.server.people.People;

/** Bonds in words a fan can check: points, what is missing, what the tier gives, what the host holds. */
@Singleton
final class Bonds {

  private final Database database;
  private final BondBook book;
  private final Benefits benefits;
  private final Holdings holdings;
  private final People people;

  Bonds(Database database, BondBook book, Benefits benefits, Holdings holdings, People people) {
    this.database = database;
    this.book = book;
    this.benefits = benefits;
    this.holdings = holdings;
    this.people = people;
  }

  /** The rule as it is shown; a number of it stands for what {@link TierRule} says of it. */
  record OpenRule(
      int minutePoints, int minutesMax, int commentPoints, int commentsMax, int visitPoints, int orderPoints,
      int ordersMax, int halfLifeDays, List<TierRule.Step> steps, List<Benefit> benefits) {}

  record HostName(String hostId, String name, String avatarUrl) {}

  /** What is missing to the tier above, after today's decay. */
  record Missing(Relation tier, int points, int orders) {}

  /**
   * One bond.
   *
   * @param since when the tier began
   * @param points today, rounded down
   * @param next absent at the top, and for somebody who does not follow
   * @param holds absent without consent: then the host holds nothing
   */
  record BondView(
      HostName host, Relation relation, Optional<Instant> since, int points, int orders,
      Optional<Missing> next, Benefit benefit, boolean isConsenting, Optional<Instant> consentedAt,
      Optional<Holdings.Held> holds) {}

  OpenRule rule(String hostId) {
    TierRule rule = book.rule();
    return new OpenRule(rule.minutePoints(), rule.minutesMax(), rule.commentPoints(), rule.commentsMax(),
        rule.visitPoints(), rule.orderPoints(), rule.ordersMax(), rule.halfLifeDays(), rule.steps(),
        benefits.ofHost(hostId));
  }

  BondView of(String viewerId, People.HostCard host) {
    return view(host, row(viewerId, host),
        follows(viewerId).getOrDefault(host.hostId(), Relation.STRANGER), holdings.of(viewerId));
  }

  private Map<String, Relation> follows(String viewerId) {
    return database.read(
        connection -> FansStore.followsOf(connection, viewerId, Following.FOLLOWS_MAX));
  }

  private BondStore.Row row(String viewerId, People.HostCard host) {
    return database.read(connection ->
        BondStore.one(connection, book.fold(), new BondKey(host.hostId(), viewerId)));
  }

  List<BondView> of(String viewerId, int limit) {
    Map<String, Relation> follows = follows(viewerId);
    Map<String, Holdings.Kept> kept = holdings.of(viewerId);
    List<BondView> views = new ArrayList<>();
    for (BondStore.Row row : database.read(connection ->
        BondStore.ofViewer(connection, book.fold(), viewerId, Following.FOLLOWS_MAX))) {
      String hostId = row.key().hostId();
      Optional<People.HostCard> host = people.host(hostId);
      if (follows.containsKey(hostId) && host.isPresent()) {
        views.add(view(host.get(), row, follows.get(hostId), kept));
      }
    }
    return views.stream().sorted(Comparator.comparing(BondView::relation)
        .thenComparing(BondView::points).reversed()).limit(limit).toList();
  }

  List<BondView> consented(String viewerId, int limit) {
    Map<String, Holdings.Kept> kept = holdings.of(viewerId);
    Map<String, Relation> follows = follows(viewerId);
    return kept.keySet().stream().sorted().limit(limit).flatMap(hostId -> people.host(hostId).stream())
        .map(host -> view(host, row(viewerId, host),
            follows.getOrDefault(host.hostId(), Relation.STRANGER), kept)).toList();
  }

  private BondView view(
      People.HostCard host, BondStore.Row row, Relation relation,
      Map<String, Holdings.Kept> kept) {
    TierRule.Standing standing = book.rule().standing(row.bond(), book.today());
    Optional<Missing> next = relation == Relation.STRANGER ? Optional.empty()
        : book.rule().above(relation).stream().findFirst().map(step -> new Missing(step.tier(),
            (int) Math.ceil(Math.max(0, step.points() - standing.points())),
            Math.max(0, step.orders() - standing.orders())));
    Optional<Holdings.Kept> here = Optional.ofNullable(kept.get(host.hostId()));
    return new BondView(new HostName(host.hostId(), host.name(), host.avatarUrl()), relation,
        relation.isFan() ? row.since() : Optional.empty(), (int) standing.points(), standing.orders(), next,
        benefits.of(host.hostId(), relation), here.isPresent(),
        here.map(Holdings.Kept::consentedAt), here.map(one -> one.with(row, book.today())));
  }
}
