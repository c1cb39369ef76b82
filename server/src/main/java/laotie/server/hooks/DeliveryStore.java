package laotie.server.hooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.hooks.Retries;
import laotie.server.log.Columns;

/** Messages and their way to each endpoint: written by the consumer, claimed and settled by the courier. */
final class DeliveryStore {

  private static final String ADD_MESSAGES =
      """
      insert into hooks_messages (message_id, type, host_id, happened_at, body, made_at)
      select message_id, type, host_id, happened_at, body, ?
        from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
          as n (message_id, type, host_id, happened_at, body)
      on conflict (message_id) do nothing
      """;

  private static final String ADD_DELIVERIES =
      """
      insert into hooks_deliveries (endpoint_id, message_id, type, state, due_at, made_at)
      select endpoint_id, message_id, type, 'WAITING', ?, ?
        from unnest(?::text[], ?::text[], ?::text[]) as n (endpoint_id, message_id, type)
      on conflict (endpoint_id, message_id) do nothing
      """;

  /** Counted no further than anybody needs. */
  private static final String WAITING =
      """
      select e.endpoint_id, (
               select count(*) from (
                 select 1 from hooks_deliveries d
                  where d.endpoint_id = e.endpoint_id and d.state = 'WAITING' limit ?) as part) as waiting
        from unnest(?::text[]) as e (endpoint_id)
      """;

  /**
   * Endpoints after one with something due, found by leaping over the index from one to the next, so that a
   * hundred thousand rows of a dead one cost nothing.
   */
  private static final String DUE =
      """
      with recursive waiting as (
        (select endpoint_id from hooks_deliveries
          where state = 'WAITING' and endpoint_id > ? order by endpoint_id limit 1)
        union all
        select (select d.endpoint_id from hooks_deliveries d
                 where d.state = 'WAITING' and d.endpoint_id > w.endpoint_id
                 order by d.endpoint_id limit 1)
          from waiting w where w.endpoint_id is not null)
      select e.endpoint_id, e.rest_until = 'epoch' as is_good
        from waiting w
        join hooks_endpoints e on e.endpoint_id = w.endpoint_id
       where e.state = 'ACTIVE' and e.removed_at is null and e.rest_until <= ?
         and exists (select 1 from hooks_deliveries d
                      where d.endpoint_id = e.endpoint_id and d.state = 'WAITING' and d.due_at <= ?)
       order by e.endpoint_id
       limit ?
      """;

  /**
   * Takes what is due by moving its instant behind the time an attempt can take: another process does not
   * find it due, and when this one is killed it becomes due again by itself.
   */
  private static final String CLAIM =
      """
      with wanted as (
        select endpoint_id, most from unnest(?::text[], ?::int[]) as w (endpoint_id, most)
      ), taken as (
        select d.endpoint_id, d.message_id
          from wanted w
          cross join lateral (
            select endpoint_id, message_id from hooks_deliveries
             where endpoint_id = w.endpoint_id and state = 'WAITING' and due_at <= ?
             order by due_at limit w.most
               for update skip locked) as d
      )
      update hooks_deliveries d
         set due_at = ?, attempts = d.attempts + 1
        from taken t
        join hooks_endpoints e on e.endpoint_id = t.endpoint_id
        join hooks_messages m on m.message_id = t.message_id
       where d.endpoint_id = t.endpoint_id and d.message_id = t.message_id
         and e.state = 'ACTIVE' and e.removed_at is null
      returning d.endpoint_id, d.message_id, d.attempts, d.failures, e.url, m.body
      """;

  /** Only the attempt that is the last one settles: a late answer after a new claim is noted and no more. */
  private static final String SETTLE =
      """
      update hooks_deliveries d
         set state = n.state, due_at = n.due_at, failures = n.failures
        from unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::timestamptz[], ?::int[])
          as n (endpoint_id, message_id, number, state, due_at, failures)
       where d.endpoint_id = n.endpoint_id and d.message_id = n.message_id and d.attempts = n.number
         and d.state = 'WAITING'
      """;

  private static final String ADD_ATTEMPTS =
      """
      insert into hooks_attempts (endpoint_id, message_id, number, at, millis, outcome, status, answer)
      select endpoint_id, message_id, number, at, millis, outcome, status, answer
        from unnest(?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::int[], ?::text[], ?::int[],
                    ?::text[])
          as n (endpoint_id, message_id, number, at, millis, outcome, status, answer)
      on conflict (endpoint_id, message_id, number) do nothing
      """;

  private DeliveryStore() {}

  /** A message for all who are told. */
  record Message(String messageId, String type, String hostId, Instant happenedAt, String body) {}

  /** A message for one. */
  record Delivery(String endpointId, String messageId, String type) {}

  /** An endpoint with something due; it is good when it needed no rest since it took something. */
  record Due(String endpointId, boolean isGood) {}

  /**
   * A message this process has to send now.
   *
   * @param number of the attempt, from 1
   * @param failures attempts of this round that failed
   */
  record Claim(
      String endpointId, String messageId, int number, int failures, String url, String body) {}

  /** What came of an attempt, for the log of deliveries. */
  record Noted(Instant at, int millis, PostClient.Sent sent) {}

  /** An attempt that is over, and where its message stands. */
  record Settled(Claim claim, Noted noted, Retries.Next next, int failures) {}

  static void add(
      Connection connection, Collection<Message> messages, List<Delivery> deliveries, Instant now)
      throws SQLException {
    if (deliveries.isEmpty()) {
      return;
    }
    Columns told = new Columns("text", "text", "text", "text", "text");
    for (Message message : messages) {
      told.add(message.messageId(), message.type(), message.hostId(), message.happenedAt().toString(),
          message.body());
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD_MESSAGES)) {
      insert.setObject(1, utc(now));
      told.bind(insert, 2);
      insert.executeUpdate();
    }
    Columns rows = new Columns("text", "text", "text");
    for (Delivery delivery : deliveries) {
      rows.add(delivery.endpointId(), delivery.messageId(), delivery.type());
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD_DELIVERIES)) {
      insert.setObject(1, utc(now));
      insert.setObject(2, utc(now));
      rows.bind(insert, 3);
      insert.executeUpdate();
    }
  }

  /** How much waits for each endpoint, counted up to {@code most}. */
  static Map<String, Integer> waiting(Connection connection, Collection<String> endpointIds, int most)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(WAITING)) {
      select.setInt(1, most);
      select.setArray(2, connection.createArrayOf("text", endpointIds.toArray()));
      Map<String, Integer> counts = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.put(row.getString("endpoint_id"), row.getInt("waiting"));
        }
      }
      return counts;
    }
  }

  static List<Due> due(Connection connection, String after, Instant now, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      select.setString(1, after);
      select.setObject(2, utc(now));
      select.setObject(3, utc(now));
      select.setInt(4, limit);
      List<Due> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Due(row.getString("endpoint_id"), row.getBoolean("is_good")));
        }
      }
      return found;
    }
  }

  /**
   * Claims so many due messages of each endpoint.
   *
   * @param lostAt when they are due again, should this process be killed
   */
  static List<Claim> claim(Connection connection, Map<String, Integer> most, Instant now, Instant lostAt)
      throws SQLException {
    Columns wanted = new Columns("text", "int");
    most.forEach(wanted::add);
    try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
      wanted.bind(update, 1);
      update.setObject(3, utc(now));
      update.setObject(4, utc(lostAt));
      List<Claim> claims = new ArrayList<>();
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          claims.add(new Claim(row.getString("endpoint_id"), row.getString("message_id"),
              row.getInt("attempts"), row.getInt("failures"), row.getString("url"),
              row.getString("body")));
        }
      }
      return claims;
    }
  }

  /** Writes where messages stand after their attempts, and the attempts. */
  static void settle(Connection connection, List<Settled> batch) throws SQLException {
    Columns states = new Columns("text", "text", "int", "text", "timestamptz", "int");
    Columns attempts = new Columns("text", "text", "int", "timestamptz", "int", "text", "int", "text");
    for (Settled one : batch) {
      Claim claim = one.claim();
      states.add(claim.endpointId(), claim.messageId(), claim.number(), one.next().state().name(),
          utc(one.next().dueAt()), one.failures());
      attempts.add(claim.endpointId(), claim.messageId(), claim.number(), utc(one.noted().at()),
          one.noted().millis(), one.noted().sent().outcome().name(), one.noted().sent().status(),
          one.noted().sent().answer());
    }
    states.run(connection, SETTLE);
    attempts.run(connection, ADD_ATTEMPTS);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
