package laotie.server.hooks;

import io.micrometer.core.instrument.Metrics;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import laotie.fact.HooksFact;
import laotie.hooks.Attempt;
import laotie.hooks.Health;
import laotie.hooks.Outcome;
import laotie.hooks.Retries;
import laotie.server.hooks.DeliveryStore.Claim;
import laotie.server.hooks.DeliveryStore.Noted;
import laotie.server.notices.Notices;

/**
 * Writes what came of attempts, many in one transaction: where the message stands, the line of the log, how
 * the endpoint fares, and what follows from that. Many senders need one connection, not one each.
 */
final class Settler {

  private final Courier.Ground ground;
  private final SecureRandom chance = new SecureRandom();

  Settler(Courier.Ground ground) {
    this.ground = ground;
  }

  /** An attempt that is over. */
  record Ended(Claim claim, Noted noted) {
    Outcome outcome() {
      return noted.sent().outcome();
    }

    Attempt attempt(Instant now) {
      Duration retryAfter = outcome() == Outcome.BUSY
          ? Outcome.retryAfter(noted.sent().retryAfter(), now).orElse(Duration.ZERO) : Duration.ZERO;
      return new Attempt(outcome(), retryAfter);
    }
  }

  /** Writes a batch, whole or not at all. */
  void write(List<Ended> batch) {
    Instant now = ground.clock().instant().truncatedTo(ChronoUnit.MICROS);
    List<DeliveryStore.Settled> settled = new ArrayList<>(batch.size());
    // Endpoints are locked in order of their ids, as everywhere.
    Map<String, List<Attempt>> byEndpoint = new TreeMap<>();
    for (Ended ended : batch) {
      Attempt attempt = ended.attempt(now);
      boolean isDelivered = ended.outcome() == Outcome.DELIVERED;
      settled.add(new DeliveryStore.Settled(ended.claim(), ended.noted(),
          Retries.after(attempt, ended.claim().failures(), now, chance),
          isDelivered ? 0 : ended.claim().failures() + 1));
      byEndpoint.computeIfAbsent(ended.claim().endpointId(), id -> new ArrayList<>()).add(attempt);
    }
    ground.database().write(connection -> {
      DeliveryStore.settle(connection, settled);
      for (Map.Entry<String, List<Attempt>> each : byEndpoint.entrySet()) {
        fare(connection, each.getKey(), each.getValue(), now);
      }
      return batch.size();
    });
  }

  /** Remembers how an endpoint fares, and does what follows from it. */
  private void fare(Connection connection, String endpointId, List<Attempt> attempts, Instant now)
      throws SQLException {
    if (attempts.stream().allMatch(attempt -> attempt.outcome() == Outcome.DELIVERED)) {
      HookStore.heal(connection, endpointId);
      return;
    }
    Optional<HookStore.Row> found = HookStore.lock(connection, endpointId);
    if (found.isEmpty()) {
      return;
    }
    Health health = found.get().health();
    Health.Turn turn = Health.Turn.NOTHING;
    for (Attempt attempt : attempts) {
      Health.Verdict verdict = health.after(attempt, now);
      health = verdict.health();
      turn = verdict.turn().compareTo(turn) > 0 ? verdict.turn() : turn;
    }
    HookStore.save(connection, endpointId, health);
    switch (turn) {
      case NOTHING -> { }
      case TELL -> tell(connection, found.get(), Notices.Kind.HOOK_FAILING, now);
      case OFF_FAILING -> switchOff(connection, found.get(), false, now);
      case OFF_GONE -> switchOff(connection, found.get(), true, now);
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
}
