package laotie.server.trade;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import laotie.fact.Relation;
import laotie.people.Persona;
import laotie.prices.Ask;
import laotie.prices.Coupon;
import laotie.prices.Favour;
import laotie.prices.FlashSale;
import laotie.prices.Freight;
import laotie.prices.Region;
import laotie.prices.Tag;
import laotie.server.boot.Await;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.people.People.AccountRow;
import laotie.server.people.People.RoomRow;
import laotie.trade.Basket;

/** People and goods of the trade tests. Accounts are written as an import does, to spare the hashing. */
public final class Market {

  public static final String ADDRESS = """
      {"name":"李雷","phone":"13812345678","region":"黑龙江 哈尔滨","street":"中央大街 1 号"}""";

  private static final Map<String, String> COOKIES = new ConcurrentHashMap<>();

  private Market() {}

  public static String id(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }

  /** The session cookie of an account, which is made at first. */
  public static String session(String accountId, boolean isHost) {
    return COOKIES.computeIfAbsent(accountId, unknown -> {
      People people = CDI.current().select(People.class).get();
      Optional<RoomRow> room = isHost
          ? Optional.of(new RoomRow(
              "rm_" + accountId, new Persona("衣", "", 2016, "自家", "服装"), Instant.now()))
          : Optional.empty();
      CDI.current().select(Database.class).get().write(connection -> {
        people.importAccounts(connection, List.of(new AccountRow(
            accountId, Optional.of(loginOf(accountId)), "某人", "", Instant.now(), room)));
        return accountId;
      });
      return people.openSession(accountId);
    });
  }

  /** Sessions of so many fresh buyers. */
  public static List<String> sessions(int count) {
    People people = CDI.current().select(People.class).get();
    List<AccountRow> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String accountId = id("acc");
      accounts.add(new AccountRow(
          accountId, Optional.of(loginOf(accountId)), "某人", "", Instant.now(), Optional.empty()));
    }
    CDI.current().select(Database.class).get().write(connection -> {
      people.importAccounts(connection, accounts);
      return count;
    });
    return accounts.stream().map(account -> people.openSession(account.accountId())).toList();
  }

  public static RequestSpecification with(String session) {
    return given().cookie("laotie_session", session).contentType(ContentType.JSON)
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** A buyer's request without an Idempotency-Key. */
  public static RequestSpecification keyless(String accountId) {
    return given().cookie("laotie_session", session(accountId, false)).contentType(ContentType.JSON);
  }

  public static RequestSpecification buyer(String accountId) {
    return with(session(accountId, false));
  }

  public static RequestSpecification host(String hostId) {
    return with(session(hostId, true));
  }

  public static RequestSpecification guest() {
    return with(given().contentType(ContentType.JSON).body("{\"name\":\"过客\"}").post("/api/v1/guests")
        .then().statusCode(201).extract().cookie("laotie_session"));
  }

  public static RequestSpecification operator() {
    return with(COOKIES.computeIfAbsent("operator", unknown -> {
      People people = CDI.current().select(People.class).get();
      return people.openSession(people.ensureAccount(
          new People.Wanted("tradeoperator", "运营", "long-enough-password", true, false)));
    }));
  }

  /** A product with one variant; answers its sku id. */
  public static String sku(String hostId, int units) {
    return product(hostId, units).getString("skus[0].skuId");
  }

  public static JsonPath product(String hostId, int units) {
    return host(hostId).body("""
        {"title":"红色连衣裙","story":"自家店里卖了十年","category":"服装",
         "skus":[{"name":"M","price":{"minor":8000,"currency":"CNY"},"supply":%d}]}""".formatted(units))
        .post("/api/v1/products").then().statusCode(201).extract().jsonPath();
  }

  public static String order(String skuId, int quantity) {
    return """
        {"lines":[{"skuId":"%s","quantity":%d}],"address":%s}""".formatted(skuId, quantity, ADDRESS);
  }

  /** Places one order and answers its id. */
  public static String placed(String buyerId, String skuId, int quantity) {
    return buyer(buyerId).body(order(skuId, quantity)).post("/api/v1/orders")
        .then().statusCode(201).extract().path("orderId");
  }

  /** Places and pays one order and answers its id. */
  public static String paid(String buyerId, String skuId, int quantity) {
    String orderId = placed(buyerId, skuId, quantity);
    pay(buyerId, orderId);
    return orderId;
  }

  public static void pay(String buyerId, String orderId) {
    buyer(buyerId).body("{\"method\":\"mock\",\"outcome\":\"success\"}")
        .post("/api/v1/orders/" + orderId + "/payments").then().statusCode(201);
    Await.until("order paid", () -> status(buyerId, orderId).equals("PAID"));
  }

  public static String status(String buyerId, String orderId) {
    return buyer(buyerId).get("/api/v1/orders/" + orderId).then().statusCode(200).extract().path("status");
  }

  /** Terms of a basket whose lines cost what their offers say, for batches made by hand. */
  static Terms listPrices(Basket basket) {
    List<Ask.Item> items = basket.wanted().stream().map(one -> new Ask.Item(one.offer().skuId(),
        one.offer().productId(), one.quantity(),
        new Tag(one.offer().price(), 0, Favour.NONE, FlashSale.NONE))).toList();
    return new Terms(new Ask(items, Coupon.NONE, Freight.FREE, Region.UNKNOWN),
        items.stream().map(item -> FlashSale.NONE).toList(),
        new Coupon.Buyer(Relation.STRANGER, false, false), "", OptionalLong.empty());
  }

  static String loginOf(String accountId) {
    return "t" + accountId.substring(Math.max(0, accountId.length() - 20)).replace("_", "");
  }
}
