package laotie.server.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import laotie.growth.Factors;

/**
 * The numbers of growth counted a second time, from the bodies of the facts and by SQL alone: no fold, no
 * cell, no code of the product. docs/areas/growth.md shows these statements to analysts.
 */
final class CountedBySql {

  private static final String SHOW =
      """
      with told as (
        select body->>'viewerId' as person, body->>'viewId' as view,
               tstzrange(date_trunc('milliseconds', (body->>'from')::timestamptz),
                         date_trunc('milliseconds', (body->>'to')::timestamptz)) as span
          from flood
         where type = 'WatchCredited' and body->>'showId' = ?),
      views as (
        select person, view, range_agg(span) as played from told where not isempty(span) group by 1, 2),
      valid as (
        select person, played from views
         where (select sum(upper(part) - lower(part)) from unnest(played) as part) >= interval '3 seconds'),
      persons as (
        select person, range_agg(played) as played from valid group by person),
      watched as (
        select count(*) as uv,
               coalesce(sum((select sum(extract(epoch from upper(part) - lower(part)) * 1000)
                               from unnest(played) as part)), 0)::bigint as watch_ms
          from persons),
      bought as (
        select count(distinct body->'deal'->>'buyerId') as buyers, count(*) as orders,
               coalesce(sum((body->'deal'->'amount'->>'minor')::bigint), 0)::bigint as gmv_minor
          from log
         where type = 'OrderPaid' and body->'deal'->>'showId' = ?)
      select uv, watch_ms, buyers, orders, gmv_minor from watched, bought
      """;

  private static final String HOST =
      """
      with days as (
        select day::date as day,
               tstzrange(day at time zone 'Asia/Shanghai',
                         (day + interval '1 day') at time zone 'Asia/Shanghai') as span
          from generate_series(?::date::timestamp, ?::date::timestamp - interval '1 day', '1 day') as day),
      told as (
        select body->>'viewerId' as person, body->>'viewId' as view,
               tstzrange(date_trunc('milliseconds', (body->>'from')::timestamptz),
                         date_trunc('milliseconds', (body->>'to')::timestamptz)) as span
          from flood
         where type = 'WatchCredited' and body->>'hostId' like ?),
      views as (
        select day, person, view, range_agg(told.span * days.span) as played
          from told join days on told.span && days.span
         group by 1, 2, 3),
      valid as (
        select day, person, played from views
         where (select sum(upper(part) - lower(part)) from unnest(played) as part) >= interval '3 seconds'),
      persons as (
        select day, person, range_agg(played) as played from valid group by 1, 2),
      watched as (
        select count(distinct person) as uv,
               coalesce(sum((select sum(extract(epoch from upper(part) - lower(part)) * 1000)
                               from unnest(played) as part)), 0)::bigint as watch_ms
          from persons),
      bought as (
        select count(distinct body->'deal'->>'buyerId') as buyers, count(*) as orders,
               coalesce(sum((body->'deal'->'amount'->>'minor')::bigint), 0)::bigint as gmv_minor
          from log join days on log.at <@ days.span
         where type = 'OrderPaid' and body->'deal'->>'hostId' like ?)
      select uv, watch_ms, buyers, orders, gmv_minor from watched, bought
      """;

  private static final String REPURCHASE =
      """
      with effective as (
        select distinct paid.body->'deal'->>'hostId' as host, paid.body->'deal'->>'buyerId' as buyer,
               (paid.at at time zone 'Asia/Shanghai')::date as day
          from log paid
         where paid.type = 'OrderPaid' and paid.body->'deal'->>'hostId' like ?
           and not exists (
             select from log refund
              where refund.type = 'OrderRefunded' and refund.key = paid.key
                and (refund.body->>'isWhole')::boolean
                and refund.at < paid.at + interval '7 days')),
      firsts as (
        select host, buyer, min(day) as first_day from effective group by 1, 2)
      select count(*) as mature,
             count(*) filter (where exists (
               select from effective e
                where e.host = f.host and e.buyer = f.buyer
                  and e.day > f.first_day and e.day <= f.first_day + ?)) as repeaters
        from firsts f
       where f.first_day + ? <= ?::date
      """;

  private static final String FOLLOWERS_GAINED =
      """
      select count(distinct body->>'viewerId')
        from log
       where type = 'Followed' and body->>'hostId' = ?
         and (at at time zone 'Asia/Shanghai')::date = ?::date
      """;

  private CountedBySql() {}

  static Factors ofShow(Connection connection, String showId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SHOW)) {
      select.setString(1, showId);
      select.setString(2, showId);
      return factors(select);
    }
  }

  /** Days {@code [from, to)} of the hosts whose id is like {@code pattern}; of several, persons are distinct. */
  static Factors ofHost(Connection connection, String pattern, LocalDate from, LocalDate to)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HOST)) {
      select.setString(1, from.toString());
      select.setString(2, to.toString());
      select.setString(3, pattern);
      select.setString(4, pattern);
      return factors(select);
    }
  }

  private static Factors factors(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return new Factors(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  /** Mature buyers and repeaters of R3(days). */
  static long[] repurchase(Connection connection, String pattern, int days, LocalDate lastDay)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(REPURCHASE)) {
      select.setString(1, pattern);
      select.setInt(2, days);
      select.setInt(3, days);
      select.setString(4, lastDay.toString());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new long[] {row.getLong("mature"), row.getLong("repeaters")};
      }
    }
  }

  static long followersGained(Connection connection, String hostId, LocalDate day) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FOLLOWERS_GAINED)) {
      select.setString(1, hostId);
      select.setString(2, day.toString());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
