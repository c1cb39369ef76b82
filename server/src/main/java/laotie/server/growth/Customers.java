package laotie.server.growth;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.server.growth.ValueAskStore.Counting;
import laotie.server.growth.ValueStore.Basis;
import laotie.server.growth.ValueStore.Line;
import laotie.server.growth.ValueStore.Order;
import laotie.server.growth.ValueStore.Run;
import laotie.server.http.Seal;
import laotie.server.log.Database;

/** What the last count says of a host's customers. */
@Singleton
final class Customers {

  /** Points of the picture. */
  static final int DOTS_MAX = 400;

  /** Of the list of whom to win back, so many are looked at for who agreed. */
  static final int WIN_BACKS_MAX = 500;

  private final Database database;
  private final ValueJob job;
  private final Valuer valuer;
  private final Neighbours neighbours;
  private final Seal seal;

  Customers(Database database, ValueJob job, Valuer valuer, Neighbours neighbours, Seal seal) {
    this.database = database;
    this.job = job;
    this.valuer = valuer;
    this.neighbours = neighbours;
    this.seal = seal;
  }

  /**
   * The customers of a count together.
   *
   * @param winBacks whom a word may bring back
   */
  record Shape(
      List<ValueStore.Tier> tiers, List<ValueStore.Zone> zones, List<Line> dots, List<Line> winBacks) {}

  /** Asks for a count; false when too many wait. */
  boolean ask(String hostId) {
    return job.ask(hostId) || counting(hostId).isPresent();
  }

  Optional<Counting> counting(String hostId) {
    return database.read(connection -> ValueAskStore.ofHost(connection, hostId));
  }

  Optional<Run> run(String hostId) {
    return database.read(connection -> ValueStore.run(connection, hostId));
  }

  Optional<ValueReport> report(Run run) {
    return valuer.report(run);
  }

  List<Line> page(String hostId, Order order, int after, int limit) {
    return database.read(connection -> ValueStore.page(connection, hostId, order, after, limit));
  }

  Shape shape(String hostId, Run run) {
    int nth = Math.max(1, (run.customers() + DOTS_MAX - 1) / DOTS_MAX);
    return database.read(connection -> new Shape(
        ValueStore.tiers(connection, hostId),
        ValueStore.zones(connection, hostId),
        ValueStore.every(connection, hostId, nth, DOTS_MAX),
        ValueStore.page(connection, hostId, Order.WINBACK, 0, WIN_BACKS_MAX)));
  }

  /** Those of these customers who let the host know them, and write to them. */
  Set<String> agreed(String hostId, List<Line> lines) {
    return neighbours.consenting(hostId, lines.stream().map(Line::buyerId).toList());
  }

  /** True when simulated people are among those the numbers rest on. */
  boolean isSimulated(String hostId, Optional<Run> run) {
    boolean isPooled = run.filter(one -> one.basis() == Basis.POOLED).isPresent();
    return database.read(connection -> ShowStore.isHostSimulated(connection, hostId)
        || isPooled && ShowStore.isSquareSimulated(connection));
  }

  /** What a customer is called where he has not agreed to be known. */
  String mark(String hostId, String buyerId) {
    return "cus_" + seal.hash("customer of " + hostId, buyerId);
  }
}
