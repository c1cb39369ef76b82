package laotie.server.hooks;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import laotie.fact.HooksFact;
import laotie.hooks.Attempt;
import laotie.hooks.Health;
import laotie.hooks.Outcome;
import laotie.hooks.Retries;
import laotie.server.hooks.DeliveryStore.Claim;
import laotie.server.hooks.DeliveryStore.Due;
import laotie.server.hooks.DeliveryStore.Noted;
import laotie.server.hooks.PostClient.Sent;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
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

  private static final Duration IDLE_PAUSE = Duration.ofMillis(500);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(20);
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);
  private static final String USER_AGENT = "Laotie-Hooks/1 (Standard Webhooks)";
  private static final Logger LOGGER = Logger.getLogger(Courier.class);

  private final Ground ground;
  private final PostClient client;
  private final Slots slots = new Slots();
  private final Semaphore wake = new Semaphore(0);
  private final SecureRandom chance = new SecureRandom();
  private final Thread loop = Thread.ofVirtual().name("hooks courier").unstarted(this::run);
  private String served = "";

  Courier(Ground ground, PostClient client) {
    this.ground = ground;
    this.client = client;
  }

  /** What it stands on. */
  @Singleton
  record Ground(Database database, Log log, Seal seal, Notices notices, InstantSource clock) {}

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.interrupt();
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
      settle(claim, new Noted(at, millis, sent));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (DatabaseFault fault) {
      LOGGER.warnf("what came of a webhook was not kept, it is sent again: %s", fault.getMessage());
    } catch (RuntimeException bug) {
      LOGGER.errorf(bug, "a webhook of endpoint %s failed", claim.endpointId());
    } finally {
      slots.give(lane, claim.endpointId(), 1);
      wake.release();
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

  private void settle(Claim claim, Noted noted) {
    Instant now = now();
    Outcome outcome = noted.sent().outcome();
    boolean isBusy = outcome == Outcome.BUSY;
    Duration retryAfter = isBusy
        ? Outcome.retryAfter(noted.sent().retryAfter(), now).orElse(Duration.ZERO) : Duration.ZERO;
    Attempt attempt = new Attempt(outcome, retryAfter);
    Retries.Next next = Retries.after(attempt, claim.failures(), now, chance);
    boolean isDelivered = outcome == Outcome.DELIVERED;
    ground.database().write(connection -> {
      DeliveryStore.settle(connection, claim, next, isDelivered ? 0 : claim.failures() + 1);
      DeliveryStore.note(connection, claim, noted);
      if (isDelivered) {
        HookStore.heal(connection, claim.endpointId());
      } else {
        fare(connection, claim.endpointId(), attempt, now);
      }
      return next;
    });
  }

  /** Remembers that the endpoint failed, and what follows from it. */
  private void fare(Connection connection, String endpointId, Attempt attempt, Instant now)
      throws SQLException {
    Optional<HookStore.Row> found = HookStore.lock(connection, endpointId);
    if (found.isEmpty()) {
      return;
    }
    HookStore.Row row = found.get();
    Health.Verdict verdict = row.health().after(attempt, now);
    HookStore.save(connection, endpointId, verdict.health());
    switch (verdict.turn()) {
      case NOTHING -> { }
      case TELL -> tell(connection, row, Notices.Kind.HOOK_FAILING, now);
      case OFF_FAILING -> switchOff(connection, row, false, now);
      case OFF_GONE -> switchOff(connection, row, true, now);
    }
  }

  private void switchOff(Connection connection, HookStore.Row row, boolean isGone, Instant now)
      throws SQLException {
    if (row.state() == HookStore.State.OFF) {
      return;
    }
    HookStore.turn(connection, row.endpointId(), HookStore.State.OFF, isGone ? "GONE" : "FAILING");
    ground.log().append(connection, now, List.of(new HooksFact.HookSwitchedOff(row.endpointId(), isGone)));
    tell(connection, row, Notices.Kind.HOOK_OFF, now);
    Metrics.counter("laotie.hooks.off").increment();
  }

  private void tell(Connection connection, HookStore.Row row, Notices.Kind kind, Instant now)
      throws SQLException {
    String path = row.hostId().isEmpty() ? "/operator?part=hooks" : "/studio/hooks";
    String since = row.health().failingSince().orElse(now).toString();
    ground.notices().tell(connection, now, List.of(new Notices.Notice(row.madeBy(), kind, row.hostId(), "",
        path, Map.of("name", row.choice().name()), kind + " " + row.endpointId() + " " + since)));
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
