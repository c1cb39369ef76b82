package laotie.server.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.fact.Channel;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.Somebody;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ReservationTest {

  /** Connections of the server's pool, see application.properties. */
  private static final int CONNECTIONS = 20;

  @ConfigProperty(name = "laotie.database.url")
  String url;

  @ConfigProperty(name = "laotie.database.user")
  String user;

  @ConfigProperty(name = "laotie.database.password")
  String password;

  @Inject ReservationJob job;
  @Inject Database database;
  @Inject Log log;
  @Inject Live live;

  private static String announced(Somebody host, Duration ahead) {
    return host.calls().body(Map.of("title", "Winter coats",
            "startsAt", Instant.now().plus(ahead).toString()))
        .post("/api/v1/shows").then().statusCode(201).extract().path("showId");
  }

  private static String path(String showId) {
    return "/api/v1/shows/" + showId + "/reservation";
  }

  @Test
  void waitsOnceHoweverOftenAskedAndStopsWaiting() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    String showId = announced(host, Duration.ofHours(3));
    for (int i = 0; i < 2; i++) {
      viewer.calls().put(path(showId)).then().statusCode(200).body("isReserved", equalTo(true))
          .body("reservations", equalTo(1));
    }
    viewer.calls().get("/api/v1/shows/" + showId).then().body("isReserved", equalTo(true))
        .body("reservations", equalTo(1));
    given().get("/api/v1/shows/" + showId).then().body("isReserved", equalTo(false));
    viewer.calls().get("/api/v1/hosts/" + host.id() + "/shows").then().body("items[0].isReserved",
        equalTo(true));
    viewer.calls().get("/api/v1/me/reservations").then().body("items.showId", contains(showId));
    for (int i = 0; i < 2; i++) {
      viewer.calls().delete(path(showId)).then().statusCode(200).body("isReserved", equalTo(false))
          .body("reservations", equalTo(0));
    }
    viewer.calls().get("/api/v1/me/reservations").then().body("items", empty());
    assertThat(facts(showId)).containsExactly("ShowReserved", "ReservationCancelled");
  }

  /** Whoever asked the database a second time inside his transaction would starve here: none is left. */
  @Test
  void manyWhoComeAtOnceAllWait() throws Exception {
    String showId = announced(Somebody.host(), Duration.ofHours(3));
    List<Somebody> crowd = new ArrayList<>();
    for (int i = 0; i < 2 * CONNECTIONS; i++) {
      crowd.add(Somebody.registered());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(crowd.size());
        Connection other = DriverManager.getConnection(url, user, password)) {
      other.setAutoCommit(false);
      new ShowStore().showForUpdate(other, showId);
      List<Future<Integer>> wishes = new ArrayList<>();
      crowd.forEach(each -> wishes.add(threads.submit(() -> each.calls().put(path(showId)).statusCode())));
      Await.until("most of them stand at the show", () -> waitingForALock(other) > CONNECTIONS / 2);
      other.rollback();
      for (Future<Integer> wish : wishes) {
        assertThat(wish.get()).isEqualTo(200);
      }
    }
    given().get("/api/v1/shows/" + showId).then().body("reservations", equalTo(crowd.size()));
  }

  private static int waitingForALock(Connection connection) {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Test
  void refusesGuestsHostsAndShowsThatAreNotToCome() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    String showId = announced(host, Duration.ofHours(3));
    Somebody.guest("路人").calls().put(path(showId)).then().statusCode(403);
    host.calls().put(path(showId)).then().statusCode(409).body("reason", equalTo("NOT_RESERVABLE"));
    host.calls().post("/api/v1/shows/" + showId + "/start").then().statusCode(200);
    viewer.calls().put(path(showId)).then().statusCode(409).body("reason", equalTo("NOT_RESERVABLE"));
    viewer.calls().put(path("shw_unknown")).then().statusCode(404);
    viewer.calls().get("/api/v1/shows/" + showId + "/turnout").then().statusCode(403);
    assertThat(facts(showId)).isEmpty();
  }

  @Test
  void remindsOnceBeforeAndOnceAtTheStartAndNobodyWhoCancelled() {
    Somebody host = Somebody.host();
    Somebody viewer = Somebody.registered();
    Somebody gone = Somebody.registered();
    String showId = announced(host, Duration.ofMinutes(8));
    viewer.calls().put(path(showId)).then().statusCode(200);
    gone.calls().put(path(showId)).then().statusCode(200);
    gone.calls().delete(path(showId)).then().statusCode(200);
    job.remind();
    job.remind();
    viewer.calls().get("/api/v1/me/notices").then().body("items.kind", contains("RESERVATION_SOON"))
        .body("items[0].names.title", equalTo("Winter coats"));
    host.calls().post("/api/v1/shows/" + showId + "/start").then().statusCode(200);
    job.remind();
    job.remind();
    viewer.calls().get("/api/v1/me/notices").then()
        .body("items.kind", contains("SHOW_STARTED", "RESERVATION_SOON"));
    gone.calls().get("/api/v1/me/notices").then().body("items", hasSize(0));
    assertThat(facts(showId)).containsExactlyInAnyOrder("ShowReserved", "ShowReserved",
        "ReservationCancelled", "ReservationReminded", "ReservationReminded");
  }

  @Test
  void doesNotRemindLongBefore() {
    Somebody viewer = Somebody.registered();
    String showId = announced(Somebody.host(), Duration.ofMinutes(30));
    viewer.calls().put(path(showId)).then().statusCode(200);
    job.remind();
    viewer.calls().get("/api/v1/me/notices").then().body("items", hasSize(0));
  }

  @Test
  void tellsTheHostWhoCameAndWhatTheyPaid() {
    Somebody host = Somebody.host();
    Somebody comes = Somebody.registered();
    Somebody stays = Somebody.registered();
    String showId = announced(host, Duration.ofMinutes(30));
    comes.calls().put(path(showId)).then().statusCode(200);
    stays.calls().put(path(showId)).then().statusCode(200);
    host.calls().post("/api/v1/shows/" + showId + "/start").then().statusCode(200);
    String roomId = given().get("/api/v1/hosts/" + host.id()).path("roomId");
    String viewId = comes.calls().body(Map.of("channel", "RESERVATION"))
        .post("/api/v1/rooms/" + roomId + "/views").then().statusCode(200).extract().path("viewId");
    assertThat(live.viewOf(viewId).orElseThrow().origin().channel()).isEqualTo(Channel.RESERVATION);
    Somebody stranger = Somebody.registered();
    String other = stranger.calls().body(Map.of("channel", "RESERVATION"))
        .post("/api/v1/rooms/" + roomId + "/views").then().statusCode(200).extract().path("viewId");
    assertThat(live.viewOf(other).orElseThrow().origin().channel()).isEqualTo(Channel.STRANGER_SHARE);
    pays(comes, host, showId, viewId);
    pays(stranger, host, showId, other);
    Await.until("the order is counted", () -> host.calls().get("/api/v1/shows/" + showId + "/turnout")
        .<Integer>path("orders") == 1);
    host.calls().get("/api/v1/shows/" + showId + "/turnout").then().body("reserved", equalTo(2))
        .body("came", equalTo(1)).body("ordered", equalTo(1)).body("gmvMinor", equalTo(8000))
        .body("rate", equalTo(0.5f));
  }

  private void pays(Somebody buyer, Somebody host, String showId, String viewId) {
    TradeFact.Deal deal = new TradeFact.Deal(buyer.id(), host.id(), showId, "", viewId, Money.cny(8000),
        new Origin("", Channel.RESERVATION, Relation.STRANGER, "", ""), Bill.NONE);
    database.write(connection -> {
      log.append(connection, Instant.now(), List.of(new TradeFact.OrderPaid("ord_" + viewId, "pay_" + viewId,
          deal, List.of(new TradeFact.Line("sku_1", "prd_1", 1, 8000)))));
      return 0;
    });
  }

  private List<String> facts(String showId) {
    String sql = "select type from log where key = ? and type like '%Reserv%' order by id";
    return database.read(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, showId);
        List<String> types = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            types.add(rows.getString(1));
          }
        }
        return types;
      }
    });
  }
}
