package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.sim.Stage;

/** A simulated host's special prices: a flash sale now and then, a room price, coupons to get by a tap. */
final class Bargains {

  private static final String PRICES = "prices";
  private static final Duration FLASH_EVERY = Duration.ofMinutes(16);
  private static final Duration FLASH_LASTS = Duration.ofMinutes(15);
  private static final Duration COUPON_LASTS = Duration.ofDays(3);
  private static final int FLASH_UNITS = 12;

  /** Special prices are whole yuan: nobody writes 168.35 on a shelf. */
  private static final long WHOLE = 100;
  private static final int FLASH_PERCENT = 65;
  private static final int ROOM_PERCENT = 88;
  private static final int COUPON_USES = 500;

  private final SquareClient client;
  private final Stage.Stand stand;
  private final OpenDoors doors;
  private final InstantSource clock;
  private Instant nextFlashAt = Instant.EPOCH;

  Bargains(SquareClient client, Stage.Stand stand, OpenDoors doors, InstantSource clock) {
    this.client = client;
    this.stand = stand;
    this.doors = doors;
    this.clock = clock;
  }

  private String door(String rest) {
    return "/api/v1/hosts/" + stand.hostId() + rest;
  }

  /** What stands for days: a room price of the second product, and two coupons. */
  void prepare() throws InterruptedException {
    doors.through(PRICES, () -> {
      JsonNode offers = client.get(door("/offers"));
      if (offers.get("roomPrices").isEmpty() && stand.goods().size() > 1) {
        JsonNode sku = sku(1);
        client.put(door("/room-prices/") + sku.get("skuId").asText(),
            Map.of("price", part(sku, ROOM_PERCENT)));
      }
      if (offers.get("coupons").isEmpty()) {
        coupon(Map.of("name", "满 99 减 10", "kind", "THRESHOLD", "off", cny(1_000), "threshold", cny(9_900)));
        coupon(Map.of("name", "直播间立减 3 元", "kind", "FIXED", "off", cny(300), "isRoomOnly", true));
      }
    });
  }

  /** A flash sale of what is shown now, when the last one is over. */
  void flash(int turn) throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(nextFlashAt)) {
      return;
    }
    nextFlashAt = now.plus(FLASH_EVERY);
    doors.through(PRICES, () -> {
      if (client.get(door("/offers")).get("flashSales").isEmpty()) {
        JsonNode sku = sku(turn);
        client.post(door("/flash-sales"), Map.of("skuId", sku.get("skuId").asText(),
            "price", part(sku, FLASH_PERCENT), "units", FLASH_UNITS, "buyerMax", 2,
            "endsAt", now.plus(FLASH_LASTS).toString()));
      }
    });
  }

  private void coupon(Map<String, Object> what) throws InterruptedException {
    Map<String, Object> body = new HashMap<>(what);
    body.put("usesMax", COUPON_USES);
    body.put("endsAt", clock.instant().plus(COUPON_LASTS).toString());
    client.post(door("/coupons"), body);
  }

  private JsonNode sku(int good) throws InterruptedException {
    List<Stage.Good> goods = stand.goods();
    return client.get("/api/v1/products/" + goods.get(good % goods.size()).productId()).get("skus").get(0);
  }

  private static Map<String, Object> part(JsonNode sku, int percent) {
    long minor = sku.get("price").get("minor").asLong() * percent / 100;
    return cny(Math.max(1, minor - minor % WHOLE));
  }

  private static Map<String, Object> cny(long minor) {
    return Map.of("minor", minor, "currency", "CNY");
  }
}
