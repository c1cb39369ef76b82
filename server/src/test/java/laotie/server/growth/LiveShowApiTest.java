package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.GoodsFact.ProductOpened;
import laotie.fact.LiveFact.CardPinned;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.SignalEnded;
import laotie.fact.VideoFact.WatchCredited;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

/** A show while it goes on, beside the host's show before at the same minute. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class LiveShowApiTest {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(60);
  private static final Origin FEED = new Origin("", Channel.FEED, Relation.STRANGER, "", "");
  private static final Origin PUSH = new Origin("", Channel.PUSH, Relation.FAN, "", "");

  @Inject Database database;
  @Inject Log log;

  @Test
  void aShowIsLaidBesideTheOneBeforeAtTheSameMinute() {
    Somebody host = Somebody.host();
    String earlier = fresh("show_");
    String show = fresh("show_");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    Instant before = now.minus(Duration.ofHours(3));
    tell(before, new ShowStarted(earlier, "rm", host.id()));
    watch(host.id(), earlier, "acc_a" + show, before.plusSeconds(30), 60);
    sell(host.id(), earlier, "acc_a" + show, before.plusSeconds(90), 5_000);
    sell(host.id(), earlier, "acc_b" + show, before.plus(Duration.ofMinutes(30)), 70_000);
    tell(before.plus(Duration.ofMinutes(40)), new ShowEnded(earlier, "rm", host.id()));
    Instant start = now.minus(Duration.ofMinutes(10));
    tell(start, new ShowStarted(show, "rm", host.id()));
    tell(start.plusSeconds(1), new RoomEntered("v1", "acc_a" + show, "rm", show, host.id(), FEED));
    tell(start.plusSeconds(2), new RoomEntered("v2", "acc_b" + show, "rm", show, host.id(), PUSH));
    tell(start.plusSeconds(65), new CardPinned(show, host.id(), "card", "prd_1"));
    watch(host.id(), show, "acc_a" + show, start.plusSeconds(10), 90);
    watch(host.id(), show, "acc_b" + show, start.plusSeconds(20), 20);
    tell(start.plusSeconds(80), new ProductOpened("acc_a" + show, "prd_1", host.id(), false));
    tell(start.plusSeconds(200), new SignalEnded("rm", host.id()));
    sell(host.id(), show, "acc_a" + show, start.plusSeconds(100), 10_000);
    String path = "/api/v1/shows/" + show + "/live";
    Await.until(VISIBLE_WITHIN, () -> host.calls().get(path).asString(),
        () -> Integer.valueOf(10_000).equals(host.calls().get(path).path("factors.gmvMinor"))
            && host.calls().get(path).<List<?>>path("markers").size() == 2
            && host.calls().get(path).<List<?>>path("before").size() == 1
            && Integer.valueOf(5_000).equals(host.calls().get(path).path("usual.gmvMinor")));
    host.calls().get(path).then().statusCode(200)
        .body("isLive", equalTo(true)).body("factors.uv", equalTo(2))
        .body("factors.watchMillis", equalTo(110_000)).body("factors.buyers", equalTo(1))
        .body("usual.uv", equalTo(1)).body("usual.watchMillis", equalTo(60_000))
        .body("usual.orders", equalTo(1)).body("before[0].isOver", equalTo(false))
        .body("curve[0].concurrent", equalTo(2)).body("curve[1].concurrent", equalTo(1))
        .body("curve[1].gmvMinor", equalTo(10_000))
        .body("gmvMinorPerHour", greaterThan(50_000))
        .body("markers.kind", hasItems("PIN", "STALL"))
        .body("split.viewsPublic", equalTo(1)).body("split.viewsPrivate", equalTo(1))
        .body("products", hasSize(1)).body("products[0].productId", equalTo("prd_1"))
        .body("products[0].exposed", equalTo(1)).body("products[0].opened", equalTo(1))
        .body("products[0].units", equalTo(2)).body("products[0].paidMinor", equalTo(9_000));
    Somebody.host().calls().get(path).then().statusCode(403);
    given().get(path).then().statusCode(401);
  }

  @Test
  void aFirstShowHasNothingBesideItAndAnUnknownOneIsNotFound() {
    Somebody host = Somebody.host();
    String show = fresh("show_");
    tell(Instant.now(), new ShowStarted(show, "rm", host.id()));
    String path = "/api/v1/shows/" + show + "/live";
    Await.until(VISIBLE_WITHIN, () -> host.calls().get(path).asString(),
        () -> host.calls().get(path).statusCode() == 200);
    host.calls().get(path).then()
        .body("usual", nullValue()).body("before", hasSize(0)).body("gmvMinorPerHour", nullValue())
        .body("factors.uv", equalTo(0)).body("products", hasSize(0));
    host.calls().get("/api/v1/shows/show_nowhere/live").then().statusCode(404);
  }

  private void watch(String hostId, String showId, String viewer, Instant from, int seconds) {
    Fact watched = new WatchCredited("view" + viewer, viewer, showId, "", hostId, from,
        from.plusSeconds(seconds), Proof.BYTES_AND_BEAT);
    database.write(connection -> {
      log.appendAll(connection, Source.FLOOD, List.of(new Log.Happened(from.plusSeconds(seconds), watched)));
      return watched;
    });
  }

  private void sell(String hostId, String showId, String buyer, Instant at, long minor) {
    Deal deal = new Deal(buyer, hostId, showId, "", "", Money.cny(minor), FEED, Bill.NONE);
    tell(at, new OrderPaid(fresh("ord_"), "pay", deal, List.of(new Line("sku", "prd_1", 2, 4_500))));
  }

  private void tell(Instant at, Fact fact) {
    database.write(connection -> {
      log.append(connection, at, List.of(fact));
      return fact;
    });
  }

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }
}
