package laotie.server.hooks;

import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import laotie.fact.Cursor;
import laotie.fact.Recorded;
import laotie.hooks.HookData.StockData;
import laotie.hooks.HookEvent;
import laotie.hooks.StockTurns;
import laotie.hooks.Subscription;
import laotie.server.hooks.DeliveryStore.Delivery;
import laotie.server.hooks.DeliveryStore.Message;

/**
 * Turns facts into messages for those who want them, in the transaction that moves the consumer's cursor: a
 * message is never lost and never made twice. Its id comes from the place of the fact in the log, so that
 * even a log that is read anew makes no second one.
 */
final class Recorder {

  private static final int ID_BYTES = 15;

  private final Stocks stocks;
  private final InstantSource clock;
  private final Rooms rooms = new Rooms();

  Recorder(Stocks stocks, InstantSource clock) {
    this.stocks = stocks;
    this.clock = clock;
  }

  /** An event and the id of its message. */
  private record Told(String messageId, HookEvent event) {}

  /** Folds a batch of facts; it is the target of the consumer. */
  void add(Connection connection, List<Recorded> batch) throws SQLException {
    List<Told> told = events(batch);
    Set<String> hosts = new HashSet<>(Touches.hosts(batch));
    told.forEach(one -> hosts.add(one.event().data().hostId()));
    if (hosts.isEmpty()) {
      return;
    }
    List<HookStore.Row> listeners = HookStore.listeners(connection, hosts);
    if (listeners.isEmpty()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    told.addAll(stockEvents(connection, batch, listeners, now));
    write(connection, told, listeners, now);
  }

  private static List<Told> events(List<Recorded> batch) {
    List<Told> told = new ArrayList<>();
    for (Recorded recorded : batch) {
      Optional<HookEvent> event = HookEvent.of(recorded);
      event.ifPresent(one -> told.add(new Told(messageId(recorded.cursor(), one.type().word()), one)));
    }
    return told;
  }

  private List<Told> stockEvents(
      Connection connection, List<Recorded> batch, List<HookStore.Row> listeners, Instant now)
      throws SQLException {
    Set<String> watched = new HashSet<>();
    for (HookStore.Row listener : listeners) {
      if (listener.subscription().wantsStock()) {
        watched.add(listener.hostId());
      }
    }
    if (watched.isEmpty()) {
      return List.of();
    }
    Map<String, Touches.Touch> touched = Touches.of(
        batch, hostId -> watched.contains("") || watched.contains(hostId), stocks);
    if (touched.isEmpty()) {
      return List.of();
    }
    Map<String, Long> before = LevelStore.of(connection, touched.keySet());
    Map<String, Long> levels = stocks.available(touched.keySet());
    List<Told> told = new ArrayList<>();
    touched.forEach((skuId, touch) -> {
      if (levels.containsKey(skuId)) {
        long level = levels.get(skuId);
        // A stock that was never looked at was what the facts of this batch leave to explain.
        long known = before.getOrDefault(skuId, Math.max(0, level - touch.change()));
        StockData data = new StockData(skuId, touch.productId(), touch.hostId(), level);
        for (HookEvent event : StockTurns.of(known, data, touch.last().at())) {
          told.add(new Told(messageId(touch.last().cursor(), event.type().word() + " " + skuId), event));
        }
      }
    });
    LevelStore.save(connection, levels, now);
    return told;
  }

  private void write(
      Connection connection, List<Told> told, List<HookStore.Row> listeners, Instant now)
      throws SQLException {
    Map<String, Message> messages = new LinkedHashMap<>();
    List<Delivery> deliveries = new ArrayList<>();
    rooms.count(connection, listeners.stream().map(HookStore.Row::endpointId).toList(), told.size());
    Map<String, Long> dropped = new TreeMap<>();
    for (HookStore.Row listener : listeners) {
      Subscription subscription = listener.subscription();
      for (Told one : told) {
        if (!subscription.wants(one.event())) {
          continue;
        }
        if (!rooms.take(listener.endpointId())) {
          dropped.merge(listener.endpointId(), 1L, Long::sum);
          continue;
        }
        String word = one.event().type().word();
        messages.computeIfAbsent(one.messageId(), id -> new Message(id, word,
            one.event().data().hostId(), one.event().at(), Payload.of(one.event())));
        deliveries.add(new Delivery(listener.endpointId(), one.messageId(), word));
      }
    }
    DeliveryStore.add(connection, messages.values(), deliveries, now);
    for (Map.Entry<String, Long> drop : dropped.entrySet()) {
      HookStore.countDropped(connection, drop.getKey(), drop.getValue());
      Metrics.counter("laotie.hooks.dropped").increment(drop.getValue());
    }
    Metrics.counter("laotie.hooks.messages").increment(deliveries.size());
  }

  private static String messageId(Cursor cursor, String what) {
    String place = cursor.epoch() + " " + cursor.tx() + " " + cursor.id() + " " + what;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return "msg_" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
