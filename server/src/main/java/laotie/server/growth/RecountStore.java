package laotie.server.growth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statements with which anybody counts the numbers of the relation again, from exported facts alone: no
 * cell, no fold, no code of the product. They run in PostgreSQL as they stand, over a table {@code facts}
 * that {@link #SETUP} makes and fills. Columns bear the names of the answer's fields.
 */
final class RecountStore {

  /** For {@code psql}: a table for the facts, and the downloaded file into it. */
  static final String SETUP =
      """
      create table facts (
        epoch int, tx bigint, id bigint, type text, area text, key text, at timestamptz, body jsonb);
      \\copy facts from 'facts.csv' with (format csv, header)
      create index on facts (type);
      analyze facts;
      """;

  static final String LADDER =
      """
      with asked as (
        select date ':from' as first_day, date ':to' as after_day, ':zone' as zone,
               ':host'::text as host),
      told as (
        select type, key, body, date_trunc('milliseconds', at) as at,
               (date_trunc('milliseconds', at) at time zone zone)::date as day,
               coalesce(body->>'hostId', body->'deal'->>'hostId') as host,
               coalesce(body->>'viewerId', body->'deal'->>'buyerId') as person
          from facts cross join asked
         where type in ('Followed', 'RoomEntered', 'ClipOpened', 'TierChanged', 'OrderPaid',
                        'OrderRefunded')
           and asked.host in ('', coalesce(body->>'hostId', body->'deal'->>'hostId'))),
      followed as (
        select host, person, min(at) as at from told where type = 'Followed' group by 1, 2),
      came as (
        select host, person, day, min(at) as at,
               row_number() over (partition by host, person order by day) as nth
          from told where type in ('RoomEntered', 'ClipOpened') group by 1, 2, 3),
      fans as (
        select host, person, min(at) as at
          from told where type = 'TierChanged' and body->>'to' in ('FAN', 'LOYAL', 'LAOTIE')
         group by 1, 2),
      paid as (
        select key, host, person, min(at) as at from told where type = 'OrderPaid' group by 1, 2, 3),
      refunds as (
        select key, min(at) as at
          from told where type = 'OrderRefunded' and (body->>'isWhole')::boolean group by 1),
      effective as (
        select paid.host, paid.person, paid.at, (paid.at at time zone zone)::date as day
          from asked cross join paid left join refunds using (key)
         where refunds.at is null or refunds.at >= paid.at + interval '168 hours'),
      bought as (
        select host, person, day, min(at) as at,
               row_number() over (partition by host, person order by day) as nth
          from effective group by 1, 2, 3),
      ordered as (
        select host, person, at, row_number() over (partition by host, person order by at) as nth
          from effective),
      pairs as (
        select f.at as r1, l.at as likes, fans.at as fan, t.at as trusts, o.at as ten
          from asked cross join followed f
          left join came l on l.host = f.host and l.person = f.person and l.nth = 3
          left join fans on fans.host = f.host and fans.person = f.person
          left join bought t on t.host = f.host and t.person = f.person and t.nth = 2
          left join ordered o on o.host = f.host and o.person = f.person and o.nth = 10
         where (f.at at time zone zone)::date >= first_day and (f.at at time zone zone)::date < after_day),
      climbed as (
        select r1,
               case when likes is not null then greatest(r1, likes) end as r2,
               case when likes is not null and fan is not null then greatest(r1, likes, fan) end as r3,
               case when likes is not null and fan is not null and trusts is not null
                    then greatest(r1, likes, fan, trusts) end as r4,
               case when likes is not null and fan is not null and trusts is not null
                     and ten is not null then greatest(r1, likes, fan, trusts, ten) end as r5
          from pairs),
      steps as (
        select 1 as place, 'FOLLOWED' as step, count(r1) as people, null::numeric as seconds from climbed
        union all
        select 2, 'LIKES', count(r2),
               percentile_disc(0.5) within group (order by extract(epoch from r2 - r1)) from climbed
        union all
        select 3, 'FAN', count(r3),
               percentile_disc(0.5) within group (order by extract(epoch from r3 - r2)) from climbed
        union all
        select 4, 'TRUSTS', count(r4),
               percentile_disc(0.5) within group (order by extract(epoch from r4 - r3)) from climbed
        union all
        select 5, 'TEN', count(r5),
               percentile_disc(0.5) within group (order by extract(epoch from r5 - r4)) from climbed),
      rates as (
        select *, lag(people) over (order by place) as below from steps)
      select step, people, people::float8 / nullif(below, 0) as rate,
             case when n > 0 then greatest(0, (p + z2 / (2 * n) - z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as low,
             case when n > 0 then least(1, (p + z2 / (2 * n) + z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as high,
             (seconds / 86400)::float8 as median_days
        from rates cross join lateral (
             select nullif(below, 0)::float8 as n, people::float8 / nullif(below, 0) as p,
                    1.959963984540054::float8 as z, 3.8414588206941254::float8 as z2) as wilson
       order by place
      """;

  static final String DOMAIN =
      """
      with asked as (
        select date ':from' as first_day, date ':to' as after_day, ':zone' as zone,
               ':host'::text as host),
      told as (
        select type, coalesce(body->>'hostId', body->'deal'->>'hostId') as host,
               coalesce(body->'origin', body->'deal'->'origin') as origin,
               body->'deal'->>'buyerId' as buyer, (body->'deal'->'amount'->>'minor')::bigint as minor
          from facts cross join asked
         where type in ('RoomEntered', 'ClipOpened', 'Followed', 'OrderPaid')
           and coalesce(body->'deal'->'amount'->>'currency', 'CNY') = 'CNY'
           and (date_trunc('milliseconds', at) at time zone zone)::date >= first_day
           and (date_trunc('milliseconds', at) at time zone zone)::date < after_day
           and asked.host in ('', coalesce(body->>'hostId', body->'deal'->>'hostId'))),
      placed as (
        select told.*, origin->>'relation' as relation,
               case when origin->>'channel' in ('FOLLOWING_TAB', 'PUSH', 'FAN_GROUP', 'HOST_PAGE',
                                                'RESERVATION', 'DIRECT_MESSAGE')
                    then 'PRIVATE' else 'PUBLIC' end as pool
          from told)
      select pool, relation,
             count(*) filter (where type in ('RoomEntered', 'ClipOpened')) as views,
             count(*) filter (where type = 'Followed') as follows,
             count(*) filter (where type = 'OrderPaid') as orders,
             count(distinct buyer) filter (where type = 'OrderPaid') as buyers,
             coalesce(sum(minor) filter (where type = 'OrderPaid'), 0)::bigint as gmv_minor
        from placed
       group by grouping sets ((pool, relation), ())
       order by pool nulls last, relation
      """;

  static final String QUARTERS =
      """
      with asked as (
        select date ':from' as first_day, date ':to' as after_day, ':zone' as zone,
               ':host'::text as host),
      told as (
        select type, coalesce(body->>'hostId', body->'deal'->>'hostId') as host,
               coalesce(body->'origin', body->'deal'->'origin') as origin,
               body->'deal'->>'buyerId' as buyer, (body->'deal'->'amount'->>'minor')::bigint as minor
          from facts cross join asked
         where type in ('RoomEntered', 'ClipOpened', 'Followed', 'OrderPaid')
           and coalesce(body->'deal'->'amount'->>'currency', 'CNY') = 'CNY'
           and (date_trunc('milliseconds', at) at time zone zone)::date >= first_day
           and (date_trunc('milliseconds', at) at time zone zone)::date < after_day
           and asked.host in ('', coalesce(body->>'hostId', body->'deal'->>'hostId'))),
      placed as (
        select told.*, origin->>'relation' as relation,
               case when origin->>'channel' in ('FOLLOWING_TAB', 'PUSH', 'FAN_GROUP', 'HOST_PAGE',
                                                'RESERVATION', 'DIRECT_MESSAGE')
                    then 'PRIVATE' else 'PUBLIC' end as pool
          from told)
      select pool, case when relation = 'STRANGER' then 'STRANGER' else 'KNOWN' end as quarter,
             count(*) filter (where type in ('RoomEntered', 'ClipOpened')) as views,
             count(*) filter (where type = 'Followed') as follows,
             count(*) filter (where type = 'OrderPaid') as orders,
             count(distinct buyer) filter (where type = 'OrderPaid') as buyers,
             coalesce(sum(minor) filter (where type = 'OrderPaid'), 0)::bigint as gmv_minor,
             count(*) filter (where type = 'OrderPaid')::float8
               / nullif(count(*) filter (where type in ('RoomEntered', 'ClipOpened')), 0) as order_rate
        from placed
       group by pool, quarter
       order by pool, quarter
      """;

  static final String SOURCES =
      """
      with asked as (
        select date ':from' as first_day, date ':to' as after_day, ':zone' as zone, ':host'::text as host)
      select case when body->'deal'->>'showId' <> '' then 'LIVE'
                  when coalesce(body->'deal'->>'clipId', '') <> '' then 'CLIP'
                  else 'OFFLIVE' end as source,
             count(*) as orders, sum((body->'deal'->'amount'->>'minor')::bigint)::bigint as gmv_minor
        from facts cross join asked
       where type = 'OrderPaid' and body->'deal'->'amount'->>'currency' = 'CNY'
         and (date_trunc('milliseconds', at) at time zone zone)::date >= first_day
         and (date_trunc('milliseconds', at) at time zone zone)::date < after_day
         and asked.host in ('', body->'deal'->>'hostId')
       group by 1
       order by 1
      """;

  static final String PUBLIC_TO_PRIVATE =
      """
      with asked as (
        select date ':from' as first_day, date ':matures' as after_day, ':zone' as zone,
               ':host'::text as host),
      told as (
        select type, body->>'hostId' as host, body->>'viewerId' as person,
               date_trunc('milliseconds', at) as at,
               (date_trunc('milliseconds', at) at time zone zone)::date as day,
               coalesce(body->'origin'->>'relation' = 'STRANGER'
                 and body->'origin'->>'channel' not in ('FOLLOWING_TAB', 'PUSH', 'FAN_GROUP', 'HOST_PAGE',
                                                        'RESERVATION', 'DIRECT_MESSAGE'), false)
                 as is_stranger,
               coalesce(body->>'viewId', '') <> '' as is_in_view
          from facts cross join asked
         where type in ('RoomEntered', 'ClipOpened', 'Followed', 'Unfollowed')
           and asked.host in ('', body->>'hostId')),
      strangers as (
        select distinct told.host, person
          from told cross join asked
         where type in ('RoomEntered', 'ClipOpened') and is_stranger
           and day >= first_day and day < after_day),
      crossed as (
        select distinct told.host, person, day
          from told cross join asked
         where type = 'Followed' and is_stranger and is_in_view and day >= first_day and day < after_day),
      stayed as (
        select distinct host, person
          from (select crossed.host, crossed.person
                  from crossed join told using (host, person)
                 where told.type in ('Followed', 'Unfollowed') and told.day <= crossed.day + 7
                 group by crossed.host, crossed.person, crossed.day
                having coalesce(max(told.at) filter (where told.type = 'Followed')
                              > max(told.at) filter (where told.type = 'Unfollowed'), true)) as days)
      select strangers, stayed, p as rate,
             case when n > 0 then greatest(0, (p + z2 / (2 * n) - z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as low,
             case when n > 0 then least(1, (p + z2 / (2 * n) + z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as high
        from (select count(*) as strangers, count(stayed.person) as stayed
                from strangers left join stayed using (host, person)) as counted
        cross join lateral (
             select nullif(strangers, 0)::float8 as n, stayed::float8 / nullif(strangers, 0) as p,
                    1.959963984540054::float8 as z, 3.8414588206941254::float8 as z2) as wilson
      """;

  static final String UNPLANNED =
      """
      with asked as (
        select date ':from' as first_day, date ':to' as after_day, ':zone' as zone,
               ':host'::text as host),
      shelf as (
        select distinct on (key) key as product, body->>'category' as category
          from facts
         where type = 'ProductListed'
         order by key, date_trunc('milliseconds', at) desc, body->>'category' collate "C" desc),
      orders as (
        select key, date_trunc('milliseconds', coalesce(min(at) filter (where type = 'OrderPlaced'),
                 min(at) filter (where type = 'OrderPaid'))) as at,
               date_trunc('milliseconds', min(at) filter (where type = 'OrderPaid')) as paid_at,
               (array_agg(body) filter (where type = 'OrderPaid'))[1] as body
          from facts
         where type in ('OrderPlaced', 'OrderPaid')
         group by key),
      wants as (
        select key, body->'deal'->>'buyerId' as buyer, at, line->>'productId' as product, category
          from asked cross join orders cross join jsonb_array_elements(body->'lines') as line
          left join shelf on shelf.product = line->>'productId'
         where body->'deal'->'amount'->>'currency' = 'CNY'
           and (paid_at at time zone zone)::date >= first_day
           and (paid_at at time zone zone)::date < after_day
           and asked.host in ('', body->'deal'->>'hostId')),
      -- Wants have the key of their order, wishes have none; both stand in one row of time.
      told as (
        select buyer as person, 'product ' || product as subject, at, key from wants
        union all
        select buyer, 'category ' || category, at, key from wants where category is not null
        union all
        select body->>'viewerId', 'category ' || category, date_trunc('milliseconds', at), null
          from facts cross join jsonb_array_elements_text(body->'categories') as category
         where type = 'Searched'
        union all
        select body->>'viewerId', 'product ' || (body->>'productId'), date_trunc('milliseconds', at), null
          from facts
         where type = 'ProductOpened' and (body->>'isFromOutside')::boolean),
      wished as (
        select key, person, at, max(at) filter (where key is null) over (
                 partition by person, subject order by at, key nulls first) as wished_at
          from told),
      decided as (
        select key, person, coalesce(bool_or(wished_at >= at - interval '24 hours'), false) as is_planned
          from wished where key is not null group by key, person),
      buyers as (
        select person, count(*) as orders, count(*) filter (where not is_planned) as unplanned
          from decided
         group by person)
      select orders, unplanned, p as rate,
             case when n > 0 then greatest(0, (p + z2 / (2 * n) - z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as low,
             case when n > 0 then least(1, (p + z2 / (2 * n) + z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as high,
             buyers, unplanned_buyers, unplanned_buyers::float8 / nullif(buyers, 0) as buyer_rate
        from (select coalesce(sum(orders), 0)::bigint as orders,
                     coalesce(sum(unplanned), 0)::bigint as unplanned,
                     count(*) as buyers, count(*) filter (where unplanned = orders) as unplanned_buyers
                from buyers) as counted
        cross join lateral (
             select nullif(orders, 0)::float8 as n, unplanned::float8 / nullif(orders, 0) as p,
                    1.959963984540054::float8 as z, 3.8414588206941254::float8 as z2) as wilson
      """;

  static final String BASKETS =
      """
      with asked as (
        select date ':from' as first_day, date ':to' as after_day, ':zone' as zone,
               ':host'::text as host),
      shelf as (
        select distinct on (key) key as product, body->>'category' as category
          from facts
         where type = 'ProductListed'
         order by key, date_trunc('milliseconds', at) desc, body->>'category' collate "C" desc),
      pairs as (
        select body->'deal'->>'buyerId' as buyer, body->'deal'->>'hostId' as host,
               count(distinct shelf.category) as categories
          from asked cross join facts cross join jsonb_array_elements(body->'lines') as line
          left join shelf on shelf.product = line->>'productId'
         where type = 'OrderPaid' and body->'deal'->'amount'->>'currency' = 'CNY'
           and (date_trunc('milliseconds', at) at time zone zone)::date >= first_day
           and (date_trunc('milliseconds', at) at time zone zone)::date < after_day
           and asked.host in ('', body->'deal'->>'hostId')
         group by 1, 2)
      select buyers, across_categories, p as rate,
             case when n > 0 then greatest(0, (p + z2 / (2 * n) - z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as low,
             case when n > 0 then least(1, (p + z2 / (2 * n) + z * sqrt(p * (1 - p) / n
               + z2 / (4 * n * n))) / (1 + z2 / n)) end as high
        from (select count(*) as buyers, count(*) filter (where categories > 1) as across_categories
                from pairs) as counted
        cross join lateral (
             select nullif(buyers, 0)::float8 as n, across_categories::float8 / nullif(buyers, 0) as p,
                    1.959963984540054::float8 as z, 3.8414588206941254::float8 as z2) as wilson
      """;

  private RecountStore() {}

  /** The statements of one window, by the part of the answer they count. */
  static Map<String, String> of(RelationWindow window) {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("setup", SETUP);
    queries.put("ladder", filled(LADDER, window));
    queries.put("domain", filled(DOMAIN, window));
    queries.put("quarters", filled(QUARTERS, window));
    queries.put("sources", filled(SOURCES, window));
    queries.put("publicToPrivate", filled(PUBLIC_TO_PRIVATE, window));
    queries.put("unplanned", filled(UNPLANNED, window));
    queries.put("baskets", filled(BASKETS, window));
    return queries;
  }

  /** A host's id is letters, digits and underlines; whatever else it were is left out of the text. */
  private static String filled(String query, RelationWindow window) {
    return query.replace(":from", window.from().toString())
        .replace(":to", window.to().toString())
        .replace(":matures", window.maturesBefore().toString())
        .replace(":zone", window.zone().getId())
        .replace(":host", window.hostId().replaceAll("[^A-Za-z0-9_]", ""));
  }
}
