package laotie.server.growth;

import jakarta.inject.Singleton;
import java.util.List;
import laotie.server.fans.Fans;
import laotie.server.growth.ValueStore.Line;
import laotie.server.growth.ValueStore.Order;
import laotie.server.log.Database;

/** Tells the fans' area whom a host misses, so that he can write to those of them who agreed. */
@Singleton
final class MissedCustomers implements Fans.Missing {

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
}
