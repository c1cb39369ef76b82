-- Area: growth. The numbers of the relation: ladder, domains, crossing, unplanned orders. Folded from the
-- log by the consumer `relation`; every row can be made anew from the facts. `state` is the encoded cell
-- and the truth; the columns before it are read from it at every write. Kept for years.

-- One person with one host: when what each step of the ladder alone asks for came true; null when not.
create table growth_ladder (
  host_id text not null,
  person_id text not null,
  followed_at timestamptz,
  likes_at timestamptz,
  fan_at timestamptz,
  trusts_at timestamptz,
  ten_at timestamptz,
  state bytea not null,
  primary key (host_id, person_id)
) with (fillfactor = 85);

-- One person with one host: days on which he came as a stranger from the public domain, and days of
-- follows in such a visit that stood a week later.
create table growth_crossing (
  host_id text not null,
  person_id text not null,
  stranger_days date[] not null,
  stayed_days date[] not null,
  state bytea not null,
  primary key (host_id, person_id)
) with (fillfactor = 85);

-- One host's day by domain and relation at entry.
create table growth_domain (
  host_id text not null,
  day date not null,
  pool text not null check (pool in ('PUBLIC', 'PRIVATE')),
  relation text not null check (relation in ('STRANGER', 'FOLLOWER', 'FAN', 'LOYAL', 'LAOTIE')),
  views bigint not null,
  follows bigint not null,
  live_orders bigint not null,
  live_minor bigint not null,
  clip_orders bigint not null,
  clip_minor bigint not null,
  offlive_orders bigint not null,
  offlive_minor bigint not null,
  -- The buyers, or fewer than there were when is_exact is false.
  buyers text[] not null,
  is_exact boolean not null,
  state bytea not null,
  primary key (host_id, day, pool, relation)
) with (fillfactor = 85);
create index growth_domain_day on growth_domain (day);

-- One order as a basket.
create table growth_baskets (
  order_id text primary key,
  buyer_id text not null,
  host_id text not null,
  placed_at timestamptz,
  paid_at timestamptz,
  products text[] not null,
  state bytea not null
) with (fillfactor = 85);
create index growth_baskets_paid on growth_baskets (paid_at) where paid_at is not null;

-- What one person had in mind on one UTC day: a category he searched or a product opened from outside.
create table growth_wishes (
  person_id text not null,
  kind text not null check (kind in ('CATEGORY', 'PRODUCT')),
  what text not null,
  -- Whole days since 1970 UTC.
  day_number int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  state bytea not null,
  primary key (person_id, kind, what, day_number)
);

-- The category under which a product stands.
create table growth_shelf (
  product_id text primary key,
  category text not null,
  state bytea not null
);
