package laotie.server.growth;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.server.fans.Fans;
import laotie.server.growth.ValueStore.Line;
import laotie.server.growth.ValueStore.Order;
import laotie.server.log.Database;

/** Tells the fans' area whom a host misses, to write to them, and what he is told of a fan, to show it. */
@Singleton
final class MissedCustomers implements Fans.Foresight {

  /** Hosts of one person. */
  private static final int HOSTS_MAX = 2_000;

  private final Database database;

  MissedCustomers(Database database) {
    this.database = database;
  }

  @Override
  public List<String> winBacks(String hostId, int most) {
    return database.<List<Line>>read(
            connection -> ValueStore.page(connection, hostId, Order.WINBACK, 0, most)).stream()
        .map(Line::buyerId).toList();
  }

  @Override
  public Map<String, Fans.Estimate> estimates(String viewerId) {
    Map<String, Fans.Estimate> estimates = new HashMap<>();
    database.<List<ValueStore.Expected>>read(
            connection -> ValueStore.expectedOf(connection, viewerId, HOSTS_MAX))
        .forEach(one -> estimates.put(one.hostId(),
            new Fans.Estimate(one.alive(), one.purchases(), (int) Valuer.WEEKS)));
    return estimates;
  }
}
