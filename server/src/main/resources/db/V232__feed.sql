-- Area: feed. Promotion (推广): what of the public pool is for sale, what hosts booked, and what of it counted.

-- How exposures are sold; one row, set by operators.
create table feed_market (
  market_id int primary key check (market_id = 1),
  is_open boolean not null,
  floor_minor bigint not null
    constraint market_floor_within check (floor_minor between 1 and 100000),  -- for 1,000 exposures
  ceiling_percent int not null constraint market_ceiling_within check (ceiling_percent between 1 and 50),
  credit_minor bigint not null
    constraint market_credit_within check (credit_minor between 0 and 10000000),  -- what a host may owe
  edited_by text not null,
  edited_at timestamptz not null
);
insert into feed_market values (1, true, 2000, 10, 20000, '', now());

-- Public places of one business day. Kept for ever, small.
create table feed_public_days (
  day date primary key,
  exposures bigint not null check (exposures >= 0),       -- showings on public places, paid ones included
  sold bigint not null check (sold >= 0)                  -- exposures of promotion that counted
);

-- What hosts booked. Kept for ever.
create table feed_promotions (
  promotion_id text primary key,
  number bigint generated always as identity unique,      -- order of booking, for paging
  host_id text not null,
  item text not null check (item in ('SHOW', 'CLIP')),
  item_id text not null,
  budget_minor bigint not null check (budget_minor between 100 and 10000000),
  price_max_minor bigint not null check (price_max_minor > 0),  -- for 1,000 exposures
  state text not null check (state in ('RUNNING', 'PAUSED', 'ENDED')),
  spent_milli bigint not null default 0,                  -- thousandths of a minor unit
  exposures bigint not null default 0,                    -- those that counted
  charged_minor bigint not null default 0,                -- in the ledger
  charged_exposures bigint not null default 0,
  charged_milli bigint not null default 0,
  charges int not null default 0,                         -- movements in the ledger and facts of charges
  charged_at timestamptz not null,
  -- What it brought, folded from the log by the consumer `promotion`.
  views bigint not null default 0,
  follows bigint not null default 0,
  orders bigint not null default 0,
  gmv_minor bigint not null default 0,
  new_buyers bigint not null default 0,
  booked_at timestamptz not null,
  ended_at timestamptz,
  constraint promotion_within_budget check (spent_milli between 0 and budget_minor * 1000),
  constraint promotion_charged_within check (charged_minor * 1000 <= spent_milli)
);
create index feed_promotions_of_host on feed_promotions (host_id, number desc);
create unique index feed_promotions_open_once on feed_promotions (item_id) where state <> 'ENDED';
create index feed_promotions_to_charge on feed_promotions (charged_at) where exposures > charged_exposures;

-- One showing of a promoted item. Kept thirty days.
create table feed_paid_exposures (
  exposure_id text primary key,
  promotion_id text not null,
  viewer_id text not null,
  shown_at timestamptz not null,
  counted_at timestamptz,                                 -- null until the viewer really saw it
  price_milli bigint not null default 0
);
create index feed_paid_exposures_counted on feed_paid_exposures (viewer_id, counted_at)
  where counted_at is not null;
create index feed_paid_exposures_shown on feed_paid_exposures (shown_at);

-- When somebody last paid an order of a host: who has none within a year is new to him. Kept for years.
create table feed_last_orders (
  host_id text not null,
  buyer_id text not null,
  paid_at timestamptz not null,
  primary key (host_id, buyer_id)
);
