package laotie.server.supply;

import static laotie.server.trade.Market.host;
import static laotie.server.trade.Market.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Kind;
import laotie.fact.Transfer.Purse;
import laotie.people.PeopleReason;
import laotie.server.boot.TestSquare;
import laotie.server.http.Personal;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.RowStore;
import laotie.server.trade.Market;
import laotie.server.trade.Rows;
import laotie.server.trade.Trade;
import org.junit.jupiter.api.Test;

/** What becomes of suppliers, who have no account, when their host leaves the square. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class SupplierLeavingTest {

  @Inject @All List<Personal> areas;
  @Inject Database database;
  @Inject Rows rows;
  @Inject Trade trade;

  private final String host = id("host");
  private final Depot depot = new Depot(host);

  private Optional<Problem> hindrance() {
    return areas.stream().flatMap(area -> database.<Optional<Problem>>read(
        connection -> area.hindrance(connection, host)).stream()).findFirst();
  }

  private void book(Kind kind, Purse other, String supplierId, long minor) {
    database.write(connection -> {
      trade.book(connection, Instant.now(), List.of(new Transfer(kind, "", "", id("stl"), List.of(
          new Entry(Purse.SUPPLIER_DUE, supplierId, Money.cny(-minor)),
          new Entry(other, "", Money.cny(minor))))));
      return supplierId;
    });
  }

  @Test
  void aHostStaysUntilHisSuppliersHaveTheirMoney() {
    String supplierId = depot.supplier("绒线厂");
    assertThat(hindrance()).isEmpty();
    book(Kind.SETTLED, Purse.PLATFORM_COST, supplierId, 3_000);
    assertThat(hindrance()).hasValueSatisfying(
        why -> assertThat(why.reason()).isEqualTo(PeopleReason.ACCOUNT_IS_OWED));
    book(Kind.PAID_OUT, Purse.PLATFORM_CASH, supplierId, -3_000);
    assertThat(hindrance()).isEmpty();
  }

  @Test
  void noWordOfASupplierIsLeftWhenHisHostLeaves() {
    String supplierId = depot.supplier("绒线厂");
    depot.announce(supplierId, Depot.line(Market.sku(host, 1), 5, 3_000)).statusCode(201);
    host(host).body("{\"holder\":\"老周\",\"number\":\"6222000011112222\",\"bank\":\"工商银行\"}")
        .put(depot.door("/suppliers/" + supplierId + "/payout-account")).then().statusCode(200);
    assertThat(rows.count("select count(*) from settlement_accounts where payee_id = ?", supplierId))
        .isEqualTo(1);
    for (Personal area : areas) {
      database.write(connection -> {
        area.farewell(connection, host, Instant.now());
        for (String statement : area.erasures()) {
          RowStore.change(connection, statement, host);
        }
        return host;
      });
    }
    assertThat(rows.count("select count(*) from supply_suppliers where host_id = ? and contact = ''", host))
        .isEqualTo(1);
    assertThat(rows.count("select count(*) from supply_consignments where host_id = ? and note = ''", host))
        .isEqualTo(1);
    assertThat(rows.count("select count(*) from settlement_accounts where payee_id = ?", supplierId))
        .isZero();
  }
}
