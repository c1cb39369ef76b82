-- Area: settlement. Who gets what of paid orders, and when it leaves. Kept as long as the orders.

-- What was agreed with a host; without a row the shop's own terms hold.
create table settlement_terms (
  host_id text primary key,
  commission_basis_points int not null
    constraint commission_within check (commission_basis_points between 0 and 10000),
  after_days int not null constraint settlement_days_within check (after_days between 0 and 90),
  edited_by text not null,
  edited_at timestamptz not null
);

-- Delivered orders. The shares are those the ledger has; they follow from what remains of the order.
create table settlement_orders (
  order_id text primary key,
  host_id text not null,
  state text not null check (state in ('WAITING', 'SETTLED')),
  commission_basis_points int not null,                   -- the terms of the day it was delivered
  after_days int not null,
  due_at timestamptz not null,
  is_touched boolean not null default false,              -- a refund came after the settlement
  revision int not null default 0,                        -- movements booked for it
  shares jsonb not null default '{}',                     -- {baseMinor, subsidyMinor, commissionMinor, supplies, hostMinor}
  settled_at timestamptz
);

create index settlement_orders_due on settlement_orders (due_at) where state = 'WAITING';
create index settlement_orders_touched on settlement_orders (order_id) where is_touched;
create index settlement_orders_of_host on settlement_orders (host_id, due_at) where state = 'WAITING';

-- Returns that are not over: their orders are not settled. A row goes when the return is over.
create table settlement_returns (
  return_id text primary key,
  order_id text not null
);

create index settlement_returns_of_order on settlement_returns (order_id);

-- Money kept back because of a case, for a time.
create table settlement_holds (
  hold_id text primary key,
  payee_id text not null,
  case_id text not null check (char_length(case_id) between 1 and 64),
  reason text not null check (char_length(reason) between 1 and 300),
  amount_minor bigint not null check (amount_minor >= 0), -- minor units of every currency; 0 = everything
  placed_by text not null,
  placed_at timestamptz not null,
  ends_at timestamptz not null,
  released_by text not null default '',
  released_at timestamptz,
  constraint hold_ends_later check (ends_at > placed_at)
);

create index settlement_holds_of_payee on settlement_holds (payee_id) where released_at is null;

-- Where a host's or supplier's money goes; encrypted, shown masked, each reading in clear is noted.
create table settlement_accounts (
  payee_id text primary key,
  account bytea not null,
  edited_at timestamptz not null
);

create table settlement_account_readings (
  reading_id bigint generated always as identity primary key,
  payee_id text not null,
  reader_id text not null,
  at timestamptz not null
);

create table settlement_batches (
  batch_id text primary key,
  number bigint generated always as identity unique,
  opened_by text not null,
  opened_at timestamptz not null
);

-- One payee's money in a batch. PAID is in the ledger; BOUNCED was, and came back.
create table settlement_payouts (
  payout_id text primary key,
  batch_id text not null references settlement_batches,
  payee text not null check (payee in ('HOST', 'SUPPLIER')),
  payee_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  state text not null check (state in ('OPEN', 'PAID', 'FAILED', 'BOUNCED')),
  words text not null default '' check (char_length(words) <= 300),
  moved_by text not null default '',
  moved_at timestamptz,
  constraint one_payout_in_batch unique (batch_id, payee, payee_id, currency)
);

create index settlement_payouts_open on settlement_payouts (payee_id) where state = 'OPEN';
create index settlement_payouts_of_payee on settlement_payouts (payee_id, payout_id);
