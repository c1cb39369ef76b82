package laotie.server.hooks;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.HooksFact;
import laotie.hooks.Health;
import laotie.hooks.HookData;
import laotie.hooks.HookEvent;
import laotie.hooks.HookType;
import laotie.hooks.HooksReason;
import laotie.hooks.Subscription;
import laotie.server.hooks.HookStore.Choice;
import laotie.server.hooks.HookStore.Key;
import laotie.server.hooks.HookStore.Row;
import laotie.server.hooks.HookStore.State;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;

/** What owners do with their endpoints: each change is one transaction of rows and facts. */
@Singleton
final class Endpoints {

  /** Test messages of one endpoint in a minute. */
  static final int TESTS_MAX = 10;

  /** How long an old secret signs along when its owner does not say. */
  static final Duration GRACE = Duration.ofHours(24);

  /** And the longest he may ask for. */
  static final Duration GRACE_MAX = Duration.ofDays(7);

  private static final Duration TESTS_WINDOW = Duration.ofMinutes(1);

  private final Courier.Ground ground;
  private final PostClient client;

  Endpoints(Courier.Ground ground, PostClient client) {
    this.ground = ground;
    this.client = client;
  }

  /** An endpoint and the secret that signs now, in clear for this once. */
  record Opened(Row row, String secret) {}

  /** Who acts on which endpoint. */
  record Act(String endpointId, String actorId) {}

  /** Something done to a locked row, with the facts that tell it. */
  @FunctionalInterface
  private interface Work {
    List<Fact> done(Connection connection, Row row) throws SQLException;
  }

  /** Adds an endpoint to a host or, for an empty host, to the square; a repeat answers with the first one. */
  Opened add(String hostId, Choice choice, Key key) {
    requireOpen(choice.url());
    Instant now = now();
    return ground.database().write(connection -> {
      HookStore.lockOwner(connection, hostId);
      Optional<Row> first = HookStore.byKey(connection, key);
      if (first.isPresent()) {
        return repeated(connection, first.get(), key);
      }
      int present = HookStore.ofHost(connection, hostId, Subscription.ENDPOINTS_MAX).size();
      if (Subscription.oneMore(present) instanceof Decision.Refused<Integer> refused) {
        throw Problem.of(refused);
      }
      String endpointId = Ids.next("hk");
      HookStore.add(connection, new Row(endpointId, hostId, key.actorId(), choice, State.ACTIVE, "",
          Health.GOOD, 0, now, false, key.bodyHash()), key);
      String secret = Secret.fresh();
      SecretStore.add(connection, endpointId, ground.seal().encrypt(secret), key.clientKey(), now);
      ground.log().append(connection, now,
          List.of(new HooksFact.HookAdded(endpointId, hostId, key.actorId())));
      return new Opened(HookStore.find(connection, endpointId).orElseThrow(), secret);
    });
  }

  private Opened repeated(Connection connection, Row row, Key key) throws SQLException {
    Optional<byte[]> sealed = SecretStore.byKey(connection, row.endpointId(), key.clientKey());
    if (!row.bodyHash().equals(key.bodyHash()) || sealed.isEmpty()) {
      throw Problem.of(HttpReason.KEY_REUSED, "this Idempotency-Key came with another request");
    }
    return new Opened(row, ground.seal().decrypt(sealed.get()));
  }

  /** Changes name, address and types; a new address begins without a past. */
  Row change(Act act, Choice choice) {
    requireOpen(choice.url());
    return onRow(act, (connection, row) -> {
      HookStore.change(connection, row.endpointId(), choice);
      if (!row.choice().url().equals(choice.url())) {
        HookStore.save(connection, row.endpointId(), Health.GOOD);
      }
      return List.of(new HooksFact.HookChanged(row.endpointId(), act.actorId()));
    });
  }

  /** Stops sending; what happens meanwhile waits. */
  Row pause(Act act) {
    return onRow(act, (connection, row) -> {
      if (row.state() == State.OFF) {
        throw off(row);
      }
      HookStore.turn(connection, row.endpointId(), State.PAUSED, "");
      return List.of(new HooksFact.HookChanged(row.endpointId(), act.actorId()));
    });
  }

  /** Goes on, after a pause or after the server switched it off. */
  Row resume(Act act) {
    return onRow(act, (connection, row) -> {
      HookStore.turn(connection, row.endpointId(), State.ACTIVE, "");
      HookStore.save(connection, row.endpointId(), Health.GOOD);
      return List.of(new HooksFact.HookChanged(row.endpointId(), act.actorId()));
    });
  }

  void remove(Act act) {
    onRow(act, (connection, row) -> {
      HookStore.remove(connection, row.endpointId(), Optional.of(now()));
      return List.of(new HooksFact.HookRemoved(row.endpointId(), act.actorId(), false));
    });
  }

  /** Takes a removal back, if there is still room. */
  Row restore(Act act) {
    Instant now = now();
    return ground.database().write(connection -> {
      Row row = HookStore.lock(connection, act.endpointId()).orElseThrow(() -> none(act));
      HookStore.lockOwner(connection, row.hostId());
      int present = HookStore.ofHost(connection, row.hostId(), Subscription.ENDPOINTS_MAX).size();
      if (row.isRemoved() && Subscription.oneMore(present) instanceof Decision.Refused<Integer> refused) {
        throw Problem.of(refused);
      }
      HookStore.remove(connection, row.endpointId(), Optional.empty());
      ground.log().append(connection, now,
          List.of(new HooksFact.HookRemoved(row.endpointId(), act.actorId(), true)));
      return HookStore.find(connection, row.endpointId()).orElseThrow();
    });
  }

  /** A new secret; the old ones sign along for the grace. A repeat with the same key answers the same. */
  Opened rotate(Act act, Duration grace, String clientKey) {
    String fresh = Secret.fresh();
    String[] answer = {fresh};
    Row row = onRow(act, (connection, locked) -> {
      Optional<byte[]> first = SecretStore.byKey(connection, locked.endpointId(), clientKey);
      if (first.isPresent()) {
        answer[0] = ground.seal().decrypt(first.get());
        return List.of();
      }
      Instant now = now();
      SecretStore.end(connection, locked.endpointId(), now.plus(grace));
      SecretStore.add(connection, locked.endpointId(), ground.seal().encrypt(fresh), clientKey, now);
      SecretStore.drop(connection, locked.endpointId(), now, Subscription.SECRETS_MAX);
      return List.of(new HooksFact.HookSecretRotated(locked.endpointId(), act.actorId()));
    });
    return new Opened(row, answer[0]);
  }

  /** Tells this endpoint that this is a test; answers the message's id. */
  String test(Act act) {
    String messageId = Ids.next("msg");
    onRow(act, (connection, row) -> {
      requireActive(connection, row);
      Instant now = now();
      int tests = LogbookStore.tests(connection, row.endpointId(), now.minus(TESTS_WINDOW), TESTS_MAX);
      if (tests >= TESTS_MAX) {
        throw Problem.of(HttpReason.TOO_MANY_REQUESTS, TESTS_MAX + " tests within a minute",
            Map.of("retryAfterSeconds", TESTS_WINDOW.toSeconds()));
      }
      HookEvent event =
          new HookEvent(HookType.HOOK_TEST, now, new HookData.TestData(row.endpointId(), row.hostId()));
      String word = event.type().word();
      DeliveryStore.add(connection,
          List.of(new DeliveryStore.Message(messageId, word, row.hostId(), now, Payload.of(event))),
          List.of(new DeliveryStore.Delivery(row.endpointId(), messageId, word)), now);
      return List.of();
    });
    return messageId;
  }

  /** Sends one message of the log again; refuses one that is not there or was tried too often. */
  void replay(Act act, String messageId) {
    onRow(act, (connection, row) -> {
      requireActive(connection, row);
      LogbookStore.Entry entry = LogbookStore.one(connection, row.endpointId(), messageId)
          .orElseThrow(() -> Problem.notFound("delivery", messageId));
      if (entry.attempts() >= LogbookStore.ATTEMPTS_MAX) {
        throw Problem.of(HooksReason.HOOK_TRIED_OUT, "attempts " + entry.attempts() + ", allowed "
            + LogbookStore.ATTEMPTS_MAX);
      }
      LogbookStore.replayOne(connection, row.endpointId(), messageId, now());
      return List.of();
    });
  }

  /**
   * Sends again what was made since an instant; answers how much.
   *
   * @param isAll false for what failed only
   */
  int replaySince(Act act, Instant since, boolean isAll) {
    int[] count = {0};
    onRow(act, (connection, row) -> {
      int room = requireActive(connection, row);
      count[0] = LogbookStore.replay(
          connection, row.endpointId(), new LogbookStore.Replay(since, isAll, room), now());
      return List.of();
    });
    return count[0];
  }

  /** The room for more messages; refuses when nothing is sent, or when as many wait as may. */
  private static int requireActive(Connection connection, Row row) throws SQLException {
    if (row.state() != State.ACTIVE) {
      throw off(row);
    }
    int waiting = DeliveryStore.waiting(connection, List.of(row.endpointId()), Subscription.WAITING_MAX)
        .get(row.endpointId());
    if (waiting >= Subscription.WAITING_MAX) {
      throw Problem.of(HooksReason.HOOK_WAITING_FULL, "waiting " + waiting + ", allowed "
          + Subscription.WAITING_MAX);
    }
    return Subscription.WAITING_MAX - waiting;
  }

  private Row onRow(Act act, Work work) {
    Instant now = now();
    return ground.database().write(connection -> {
      Row row = HookStore.lock(connection, act.endpointId()).filter(found -> !found.isRemoved())
          .orElseThrow(() -> none(act));
      ground.log().append(connection, now, work.done(connection, row));
      return HookStore.find(connection, act.endpointId()).orElseThrow();
    });
  }

  private void requireOpen(String url) {
    if (client.closed(client.receiver(url)).isPresent()) {
      throw Problem.of(HooksReason.HOOK_ADDRESS_INTERNAL, "the address leads inside, where nothing is sent");
    }
  }

  private static Problem off(Row row) {
    return Problem.of(HooksReason.HOOK_OFF, "the endpoint is " + row.state() + "; resume it first");
  }

  private static Problem none(Act act) {
    return Problem.notFound("endpoint", act.endpointId());
  }

  Instant now() {
    return ground.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }
}
