package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import laotie.sim.Act;
import laotie.sim.Bond;
import laotie.sim.Browsing;
import laotie.sim.CastHost;
import laotie.sim.Evening;
import laotie.sim.Scene;
import laotie.sim.Stage;
import laotie.sim.Words;

/** One simulated person before the vertical feed, over the same doors as a browser. */
final class Scroll {

  private static final Duration FIRST_BEAT = Duration.ofSeconds(3);
  private static final Duration BEAT_EVERY = Duration.ofSeconds(10);
  private static final int CLIPS_MAX = 12;
  private static final int PAGES_SHOWN = 10;

  private final Visit.Who who;
  private final Map<String, Stage.Stand> standsByHost;
  private final RandomGenerator random;
  private final Browsing browsing;
  private final Map<String, Bond> bonds = new HashMap<>();

  Scroll(Visit.Who who, Map<String, Stage.Stand> standsByHost, RandomGenerator random) {
    this.who = who;
    this.standsByHost = standsByHost;
    this.random = random;
    this.browsing = new Browsing(who.person(), random);
  }

  /** A view of a clip that goes on: what was played is told by beats. */
  private final class Play {
    private final String viewId;
    private long beats;
    private long beatAt = System.nanoTime() + FIRST_BEAT.toNanos();
    private Duration plays = FIRST_BEAT;

    Play(String viewId) {
      this.viewId = viewId;
    }

    void pause(Duration time) throws InterruptedException {
      long until = System.nanoTime() + time.toNanos();
      while (beatAt <= until) {
        Thread.sleep(Duration.ofNanos(Math.max(0, beatAt - System.nanoTime())));
        who.client().post("/api/v1/clip-views/" + viewId + "/beats",
            Map.of("seq", beats++, "playedMs", plays.toMillis(), "visible", true, "muted", false));
        plays = BEAT_EVERY;
        beatAt += BEAT_EVERY.toNanos();
      }
      Thread.sleep(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
  }

  /** Swipes through the feed for a while; false when there was nothing in it. */
  boolean live() throws InterruptedException {
    JsonNode items = who.client().get("/api/v1/feed/clips?limit=" + PAGES_SHOWN).path("items");
    int wanted = 1 + random.nextInt(CLIPS_MAX);
    for (JsonNode item : items) {
      if (wanted-- > 0) {
        watch(item);
      }
    }
    return !items.isEmpty();
  }

  private void watch(JsonNode item) throws InterruptedException {
    JsonNode clip = item.path("clip");
    String clipId = clip.path("clipId").asText();
    String hostId = clip.path("hostId").asText();
    Stage.Stand stand = standsByHost.getOrDefault(hostId, standsByHost.values().iterator().next());
    CastHost host = stand.host();
    Bond bond = bonds.computeIfAbsent(hostId, _ -> Bond.seen(who.person(), item.path("pool").asText()
        .equals("PRIVATE")));
    List<Evening.Step> steps =
        browsing.with(host, bond, offers(clip, stand), Math.max(4, clip.path("lengthMs").asDouble() / 1000));
    Map<String, Object> from = new HashMap<>(Map.of("channel", "FEED"));
    Optional.ofNullable(item.get("exposureId")).ifPresent(id -> from.put("exposureId", id.asText()));
    String viewId =
        who.client().post("/api/v1/clips/" + clipId + "/views", from).get("viewId").asText();
    Play play = new Play(viewId);
    for (Evening.Step step : steps) {
      play.pause(step.after());
      act(step.act(), clipId, hostId, play, bond);
    }
  }

  private void act(Act act, String clipId, String hostId, Play play, Bond bond)
      throws InterruptedException {
    switch (act) {
      case Act.Like _ -> {
        if (!who.isGuest()) {
          who.client().put("/api/v1/clips/" + clipId + "/like", Map.of("viewId", play.viewId));
        }
      }
      case Act.Say say ->
          who.client().post("/api/v1/clips/" + clipId + "/comments",
              Map.of("text", say.text(), "viewId", play.viewId));
      case Act.Follow _ -> {
        if (!who.isGuest()) {
          who.client().put("/api/v1/hosts/" + hostId + "/follow", Map.of("viewId", play.viewId));
          bond.follow();
        }
      }
      case Act.Consent _ -> {
        if (!who.isGuest()) {
          who.client().put("/api/v1/hosts/" + hostId + "/consent", Map.of());
        }
      }
      case Act.Buy buy -> {
        if (!who.isGuest()
            && new Wallet(who.client(), who.person(), random).buys(buy, play.viewId, play::pause)) {
          bond.boughtTonight();
        }
      }
      case Act.Reserve _ -> {
        if (!who.isGuest()) {
          who.waiting().reserve(who.client(), who.person().index(), hostId);
        }
      }
      case Act.Enter _, Act.Watch _, Act.Leave _ -> { }
    }
  }

  private static List<Scene.Offer> offers(JsonNode clip, Stage.Stand stand) {
    Map<String, Words> chatNames = new HashMap<>();
    stand.goods().forEach(good -> chatNames.put(good.productId(), good.product().chatName()));
    List<Scene.Offer> offers = new ArrayList<>();
    for (JsonNode card : clip.path("cards")) {
      JsonNode product = card.path("product");
      String title = product.path("title").asText();
      String productId = product.path("productId").asText();
      List<Scene.Variant> variants = new ArrayList<>();
      for (JsonNode sku : product.path("skus")) {
        variants.add(new Scene.Variant(sku.path("skuId").asText(),
            sku.path("price").path("minor").asLong(), sku.path("available").asLong()));
      }
      offers.add(
          new Scene.Offer(productId, chatNames.getOrDefault(productId, new Words(title, title)), variants));
    }
    return offers;
  }
}
