package laotie.server.hooks;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import laotie.server.hooks.DeliveryStore.Claim;
import laotie.server.hooks.DeliveryStore.Due;
import laotie.server.hooks.DeliveryStore.Noted;
import laotie.server.hooks.PostClient.Sent;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.GroupCommit;
import laotie.server.log.Log;
import laotie.server.notices.Notices;
import org.jboss.logging.Logger;

/**
 * Carries what is due to its receivers. It claims in a short transaction, posts outside of any, and settles
 * in another: an attempt is made by one process alone, and one whose process dies is made again. Endpoints
 * take turns, and those that fail have a lane of their own ({@link Lane}).
 */
@Singleton
final class Courier {

  /** An attempt that did not settle within this is lost with its process; longer than one can take. */
  static final Duration LOST_AFTER = Duration.ofSeconds(60);

  /** Endpoints looked at in one step. */
  static final int ENDPOINTS_MAX = 200;

  /** All slots may end at once, and none is ever refused. */
  private static final GroupCommit.Limits SETTLED =
      new GroupCommit.Limits(100, 2 * (Lane.GOOD.slots() + Lane.BAD.slots()));

  private static final Duration IDLE_PAUSE = Duration.ofMillis(500);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(20);
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);
  private static final String USER_AGENT = "Laotie-Hooks/1 (Standard Webhooks)";
  private static final Logger LOGGER = Logger.getLogger(Courier.class);

  private final Ground ground;
  private final PostClient client;
  private final GroupCommit<Settler.Ended> settler;
  private final Slots slots = new Slots();
  private final Semaphore wake = new Semaphore(0);
  private final Thread loop = Thread.ofVirtual().name("hooks courier").unstarted(this::run);
  private String served = "";

  Courier(Ground ground, PostClient client) {
    this.ground = ground;
    this.client = client;
    this.settler = new GroupCommit<>("hooks.ended", SETTLED, Metrics.globalRegistry,
        new Settler(ground)::write);
    Metrics.gauge("laotie.hooks.busy", slots, Slots::busy);
  }

  /** What it stands on. */
  @Singleton
  record Ground(Database database, Log log, Seal seal, Notices notices, InstantSource clock) {}

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.interrupt();
    settler.stop();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Duration pause = step() > 0 ? BUSY_PAUSE : IDLE_PAUSE;
        if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.sleep(BUSY_PAUSE);
          wake.drainPermits();
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (DatabaseFault fault) {
        LOGGER.warnf("webhooks wait for the database: %s", fault.getMessage());
        pause();
      } catch (RuntimeException bug) {
        LOGGER.errorf(bug, "webhooks stopped for a moment");
        pause();
      }
    }
  }

  /** Claims what is due and may be sent now, and begins to send it; answers how much. */
  int step() {
    Instant now = now();
    Map<String, Lane> lanes = new HashMap<>();
    Map<String, Integer> taken = new LinkedHashMap<>();
    List<Claim> claims = List.of();
    try {
      for (Due due : due(now)) {
        Lane lane = Lane.of(due.isGood());
        int room = slots.take(lane, due.endpointId());
        if (room > 0) {
          lanes.put(due.endpointId(), lane);
          taken.put(due.endpointId(), room);
          served = due.endpointId();
        }
      }
      claims = claim(taken, now);
      Map<String, List<byte[]>> secrets = secrets(taken, now);
      for (Claim claim : claims) {
        taken.merge(claim.endpointId(), -1, Integer::sum);
        Lane lane = lanes.get(claim.endpointId());
        List<byte[]> signing = secrets.getOrDefault(claim.endpointId(), List.of());
        Thread.ofVirtual().name("hook " + claim.endpointId()).start(() -> carry(claim, signing, lane));
      }
    } finally {
      taken.forEach((endpointId, left) -> slots.give(lanes.get(endpointId), endpointId, left));
    }
    return claims.size();
  }

  /** Those after the last one that was served, then those before it. */
  private List<Due> due(Instant now) {
    return ground.database().read(connection -> {
      List<Due> due = new ArrayList<>(DeliveryStore.due(connection, served, now, ENDPOINTS_MAX));
      if (due.size() < ENDPOINTS_MAX && !served.isEmpty()) {
        for (Due before : DeliveryStore.due(connection, "", now, ENDPOINTS_MAX - due.size())) {
          if (before.endpointId().compareTo(served) <= 0) {
            due.add(before);
          }
        }
      }
      return due;
    });
  }

  private List<Claim> claim(Map<String, Integer> most, Instant now) {
    return most.isEmpty() ? List.of() : ground.database().write(
        connection -> DeliveryStore.claim(connection, most, now, now.plus(LOST_AFTER)));
  }

  private Map<String, List<byte[]>> secrets(Map<String, Integer> endpoints, Instant now) {
    return endpoints.isEmpty() ? Map.of() : ground.database().read(
        connection -> SecretStore.signing(connection, endpoints.keySet(), now));
  }

  private void carry(Claim claim, List<byte[]> sealed, Lane lane) {
    try {
      Instant at = now();
      long began = System.nanoTime();
      Sent sent = client.post(post(claim, sealed, at), lane);
      int millis = (int) Math.min(Integer.MAX_VALUE, (System.nanoTime() - began) / 1_000_000);
      Metrics.counter("laotie.hooks.attempts", "outcome", sent.outcome().name()).increment();
      settle(new Settler.Ended(claim, new Noted(at, millis, sent)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOGGER.errorf(bug, "a webhook of endpoint %s failed", claim.endpointId());
    } finally {
      slots.give(lane, claim.endpointId(), 1);
      wake.release();
    }
  }

  /** Waits until it is written; what cannot be written now is sent again when its claim is lost. */
  private void settle(Settler.Ended ended) throws InterruptedException {
    try {
      Optional<CompletableFuture<Void>> written = settler.offer(ended);
      if (written.isPresent()) {
        written.get().get();
      }
    } catch (ExecutionException fault) {
      LOGGER.warnf("what came of a webhook was not kept, it is sent again: %s", fault.getMessage());
    }
  }

  private PostClient.Post post(Claim claim, List<byte[]> sealed, Instant at) {
    List<String> secrets = sealed.stream().map(ground.seal()::decrypt).toList();
    Map<String, String> headers = Map.of(
        "Content-Type", "application/json",
        "User-Agent", USER_AGENT,
        "webhook-id", claim.messageId(),
        "webhook-timestamp", Long.toString(at.getEpochSecond()),
        "webhook-signature", Secret.sign(secrets, claim.messageId(), at.getEpochSecond(), claim.body()));
    return new PostClient.Post(claim.url(), headers, claim.body());
  }

  /** Attempts at work in this process. */
  int busy() {
    return slots.busy();
  }

  private Instant now() {
    return ground.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void pause() {
    try {
      Thread.sleep(FAULT_PAUSE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
