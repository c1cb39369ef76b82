package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import laotie.sim.Act;
import laotie.sim.Evening;
import laotie.sim.Person;
import laotie.sim.Stage;

/** One simulated person in one room, over the same HTTP and sockets as a browser. */
final class Visit {

  private static final Duration FIRST_BEAT = Duration.ofSeconds(3);
  private static final Duration BEAT_EVERY = Duration.ofSeconds(10);
  private static final Duration PAYING_TAKES = Duration.ofSeconds(4);
  private static final List<String> REGIONS =
      List.of("浙江 杭州 Hangzhou", "四川 成都 Chengdu", "广东 广州 Guangzhou", "陕西 西安 Xi'an", "上海 Shanghai");

  private final SquareClient client;
  private final Person person;
  private final boolean isGuest;
  private final Stage.Stand stand;
  private final Evening evening;
  private final RandomGenerator random;
  private final RoomEye eye;
  private String viewId = "";
  private long beats;
  private long nextBeatNanos;
  private Duration beatPlays = FIRST_BEAT;

  Visit(Who who, Stage.Stand stand, Evening evening, RandomGenerator random) {
    this.client = who.client();
    this.person = who.person();
    this.isGuest = who.isGuest();
    this.stand = stand;
    this.evening = evening;
    this.random = random;
    this.eye = new RoomEye(stand, chat -> { });
  }

  /** Who comes. Guests look and chat; they neither follow nor buy. */
  record Who(SquareClient client, Person person, boolean isGuest) {}

  /** Lives the visit to its end; ends early when the room is gone. */
  void live() throws InterruptedException {
    Evening.Step first = evening.next(eye.scene());
    if (!(first.act() instanceof Act.Enter enter)) {
      return;
    }
    viewId =
        client
            .post("/api/v1/rooms/" + stand.roomId() + "/views", Map.of("channel", enter.channel().name()))
            .get("viewId")
            .asText();
    WebSocket socket = client.socket("/ws/rooms/" + stand.roomId(), eye);
    try {
      nextBeatNanos = System.nanoTime() + FIRST_BEAT.toNanos();
      pause(Duration.ofMillis(800));
      while (!evening.isOver() && eye.isOpen()) {
        Evening.Step step = evening.next(eye.scene());
        pause(step.after());
        act(socket, step.act());
      }
    } finally {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket);
    }
  }

  /** Waits, and tells what was played meanwhile. */
  private void pause(Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    while (true) {
      long next = Math.min(until, nextBeatNanos);
      long sleep = next - System.nanoTime();
      if (sleep > 0) {
        Thread.sleep(Duration.ofNanos(sleep));
      }
      if (System.nanoTime() >= nextBeatNanos) {
        beat();
      }
      if (System.nanoTime() >= until) {
        return;
      }
    }
  }

  private void beat() throws InterruptedException {
    client.post(
        "/api/v1/views/" + viewId + "/beats",
        Map.of("seq", beats++, "playedMs", beatPlays.toMillis(), "visible", true, "muted", false));
    beatPlays = BEAT_EVERY;
    nextBeatNanos += BEAT_EVERY.toNanos();
  }

  private void act(WebSocket socket, Act act) throws InterruptedException {
    switch (act) {
      case Act.Say say -> send(socket, Map.of("type", "chat", "text", say.text(), "id",
          UUID.randomUUID().toString()));
      case Act.Like like -> send(socket, Map.of("type", "like", "count", like.count()));
      case Act.Follow _ -> follow();
      case Act.Buy buy -> buy(buy);
      case Act.Enter _, Act.Watch _, Act.Leave _ -> { }
    }
  }

  private static void send(WebSocket socket, Map<String, Object> frame) {
    socket.sendText(SquareClient.write(frame), true).exceptionally(gone -> socket);
  }

  private void follow() throws InterruptedException {
    if (!isGuest) {
      client.put("/api/v1/hosts/" + stand.hostId() + "/follow", Map.of("viewId", viewId));
      evening.followed();
    }
  }

  private void buy(Act.Buy buy) throws InterruptedException {
    if (isGuest) {
      return;
    }
    try {
      JsonNode order = client.post("/api/v1/orders", wish(buy));
      String orderId = order.get("orderId").asText();
      pause(PAYING_TAKES);
      switch (buy.purse()) {
        case WALKS_AWAY -> { }
        case DECLINED_THEN_PAYS -> {
          pay(orderId, "decline");
          pause(PAYING_TAKES);
          pay(orderId, "success");
          evening.bought(eye.scene());
        }
        case PAYS -> {
          pay(orderId, "success");
          evening.bought(eye.scene());
        }
      }
    } catch (SquareClient.Refused soldOut) {
      if (soldOut.status() != 409) {
        throw soldOut;
      }
    }
  }

  private void pay(String orderId, String outcome) throws InterruptedException {
    client.post("/api/v1/orders/" + orderId + "/payments", Map.of("method", "mock", "outcome", outcome));
  }

  private Map<String, Object> wish(Act.Buy buy) {
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
