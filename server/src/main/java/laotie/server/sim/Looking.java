package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import laotie.sim.Opinion;
import laotie.sim.Person;

/** How a simulated buyer looks back at what arrived, and says what he thinks of it. */
final class Looking {

  /** Of those who come by, how many look back; invented so that a demo fills within the hour. */
  private static final double LOOKS_BACK = 0.3;

  private static final int ORDERS_MAX = 20;
  private static final String REVIEWS = "reviews";
  private static final Set<String> ARRIVED = Set.of("DELIVERED", "CLOSED");

  private final OpenDoors doors;

  Looking(OpenDoors doors) {
    this.doors = doors;
  }

  /** Reviews the newest thing that arrived and has no review yet, now and then. */
  void back(SquareClient client, Person person, RandomGenerator random) throws InterruptedException {
    if (random.nextDouble() >= LOOKS_BACK) {
      return;
    }
    doors.through(REVIEWS, () -> {
      for (JsonNode order : client.get("/api/v1/orders?limit=" + ORDERS_MAX).get("items")) {
        if (ARRIVED.contains(order.get("status").asText()) && reviews(client, person, order, random)) {
          return;
        }
      }
    });
  }

  private static boolean reviews(
      SquareClient client, Person person, JsonNode order, RandomGenerator random)
      throws InterruptedException {
    String orderId = order.get("orderId").asText();
    for (JsonNode line : client.get("/api/v1/reviews/of-order/" + orderId)) {
      if (line.get("isWritable").asBoolean()) {
        Opinion opinion = Opinion.of(person.language(), random);
        client.post("/api/v1/reviews", Map.of("orderId", orderId, "skuId", line.get("skuId").asText(),
            "stars", opinion.stars(), "words", opinion.words()));
        return true;
      }
    }
    return false;
  }
}
