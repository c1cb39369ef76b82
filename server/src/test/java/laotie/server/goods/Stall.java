package laotie.server.goods;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import laotie.people.Persona;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.people.People.AccountRow;
import laotie.server.people.People.RoomRow;

/** Callers of the goods tests, written as an import does, to spare the hashing. */
final class Stall {

  private static final Map<String, String> COOKIES = new ConcurrentHashMap<>();

  private Stall() {}

  static String host() {
    return "host" + word();
  }

  /** A word nobody else uses. */
  static String word() {
    return "x" + UUID.randomUUID().toString().replace("-", "");
  }

  static RequestSpecification as(String hostId) {
    return with(hostId, Optional.of(
        new RoomRow("rm_" + hostId, new Persona("米", "", 2016, "自家", "粮油"), Instant.now())));
  }

  static RequestSpecification viewer() {
    return with("goods_viewer", Optional.empty());
  }

  private static RequestSpecification with(String accountId, Optional<RoomRow> room) {
    String cookie = COOKIES.computeIfAbsent(accountId, unknown -> {
      People people = CDI.current().select(People.class).get();
      CDI.current().select(Database.class).get().write(connection -> {
        people.importAccounts(connection, List.of(new AccountRow(
            accountId, Optional.of(loginOf(accountId)), "五常老李", "", Instant.now(), room)));
        return accountId;
      });
      return people.openSession(accountId);
    });
    return given().cookie("laotie_session", cookie).contentType("application/json")
        .header("Idempotency-Key", word());
  }

  private static String loginOf(String accountId) {
    return "t" + accountId.substring(Math.max(0, accountId.length() - 20)).replace("_", "");
  }
}
