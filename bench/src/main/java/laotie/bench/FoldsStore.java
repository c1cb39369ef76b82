package laotie.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import laotie.fact.Fact;
import laotie.fact.LiveFact.Liked;
import laotie.fact.Recorded;
import laotie.fact.VideoFact.WatchCredited;
import org.postgresql.PGConnection;

/** The same facts as rows of a running server, folded by its consumers and, beside them, by plain SQL. */
final class FoldsStore {

  private static final String COPY = "copy %s (epoch, type, area, key, at, body) from stdin";
  private static final String EPOCH = "select max(epoch) from log_epochs";
  private static final String END = "select coalesce(max(id), 0) from ";

  /** The share of the rows that the slowest of growth's consumers has read; ids rise with the rows. */
  private static final String READ =
      """
      select consumer, source,
             case when (epoch, tx) < (%d, '%s'::xid8) then 0
                  else least(1, greatest(0, (id - %d)::float8
                         / greatest(1, case source when 'log' then %d else %d end - %d))) end as share
        from log_cursors
       where consumer in ('growth', 'relation', 'cells', 'quality')
       order by share, consumer, source
       limit 1
      """;

  /** What PersonFold keeps of watching, per show; docs/areas/growth.md, "factors of a show", for all. */
  private static final String WATCHED_OF_SHOWS =
      """
      create unlogged table bench_shows as
      with views as (
        select body->>'showId' as show, body->>'viewerId' as person, body->>'viewId' as view,
               range_agg(tstzrange((body->>'from')::timestamptz, (body->>'to')::timestamptz)) as played
          from flood
         where type = 'WatchCredited' and body->>'showId' <> ''
         group by 1, 2, 3),
      persons as (
        select show, person, range_agg(played) as played
          from views
         where (select sum(upper(part) - lower(part)) from unnest(played) as part) >= interval '3 seconds'
         group by 1, 2)
      select show, person,
             (select sum(extract(epoch from upper(part) - lower(part)) * 1000)
                from unnest(played) as part)::bigint as watch_ms
        from persons
      """;

  /** The same per host and business day. */
  private static final String WATCHED_OF_DAYS =
      """
      create unlogged table bench_days as
      with told as (
        select body->>'hostId' as host, body->>'viewerId' as person, body->>'viewId' as view,
               (body->>'from')::timestamptz as "from", (body->>'to')::timestamptz as "to"
          from flood
         where type = 'WatchCredited'),
      views as (
        select host, day, person, view,
               range_agg(tstzrange("from", "to") * tstzrange(
                 day::timestamp at time zone 'Asia/Shanghai',
                 (day + 1)::timestamp at time zone 'Asia/Shanghai')) as played
          from told
         cross join lateral (
           select ("from" at time zone 'Asia/Shanghai')::date + further as day
             from generate_series(0, ("to" at time zone 'Asia/Shanghai')::date
                                     - ("from" at time zone 'Asia/Shanghai')::date) as further) as days
         group by 1, 2, 3, 4),
      persons as (
        select host, day, person, range_agg(played) as played
          from views
         where (select sum(upper(part) - lower(part)) from unnest(played) as part) >= interval '3 seconds'
         group by 1, 2, 3)
      select host, day, person,
             (select sum(extract(epoch from upper(part) - lower(part)) * 1000)
                from unnest(played) as part)::bigint as watch_ms
        from persons
      """;

  private static final String BOUGHT =
      """
      create unlogged table bench_bought as
      select body->'deal'->>'hostId' as host, body->'deal'->>'showId' as show,
             (at at time zone 'Asia/Shanghai')::date as day, body->'deal'->>'buyerId' as buyer,
             count(*) as orders, sum((body->'deal'->'amount'->>'minor')::bigint) as gmv_minor
        from log
       where type = 'OrderPaid'
       group by 1, 2, 3, 4
      """;

  private static final String CAME =
      """
      create unlogged table bench_came as
      select body->>'hostId' as host, body->>'viewerId' as person,
             min(at) filter (where type = 'Followed') as followed_at,
             min(at) filter (where type = 'TierChanged') as fan_at,
             array_agg(distinct (at at time zone 'Asia/Shanghai')::date)
               filter (where type in ('RoomEntered', 'ClipOpened')) as days
        from log
       where type in ('RoomEntered', 'ClipOpened', 'Followed', 'TierChanged')
       group by 1, 2
      """;

  private static final String DOMAINS =
      """
      create unlogged table bench_domains as
      select body->>'hostId' as host, (at at time zone 'Asia/Shanghai')::date as day,
             body->'origin'->>'channel' as channel, body->'origin'->>'relation' as relation,
             type, count(*) as facts
        from log
       where type in ('RoomEntered', 'ClipOpened', 'Followed')
       group by 1, 2, 3, 4, 5
      """;

  /** What cells of time keep of a host's minutes: play, viewers, likes. */
  private static final String MINUTES =
      """
      create unlogged table bench_minutes as
      select body->>'hostId' as host, body->>'showId' as show, date_trunc('minute', at) as minute,
             count(distinct body->>'viewerId') as persons,
             sum(extract(epoch from (body->>'to')::timestamptz - (body->>'from')::timestamptz)) as seconds,
             sum((body->>'count')::int) as likes
        from flood
       where type in ('WatchCredited', 'Liked')
       group by 1, 2, 3
      """;

  private static final Map<String, String> JOBS = jobs();
  /** On a loaded machine what was folded by then is told instead of all. */
  private static final Duration FOLDED_MAX = Duration.ofMinutes(15);
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);
  private static final String STATEMENT_MAX = "set statement_timeout = '10min'";
  private static final int COPY_CHARACTERS = 4_000_000;

  private final Connection connection;
  private final int epoch;

  FoldsStore(Connection connection) throws SQLException {
    this.connection = connection;
    execute("set transaction_timeout = 0");
    execute(STATEMENT_MAX);
    this.epoch = (int) number(EPOCH);
  }

  private static Map<String, String> jobs() {
    Map<String, String> jobs = new LinkedHashMap<>();
    jobs.put("watching per show and person", WATCHED_OF_SHOWS);
    jobs.put("watching per host, day and person", WATCHED_OF_DAYS);
    jobs.put("play, viewers and likes per host, show and minute", MINUTES);
    jobs.put("orders per host, show, day and buyer", BOUGHT);
    jobs.put("ladder per host and person", CAME);
    jobs.put("views and follows per host, day, channel and relation", DOMAINS);
    return jobs;
  }

  /**
   * Writes the facts in one transaction, so that no reader sees any before all are there, and answers how
   * many of them growth's consumers had folded after how many seconds from its commit: all, unless that took
   * longer than {@link #FOLDED_MAX}.
   */
  Folded fold(FoldStream stream, int facts) throws SQLException, IOException {
    connection.setAutoCommit(false);
    String tx = text("select pg_current_xact_id()::text");
    long first = Math.max(number(END + "log"), number(END + "flood"));
    write(stream, facts);
    // A living server has statistics; without them the readers' statements are planned for empty tables.
    execute("analyze flood");
    execute("analyze log");
    String read = READ.formatted(epoch, tx, first, number(END + "log"), number(END + "flood"), first);
    connection.commit();
    connection.setAutoCommit(true);
    return await(read, facts);
  }

  private void write(FoldStream stream, int facts) throws SQLException, IOException {
    Map<String, StringBuilder> waiting = new LinkedHashMap<>(
        Map.of("log", new StringBuilder(), "flood", new StringBuilder()));
    List<Recorded> some = new ArrayList<>();
    int slices = 0;
    for (int told = 0; told < facts; told += some.size()) {
      some.clear();
      stream.tell(Math.min(50_000, facts - told), some::add);
      for (Recorded one : some) {
        boolean isFlood = one.fact() instanceof WatchCredited || one.fact() instanceof Liked;
        StringBuilder rows = waiting.get(isFlood ? "flood" : "log");
        row(rows, one);
        if (rows.length() > COPY_CHARACTERS) {
          copy(isFlood ? "flood" : "log", rows);
        }
      }
      if (++slices % 4 == 0) {
        System.err.printf("%,d of %,d facts written%n", told + some.size(), facts);
      }
    }
    for (Map.Entry<String, StringBuilder> rest : waiting.entrySet()) {
      copy(rest.getKey(), rest.getValue());
    }
  }

  /** Waits for the slowest consumer and says every few seconds how far it is. */
  private Folded await(String read, int facts) throws SQLException {
    long committed = System.nanoTime();
    long said = committed;
    while (true) {
      String[] slowest = texts(read);
      double share = Double.parseDouble(slowest[2]);
      long now = System.nanoTime();
      if (share >= 1 || now - committed > FOLDED_MAX.toNanos()) {
        return new Folded(Math.round(share * facts), (now - committed) / 1e9);
      }
      if (now - said > PROGRESS_EVERY.toNanos()) {
        said = now;
        System.err.printf("%s has read %.0f %% of %s after %.0f s%n",
            slowest[0], 100 * share, slowest[1], (now - committed) / 1e9);
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  /** How many facts every consumer of growth had folded, and in how many seconds. */
  record Folded(long facts, double seconds) {}

  /** Seconds of each piece of the same job in SQL. */
  Map<String, Double> statements() throws SQLException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Map.Entry<String, String> job : JOBS.entrySet()) {
      long before = System.nanoTime();
      execute(job.getValue());
      seconds.put(job.getKey(), (System.nanoTime() - before) / 1e9);
      System.err.printf("SQL: %s in %.1f s%n", job.getKey(), seconds.get(job.getKey()));
    }
    return seconds;
  }

  /** Persons' cells of shows that the folds keep and SQL does not, or tells otherwise; 0 is right. */
  long differing() throws SQLException {
    return number("""
        select count(*)
          from (select scope_id, person_id, watch_ms from growth_person where scope = 'SHOW' and is_valid) f
          full join bench_shows s on s.show = f.scope_id and s.person = f.person_id
         where f.watch_ms is distinct from s.watch_ms""");
  }

  private void copy(String table, StringBuilder rows) throws SQLException, IOException {
    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
        COPY.formatted(table), new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
    rows.setLength(0);
  }

  private void row(StringBuilder rows, Recorded one) {
    Fact fact = one.fact();
    rows.append(epoch).append('\t').append(fact.getClass().getSimpleName()).append('\t')
        .append(fact.area().word()).append('\t').append(fact.key()).append('\t').append(one.at())
        .append('\t');
    json(rows, fact);
    rows.append('\n');
  }

  /** Facts here hold nothing that JSON or COPY would have to escape. */
  private static void json(StringBuilder out, Object value) {
    switch (value) {
      case Record record -> {
        char separator = '{';
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          out.append(separator).append('"').append(component.getName()).append("\":");
          json(out, read(component, record));
          separator = ',';
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : ",");
          json(out, list.get(i));
        }
        out.append(']');
      }
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case Enum<?> word -> out.append('"').append(word.name()).append('"');
      case Currency currency -> out.append('"').append(currency.getCurrencyCode()).append('"');
      case Instant instant -> out.append('"').append(instant).append('"');
      default -> out.append('"').append(value).append('"');
    }
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException bug) {
      throw new IllegalStateException(component.toString(), bug);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) throws SQLException {
    return texts(sql)[0];
  }

  /** The columns of the first row. */
  private String[] texts(String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
      row.next();
      String[] texts = new String[row.getMetaData().getColumnCount()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = row.getString(i + 1);
      }
      return texts;
    }
  }
}
