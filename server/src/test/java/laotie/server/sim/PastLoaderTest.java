package laotie.server.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import laotie.fact.Fact;
import laotie.fact.FansFact.TierChanged;
import laotie.fact.Money;
import laotie.fact.TradeFact.OrderPaid;
import laotie.people.Persona;
import laotie.server.boot.TestSquare;
import laotie.server.goods.Goods;
import laotie.server.people.People.Wanted;
import laotie.sim.Cast;
import laotie.sim.CastHost;
import laotie.sim.CastProduct;
import laotie.sim.Past;
import laotie.sim.PastRow;
import laotie.sim.Stage;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PastLoaderTest.Alone.class)
class PastLoaderTest {

  /** A past of its own square: it would fill every list of the other tests. */
  public static final class Alone implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestSquare.class));
    }
  }

  private static final Instant END = Instant.parse("2026-11-20T09:00:00Z");
  private static final int DAYS = 12;

  @Inject Demo.DemoDoors doors;
  @Inject Goods goods;
  @Inject SimRows rows;

  private Stage stage() {
    List<Stage.Stand> stands = new ArrayList<>();
    for (CastHost host : Cast.hosts()) {
      String hostId =
          doors.doors().people().ensureAccount(
              new Wanted(host.login(), host.name().both(), Seeding.PASSWORD, false, true));
      String roomId =
          doors.doors().people().ensureHost(hostId, new Persona("tagline", "", 2010, "here", "trade"));
      stands.add(new Stage.Stand(host, hostId, roomId, goods(host, hostId)));
    }
    return new Stage(stands);
  }

  private List<Stage.Good> goods(CastHost host, String hostId) {
    List<Stage.Good> made = new ArrayList<>();
    List<Goods.ProductRow> products = new ArrayList<>();
    for (CastProduct product : host.products()) {
      List<Goods.SkuRow> skus = new ArrayList<>();
      for (int i = 0; i < product.skus().size(); i++) {
        CastProduct.Sku sku = product.skus().get(i);
        skus.add(
            new Goods.SkuRow(
                "sku_" + product.slug() + i, sku.name().zh(), Money.cny(sku.priceMinor()), 100));
      }
      String productId = "prd_" + product.slug();
      products.add(
          new Goods.ProductRow(
              productId, hostId, product.title().zh(), "", product.category(), skus, END));
      made.add(new Stage.Good(product, productId, skus.stream().map(Goods.SkuRow::skuId).toList()));
    }
    doors.doors().database().write(
        connection -> {
          goods.importProducts(connection, products);
          return products;
        });
    return made;
  }

  /** What the same past tells, counted on its own. */
  private static Map<String, Long> counted(Stage stage) {
    Map<String, Long> counts = new HashMap<>();
    new Past(stage, PastLoader.SEED, END, DAYS)
        .tell(
            new Past.Sink() {
              @Override
              public void row(PastRow row) {
                counts.merge(row.getClass().getSimpleName(), 1L, Long::sum);
              }

              @Override
              public void fact(Instant at, Fact fact) {
                counts.merge("facts", fact instanceof TierChanged ? 0L : 1L, Long::sum);
                if (fact instanceof OrderPaid paid) {
                  counts.merge("paidMinor", paid.deal().amount().minor(), Long::sum);
                }
              }
            });
    return counts;
  }

  private PastLoader loader(Consumer<String> progress) {
    return new PastLoader(doors.doors(), progress);
  }

  @Test
  void aLoadThatWasCutShortGoesOnAndWritesNothingTwice() {
    Stage stage = stage();
    SimRows.Counts before = rows.counts();
    Consumer<String> cutShort =
        line -> {
          if (line.contains("60 %")) {
            throw new CancellationException("killed");
          }
        };
    assertThatThrownBy(() -> loader(cutShort).load(stage, END, DAYS))
        .isInstanceOf(CancellationException.class);
    SimRows.Counts between = rows.counts();
    assertThat(between.facts()).isGreaterThan(before.facts());

    PastLoader.Loaded loaded = loader(line -> { }).load(stage, END.plusSeconds(60), DAYS);

    Map<String, Long> expected = counted(stage);
    SimRows.Counts after = rows.counts();
    assertThat(loaded.people()).isEqualTo(expected.get("Account").intValue());
    assertThat(after.facts() - before.facts()).isEqualTo(expected.get("facts"));
    assertThat(after.accounts() - before.accounts()).isEqualTo(expected.get("Account"));
    assertThat(after.shows() - before.shows()).isEqualTo(expected.get("Show"));
    assertThat(after.views() - before.views()).isEqualTo(expected.get("View"));
    assertThat(after.orders() - before.orders()).isEqualTo(expected.get("Order"));
    assertThat(after.consents() - before.consents())
        .isPositive()
        .isEqualTo(expected.get("Consent") - expected.getOrDefault("ConsentBack", 0L));
    assertThat(after.strayConsents()).isZero();
    assertThat(after.arrivedMinor() - before.arrivedMinor()).isEqualTo(expected.get("paidMinor"));
    assertThat(after.ledgerMinor()).isZero();

    assertThat(loader(line -> { }).load(stage, END, DAYS)).isEqualTo(loaded);
    assertThat(rows.counts()).isEqualTo(after);
  }
}
