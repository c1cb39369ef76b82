package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import laotie.sim.Hosting;
import laotie.sim.Language;
import laotie.sim.Stage;
import org.jboss.logging.Logger;

/**
 * A simulated host at work: starts a show, shows one thing after the other, answers, refills what runs low,
 * ends the show and begins the next. Through the doors of the host console.
 */
final class OnAir {

  private static final Duration SHOW_LASTS = Duration.ofMinutes(100);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
  private static final int LOW_UNITS = 15;
  private static final int REFILL_UNITS = 60;
  private static final int QUESTIONS_MAX = 20;
  private static final int ANSWERS_MAX = 6;
  private static final double ANSWERED = 0.7;
  private static final String INBOX = "asks";
  private static final Logger LOGGER = Logger.getLogger(OnAir.class);

  private final Seeding.Actor actor;
  private final Stage.Stand stand;
  private final String coverUrl;
  private final Hosting hosting;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final OpenDoors doors = new OpenDoors();
  private final DailyLetter letter;
  private final Bargains bargains;
  private final LinkedBlockingQueue<Language> questions = new LinkedBlockingQueue<>(QUESTIONS_MAX);

  OnAir(Seeding.Actor actor, Stage.Stand stand, String coverUrl, RandomGenerator random,
      InstantSource clock) {
    this.actor = actor;
    this.stand = stand;
    this.coverUrl = coverUrl;
    this.hosting = new Hosting(stand.host(), random);
    this.random = random;
    this.clock = clock;
    this.letter = new DailyLetter(actor.client(), stand, doors, clock);
    this.bargains = new Bargains(actor.client(), stand, doors, clock);
  }

  /** A show and the ids of its cards, as the goods stand. */
  private record Running(String showId, List<String> cardIds) {}

  /** Holds shows one after the other, with a breath between, until the thread is interrupted. */
  void hold() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        show();
      } catch (InterruptedException stopped) {
        return;
      } catch (SquareClient.Refused refused) {
        LOGGER.warnf("the host of room %s tries again: %s", stand.roomId(), refused.getMessage());
      }
      goesOn = rested();
    }
  }

  private static boolean rested() {
    try {
      Thread.sleep(AGAIN_AFTER);
      return true;
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  private void show() throws InterruptedException {
    Running running = begin();
    RoomEye eye = new RoomEye(stand, this::hear);
    WebSocket socket = actor.client().socket("/ws/rooms/" + stand.roomId(), eye);
    try {
      say(socket, hosting.opening());
      bargains.prepare();
      Instant end = clock.instant().plus(SHOW_LASTS);
      while (clock.instant().isBefore(end) && eye.isOpen() && eye.scene().isLive()) {
        int turn = hosting.showNext();
        refill(turn);
        actor.client()
            .put("/api/v1/shows/" + running.showId() + "/cards/" + running.cardIds().get(turn) + "/pin",
                Map.of());
        bargains.flash(turn);
        say(socket, hosting.showing());
        answerFor(socket, hosting.shownFor());
        answerInbox();
        letter.write(hosting);
      }
      if (eye.isOpen() && eye.scene().isLive()) {
        actor.client().post("/api/v1/shows/" + running.showId() + "/end", Map.of());
      }
    } finally {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket);
    }
  }

  /** The show that is on, or a new one with all goods in its queue. */
  private Running begin() throws InterruptedException {
    Optional<String> announced = Optional.empty();
    for (JsonNode show : actor.client().get("/api/v1/hosts/" + stand.hostId() + "/shows").get("items")) {
      if (show.get("status").asText().equals("LIVE")) {
        return queue(show.get("showId").asText());
      }
      if (show.get("status").asText().equals("SCHEDULED")) {
        announced = Optional.of(show.get("showId").asText());
      }
    }
    String showId = announced.isPresent() ? announced.get() : plan(Map.of());
    Running running = queue(showId);
    actor.client().post("/api/v1/shows/" + showId + "/start", Map.of());
    // The next one is announced at once, so that people can wait for it.
    plan(Map.of("startsAt", clock.instant().plus(SHOW_LASTS).plus(AGAIN_AFTER).toString()));
    return running;
  }

  private String plan(Map<String, Object> more) throws InterruptedException {
    var titles = stand.host().showTitles();
    Map<String, Object> wanted = new HashMap<>(more);
    wanted.put("title", titles.get(random.nextInt(titles.size())).both());
    wanted.put("coverUrl", coverUrl);
    return actor.client().post("/api/v1/shows", wanted).get("showId").asText();
  }

  /** Answers some of what stands in the inbox: who asked is told, in the room and under the clips. */
  private void answerInbox() throws InterruptedException {
    doors.through(INBOX, () -> {
      String path = "/api/v1/hosts/" + stand.hostId() + "/asks";
      for (JsonNode cluster : actor.client().get(path + "?state=open&limit=" + ANSWERS_MAX).get("items")) {
        if (random.nextDouble() < ANSWERED) {
          Map<String, Object> answer = new HashMap<>();
          answer.put("clusterId", cluster.get("clusterId").asText());
          String productId = cluster.path("suggested").path("productId").asText();
          if (productId.isEmpty()) {
            hosting.answer(Language.ZH).ifPresent(words -> answer.put("words", words));
          } else {
            answer.put("productId", productId);
          }
          if (answer.size() > 1) {
            actor.client().post(path + "/answers", answer);
          }
        }
      }
    });
  }

  private Running queue(String showId) throws InterruptedException {
    JsonNode present = actor.client().get("/api/v1/shows/" + showId + "/cards").get("items");
    List<String> cardIds = new ArrayList<>();
    for (Stage.Good good : stand.goods()) {
      Optional<String> known = Optional.empty();
      for (JsonNode card : present) {
        if (card.get("product").get("productId").asText().equals(good.productId())) {
          known = Optional.of(card.get("cardId").asText());
        }
      }
      cardIds.add(known.isPresent() ? known.get() : card(showId, good.productId()));
    }
    return new Running(showId, cardIds);
  }

  private String card(String showId, String productId) throws InterruptedException {
    return actor.client()
        .post("/api/v1/shows/" + showId + "/cards", Map.of("productId", productId))
        .get("cardId")
        .asText();
  }

  /** On the socket's thread: takes note of those who ask to buy. */
  private void hear(JsonNode chat) {
    if (chat.path("isIntent").asBoolean() && !chat.path("account").path("isHost").asBoolean()) {
      boolean isChinese = chat.path("text").asText().codePoints().anyMatch(Character::isIdeographic);
      questions.offer(isChinese ? Language.ZH : Language.EN);
    }
  }

  private void answerFor(WebSocket socket, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      Language asked = questions.poll(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (asked != null) {
        Thread.sleep(Duration.ofMillis(1_500 + random.nextInt(2_500)));
        hosting.answer(asked).ifPresent(answer -> say(socket, answer));
      }
    }
  }

  private static void say(WebSocket socket, String text) {
    String frame =
        SquareClient.write(Map.of("type", "chat", "text", text, "id", UUID.randomUUID().toString()));
    socket.sendText(frame, true).exceptionally(gone -> socket);
  }

  /** Adds to the variants of the next product that ran low. */
  private void refill(int turn) throws InterruptedException {
    String path = "/api/v1/products/" + stand.goods().get(turn).productId();
    JsonNode product = actor.client().get(path);
    List<Map<String, Object>> skus = new ArrayList<>();
    boolean isLow = false;
    for (JsonNode sku : product.get("skus")) {
      boolean isThisLow = sku.get("available").asLong() < LOW_UNITS;
      isLow |= isThisLow;
      skus.add(
          Map.of(
              "skuId", sku.get("skuId").asText(),
              "name", sku.get("name").asText(),
              "price", sku.get("price"),
              "supply", isThisLow ? REFILL_UNITS : 0));
    }
    if (isLow) {
      actor.client()
          .put(
              path,
              Map.of(
                  "title", product.get("title").asText(),
                  "story", product.get("story").asText(),
                  "category", product.get("category").asText(),
                  "skus", skus));
    }
  }
}
