-- Area: growth. What the customers of a host are worth from here on: counted by a job at night or when the
-- host asks, never in a request. Everything can be counted anew from growth_loyalty.

-- Hosts whose customers wait to be valued; one is valued at a time. A row goes when its count is done.
create table growth_value_asks (
  host_id text primary key,
  asked_at timestamptz not null,
  -- Whose turn it is, and until when nobody else takes it; null while it waits.
  turn_id text,
  leased_until timestamptz,
  attempts int not null default 0 constraint value_attempts_not_negative check (attempts >= 0),
  step text not null constraint value_step_known
    check (step in ('WAITING', 'READING', 'FITTING', 'TESTING', 'DRAWING', 'WRITING')),
  -- Customers valued, of how many; both 0 before DRAWING.
  done int not null default 0,
  total int not null default 0,
  constraint value_done_within_total check (done between 0 and total)
);

-- The last count of a host. Kept until the next one.
create table growth_value_runs (
  host_id text primary key,
  -- Which rows of growth_values are his; those of an older run are on their way out.
  run_id text not null,
  -- The last business day that was known.
  as_of date not null,
  counted_at timestamptz not null,
  -- OWN: a model fitted to his customers. POOLED: to those of all hosts. NONE: the data say too little.
  basis text not null constraint value_basis_known check (basis in ('OWN', 'POOLED', 'NONE')),
  -- Why there is none; empty otherwise.
  reason text not null,
  customers int not null,
  repeat_buyers int not null,
  -- Model, totals with their intervals, and how the model did before; `null` when basis is NONE.
  told jsonb not null,
  constraint value_reason_of_none check ((basis = 'NONE') = (reason <> ''))
);

-- One customer of a host in one run. Purchases are days with an effective order; money is minor units (CNY),
-- null where spend is not told. Ranges hold 95 %. Kept until the next run; erased when he leaves.
create table growth_values (
  host_id text not null,
  run_id text not null,
  buyer_id text not null,
  days int not null,
  first_day date not null,
  last_day date not null,
  paid_minor bigint not null,
  -- P(alive), 0..1.
  alive double precision not null,
  alive_low double precision not null,
  alive_high double precision not null,
  -- Expected in the weeks ahead.
  purchases double precision not null,
  purchases_low double precision not null,
  purchases_high double precision not null,
  spend_minor double precision,
  spend_low double precision,
  spend_high double precision,
  -- What is lost if he has left; null for somebody no word need bring back.
  at_stake double precision,
  -- What he was to the host when it was counted.
  tier text not null,
  -- Places from 1 on; by_stake is null where at_stake is.
  by_value int not null,
  by_alive int not null,
  by_stake int,
  primary key (host_id, run_id, buyer_id)
);
create unique index growth_values_by_value on growth_values (host_id, run_id, by_value);
create unique index growth_values_by_alive on growth_values (host_id, run_id, by_alive);
create unique index growth_values_by_stake on growth_values (host_id, run_id, by_stake)
  where by_stake is not null;
create index growth_values_of_buyer on growth_values (buyer_id);

-- Buyers who have left the square: their orders stay with an id alone, and nothing is told of them any more.
create table growth_left (
  account_id text primary key
);
