-- Area: growth. The leaves of the trees: views, paid orders, what stood before viewers, firsts of hosts.
-- Folded from log and flood by the consumer `trees`; every row can be made anew from the facts as long as those are
-- kept. `state` is the encoded cell and the truth; the columns before it are read from it at every write.
-- Kept for years.

-- One view. No index holds a column that changes with a beat, so that updates stay on their page.
create table growth_view (
  view_id text primary key,
  person_id text not null,
  host_id text not null,
  -- The show or the clip; empty for the other, both empty when it was neither.
  show_id text not null,
  clip_id text not null,
  -- The first instant known of it.
  began_at timestamptz not null,
  -- At entry; empty until it is told.
  channel text not null,
  relation text not null,
  -- Milliseconds played, in a view of any length.
  played_ms bigint not null constraint view_played_not_negative check (played_ms >= 0),
  state bytea not null
) with (fillfactor = 85);
create index growth_view_host on growth_view (host_id, began_at);
create index growth_view_show on growth_view (show_id) where show_id <> '';
create index growth_view_began on growth_view using brin (began_at) with (pages_per_range = 32);

-- One paid order in the shop's currency.
create table growth_receipt (
  order_id text primary key,
  buyer_id text not null,
  host_id text not null,
  show_id text not null,
  clip_id text not null,
  paid_at timestamptz not null,
  -- At the entry of the view it came from.
  channel text not null,
  relation text not null,
  -- What was paid, minor units.
  gmv_minor bigint not null,
  state bytea not null
);
create index growth_receipt_host on growth_receipt (host_id, paid_at);
create index growth_receipt_show on growth_receipt (show_id) where show_id <> '';
create index growth_receipt_paid on growth_receipt using brin (paid_at) with (pages_per_range = 32);

-- Which product stood before the viewers of a show or clip, and when.
create table growth_counter (
  place_id text primary key,
  state bytea not null
);

-- Firsts of a host; null while they have not happened.
create table growth_milestone (
  host_id text primary key,
  first_clip_at timestamptz,
  first_show_at timestamptz,
  first_follower_at timestamptz,
  first_order_at timestamptz,
  first_fan_at timestamptz,
  first_loyal_at timestamptz,
  first_laotie_at timestamptz,
  state bytea not null
);
