-- Area: prices. What hosts and operators promise about prices. Placed orders keep theirs and point here for nothing
-- but their explanation. Kept while the shop lives.

-- The price of a variant for orders that come from the host's room while its show is on the air.
create table prices_room_prices (
  sku_id text primary key,
  host_id text not null,
  product_id text not null,
  price_minor bigint not null check (price_minor > 0),    -- minor units for one
  set_at timestamptz not null
);

create index prices_room_prices_of_host on prices_room_prices (host_id, set_at desc);

-- Flash sales. Their units stand in goods_stock under flash_sale_id; all writers lock the stock first.
create table prices_flash_sales (
  flash_sale_id text primary key,
  host_id text not null,
  sku_id text not null,
  product_id text not null,
  price_minor bigint not null check (price_minor > 0),    -- minor units for one
  buyer_max int not null check (buyer_max > 0),           -- units one buyer may have
  starts_at timestamptz not null,
  ends_at timestamptz not null,                           -- the first instant at which it is over
  ended_at timestamptz,                                   -- when the host ended it, or its end was noticed
  returned bigint not null default 0,                     -- units that went back to the shelf when it ended
  sweep_at timestamptz,                                   -- look for units that came back; null: not ended yet
  created_at timestamptz not null,
  constraint flash_sale_takes_time check (starts_at < ends_at)
);

create index prices_flash_sales_of_host on prices_flash_sales (host_id, created_at desc);
create index prices_flash_sales_of_sku on prices_flash_sales (sku_id) where ended_at is null;
create index prices_flash_sales_to_end on prices_flash_sales (ends_at) where ended_at is null;
create index prices_flash_sales_to_sweep on prices_flash_sales (sweep_at) where ended_at is not null;

create table prices_coupons (
  coupon_id text primary key,
  number bigint generated always as identity unique,      -- order of making, for paging
  host_id text not null,                                  -- '' counts for the goods of every host
  name text not null check (char_length(name) between 1 and 40),
  code text not null default '',                          -- upper case; '' is claimed without a code
  kind text not null check (kind in ('FIXED', 'PERCENT', 'THRESHOLD')),
  off_minor bigint not null check (off_minor >= 0),
  off_percent int not null check (off_percent between 0 and 100),
  cap_minor bigint not null check (cap_minor >= 0),       -- 0: none
  threshold_minor bigint not null check (threshold_minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  is_room_only boolean not null,
  tier text not null,                                     -- at least this to the host; STRANGER: everybody
  is_first_order boolean not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,                           -- the first instant at which it is over
  is_ended boolean not null default false,                -- its maker ended it
  uses_max int not null check (uses_max > 0),             -- by all buyers together
  buyer_max int not null check (buyer_max > 0),           -- by one buyer
  claims int not null default 0,                          -- buyers who hold it
  payer text not null check (payer in ('HOST', 'PLATFORM')),
  created_at timestamptz not null,
  constraint coupon_takes_time check (starts_at < ends_at),
  -- Whoever holds it can use it as often as promised, so all uses together stay within uses_max.
  constraint coupon_never_overused check (claims >= 0 and claims::bigint * buyer_max <= uses_max)
);

create index prices_coupons_of_host on prices_coupons (host_id, number desc);
create unique index prices_coupon_code_once on prices_coupons (host_id, code) where code <> '';

-- What one buyer may have of a flash sale (units) or of a coupon he holds (uses), each in exactly one place.
-- Written under the lock of the sale's stock or of the coupon's row.
create table prices_allowances (
  of_id text not null,                                    -- flash_sale_id or coupon_id
  buyer_id text not null,
  available bigint not null,
  held bigint not null,                                   -- of unpaid orders
  sold bigint not null,                                   -- of paid orders
  supplied bigint not null,                               -- his limit
  since timestamptz not null,
  primary key (of_id, buyer_id),
  constraint allowance_not_negative check (available >= 0 and held >= 0 and sold >= 0),
  constraint allowance_adds_up check (available + held + sold = supplied)
);

create index prices_allowances_of_buyer on prices_allowances (buyer_id, since desc);

-- Fees for shipping of a shop. Region '' is elsewhere; others are ISO 3166-2 provinces of China or ISO 3166-1
-- countries and territories.
create table prices_freight_zones (
  host_id text not null,
  region text not null check (region ~ '^([A-Z]{2}(-[A-Z]{2})?)?$'),
  is_served boolean not null,
  first_minor bigint not null check (first_minor >= 0),      -- for the first unit of an order
  further_minor bigint not null check (further_minor >= 0),  -- for each further unit
  free_from_minor bigint not null check (free_from_minor >= 0),  -- goods of this amount: no fee; 0: never
  primary key (host_id, region)
);

-- Why an order costs what it costs, where there is more to say than its list prices. Kept as long as the order.
create table prices_explanations (
  order_id text primary key,
  body jsonb not null                                     -- steps of each line, the fee and the coupon's name
);
