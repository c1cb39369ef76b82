package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import laotie.sim.Act;
import laotie.sim.Person;

/** How a simulated person orders and pays, through the doors of the shop. */
final class Wallet {

  private static final Duration PAYING_TAKES = Duration.ofSeconds(4);
  private static final int CONFLICT = 409;
  private static final List<String> REGIONS =
      List.of("浙江 杭州 Hangzhou", "四川 成都 Chengdu", "广东 广州 Guangzhou", "陕西 西安 Xi'an", "上海 Shanghai");

  private final SquareClient client;
  private final Person person;
  private final RandomGenerator random;

  Wallet(SquareClient client, Person person, RandomGenerator random) {
    this.client = client;
    this.person = person;
    this.random = random;
  }

  /** Waits while life goes on, such as the playing of a video. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  /** True when he paid; false when he walked away or the shop said no. */
  boolean buys(Act.Buy buy, String viewId, Pause life) throws InterruptedException {
    try {
      String orderId = client.post("/api/v1/orders", wish(buy, viewId)).get("orderId").asText();
      life.pause(PAYING_TAKES);
      switch (buy.purse()) {
        case WALKS_AWAY -> {
          return false;
        }
        case DECLINED_THEN_PAYS -> {
          pay(orderId, "decline");
          life.pause(PAYING_TAKES);
          pay(orderId, "success");
        }
        case PAYS -> pay(orderId, "success");
      }
      return true;
    } catch (SquareClient.Refused soldOut) {
      if (soldOut.status() != CONFLICT) {
        throw soldOut;
      }
      return false;
    }
  }

  private void pay(String orderId, String outcome) throws InterruptedException {
    client.post("/api/v1/orders/" + orderId + "/payments", Map.of("method", "mock", "outcome", outcome));
  }

  private Map<String, Object> wish(Act.Buy buy, String viewId) {
    return Map.of(
        "lines", List.of(Map.of("skuId", buy.skuId(), "quantity", buy.quantity())),
        "viewId", viewId,
        "address",
            Map.of(
                "name", person.name(),
                // Numbers that are given to nobody.
                "phone", "100" + (10_000_000 + random.nextInt(89_999_999)),
                "region", REGIONS.get(person.index() % REGIONS.size()),
                "street", "Sim Road " + (1 + person.index() % 300)));
  }
}
