package laotie.server.sim;

import java.net.http.WebSocket;
import java.time.Duration;
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

  private final SquareClient client;
  private final Person person;
  private final boolean isGuest;
  private final Stage.Stand stand;
  private final Evening evening;
  private final ShowsToCome waiting;
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
    this.waiting = who.waiting();
    this.stand = stand;
    this.evening = evening;
    this.random = random;
    this.eye = new RoomEye(stand, chat -> { });
  }

  /** Who comes. Guests look and chat; they neither follow nor buy. */
  record Who(SquareClient client, Person person, boolean isGuest, ShowsToCome waiting) {}

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
      case Act.Consent _ -> consent();
      case Act.Buy buy -> buy(buy);
      case Act.Reserve _ -> reserve();
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

  private void consent() throws InterruptedException {
    if (!isGuest) {
      client.put("/api/v1/hosts/" + stand.hostId() + "/consent", Map.of());
    }
  }

  private void buy(Act.Buy buy) throws InterruptedException {
    if (!isGuest && new Wallet(client, person, random).buys(buy, viewId, this::pause)) {
      evening.bought(eye.scene());
    }
  }

  private void reserve() throws InterruptedException {
    if (!isGuest) {
      waiting.reserve(client, person.index(), stand.hostId());
    }
  }
}
