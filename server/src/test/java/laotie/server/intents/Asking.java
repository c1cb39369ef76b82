package laotie.server.intents;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import laotie.server.log.Database;
import laotie.server.people.Somebody;

/** Questions to a host in tests, handed over as rooms and clips do it. */
record Asking(Somebody host) {

  /** One question about a product, or about none. */
  Intents.Heard ask(String viewerId, String text, String productId) {
    return at(viewerId, text, productId, Instant.now());
  }

  Intents.Heard at(String viewerId, String text, String productId, Instant at) {
    Optional<String> product = Optional.of(productId).filter(id -> !id.isEmpty());
    return new Intents.Heard("msg_" + word(), viewerId, "name of " + viewerId, host.id(), "show_1", "",
        "", text, new Intents.Reading("BUY", true, product, product.isPresent()), at);
  }

  /** Somebody asks for what is not sold. */
  Intents.Heard wish(String viewerId, String words) {
    return new Intents.Heard("cmt_" + word(), viewerId, viewerId, host.id(), "", "clip_1", "",
        "有没有" + words, new Intents.Reading("STOCK", true, Optional.empty(), false, Optional.of(words)),
        Instant.now());
  }

  static void record(List<Intents.Heard> heard) {
    record(heard, Map.of());
  }

  static void record(List<Intents.Heard> heard, Map<String, String> networks) {
    Intents intents = CDI.current().select(Intents.class).get();
    Database database = CDI.current().select(Database.class).get();
    for (int from = 0; from < heard.size(); from += 500) {
      List<Intents.Heard> batch = heard.subList(from, Math.min(heard.size(), from + 500));
      database.write(connection -> {
        intents.record(connection, batch, networks);
        return batch.size();
      });
    }
  }

  static void record(Intents.Heard... heard) {
    record(new ArrayList<>(List.of(heard)));
  }

  String product(String title) {
    return host.calls().body(Map.of("title", title, "story", "warm", "category", "coats",
            "skus", List.of(Map.of("name", "M", "price", Map.of("minor", 19900, "currency", "CNY"),
                "supply", 5))))
        .header("Idempotency-Key", word()).post("/api/v1/products").then().statusCode(201).extract()
        .path("productId");
  }

  String asks(String rest) {
    return "/api/v1/hosts/" + host.id() + "/asks" + rest;
  }

  String demand(String rest) {
    return "/api/v1/hosts/" + host.id() + "/demand" + rest;
  }

  static String word() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }
}
