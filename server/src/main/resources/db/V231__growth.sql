-- Area: growth. What new customers cost, and who feeds whom with traffic. Folded from log and flood by the
-- consumer `cost`; every row can be made anew from the facts that are still kept (showings: thirty days).
-- `state` is the encoded cell and the truth; the columns before it are read from it at every write. Kept for
-- years.

-- One order as money of its host, minor units of CNY.
create table growth_sales (
  order_id text primary key,
  host_id text not null,
  -- Empty while only its settlement was told.
  buyer_id text not null,
  -- Null while only a later fact of the order was told.
  paid_at timestamptz,
  -- Paid, and not wholly refunded within seven days.
  is_effective boolean not null,
  -- Paid less what went back.
  net_minor bigint not null,
  host_coupon_minor bigint not null,
  platform_coupon_minor bigint not null,
  -- Once settled: what the platform added for its coupons, and what it and suppliers took.
  is_settled boolean not null,
  subsidy_minor bigint not null,
  commission_minor bigint not null,
  supplies_minor bigint not null,
  state bytea not null
) with (fillfactor = 85);
create index growth_sales_of_pair on growth_sales (host_id, buyer_id, order_id);

-- One host's business day.
create table growth_traffic (
  host_id text not null,
  day date not null,
  -- Views by private channels, by public ones, and by promotion.
  brought bigint not null,
  given bigint not null,
  bought bigint not null,
  -- Showings on public places that nobody paid for.
  exposures bigint not null,
  -- Exposures of promotion that counted, and their price in thousandths of a minor unit.
  paid_exposures bigint not null,
  spent_milli bigint not null,
  state bytea not null,
  primary key (host_id, day)
) with (fillfactor = 85);
create index growth_traffic_day on growth_traffic (day);

-- The first view of a person on the square.
create table growth_first_views (
  viewer_id text primary key,
  at timestamptz not null,
  host_id text not null,
  -- He came by an address or a link that somebody outside gave him.
  is_from_outside boolean not null,
  state bytea not null
) with (fillfactor = 85);
create index growth_first_views_from_outside on growth_first_views (host_id, at) where is_from_outside;
