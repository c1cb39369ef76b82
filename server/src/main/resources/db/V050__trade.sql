-- Orders, payments and the ledger. Kept three years and longer: records of trades (Order 117 of 2026).
-- Addresses are encrypted with the server's secret and can be emptied without touching the order.

-- The public order of claims; drawn while the stock of the batch is locked.
create sequence trade_order_sequence;

create table trade_orders (
  sequence bigint primary key,
  order_id text not null,
  buyer_id text not null,
  host_id text not null,
  status text not null
    check (status in ('PLACED', 'PAID', 'SHIPPED', 'EXPIRED', 'CANCELLED', 'REFUNDED')),
  amount_minor bigint not null check (amount_minor > 0),  -- minor units of the whole order
  currency text not null,
  show_id text not null,                                  -- show of the view it came from; '' = offlive
  view_id text not null,
  origin jsonb not null,                                  -- exposure, channel, relation, device, network
  address bytea not null,                                 -- encrypted; empty once erased
  idempotency_key text not null check (char_length(idempotency_key) between 1 and 100),
  request_hash text not null,                             -- SHA-256 of the body: same key, other body
  placed_at timestamptz not null,
  held_until timestamptz not null,
  closed_at timestamptz,                                  -- expired, cancelled or refunded
  paid_at timestamptz,
  shipped_at timestamptz,
  carrier text not null default '',
  tracking_number text not null default '',
  constraint one_order_per_id unique (order_id),
  constraint one_order_per_key unique (buyer_id, idempotency_key),
  constraint paid_has_instant check (status not in ('PAID', 'SHIPPED') or paid_at is not null)
) with (fillfactor = 85);

create index trade_orders_of_buyer on trade_orders (buyer_id, sequence desc);
create index trade_orders_of_host on trade_orders (host_id, sequence desc);
create index trade_orders_held on trade_orders (held_until) where status = 'PLACED';

-- What was ordered, as it was shown and priced then: a later edit of the product does not reach here.
create table trade_lines (
  sequence bigint not null references trade_orders,
  position int not null check (position >= 0),
  sku_id text not null,
  product_id text not null,
  title text not null,
  sku_name text not null,
  picture_url text not null,
  quantity int not null check (quantity between 1 and 99),
  price_minor bigint not null check (price_minor >= 0),   -- minor units for one
  primary key (sequence, position)
);

-- Attempts to pay. RETURNED: the money came, paid nothing, and is owed back or went back.
create table trade_payments (
  payment_id text primary key,
  order_id text not null references trade_orders (order_id),
  method text not null,
  status text not null check (status in ('PENDING', 'PAID', 'DECLINED', 'RETURNED')),
  idempotency_key text not null,
  started_at timestamptz not null,
  settled_at timestamptz,
  constraint one_payment_per_key unique (order_id, idempotency_key)
);

create unique index trade_payments_paid_once on trade_payments (order_id) where status = 'PAID';

-- Money owed back to buyers. A row is written with the decision and done when the gateway confirms.
create table trade_refunds (
  payment_id text primary key references trade_payments,
  order_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  owed_at timestamptz not null,
  returned_at timestamptz
);

create index trade_refunds_owed on trade_refunds (owed_at) where returned_at is null;

-- Double entry, append-only. The entries of one transfer sum to zero, and so does the whole table.
create table trade_ledger (
  entry_id bigint generated always as identity primary key,
  transfer_kind text not null check (transfer_kind in ('ARRIVED', 'STRAYED', 'RETURNED', 'REFUNDED')),
  order_id text not null,
  payment_id text not null,
  purse text not null check (purse in ('PLATFORM_CASH', 'HOST_OWED', 'BUYER_OWED')),
  owner_id text not null,
  amount_minor bigint not null check (amount_minor <> 0), -- positive: gained, negative: given or owed
  currency text not null,
  at timestamptz not null
);

-- Money arrives and goes back once a payment; refunds of a paid order may be several parts.
create unique index trade_ledger_booked_once on trade_ledger (payment_id, transfer_kind, purse)
  where transfer_kind <> 'REFUNDED';

create function trade_ledger_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;

create trigger trade_ledger_final before update or delete or truncate on trade_ledger
  for each statement execute function trade_ledger_is_final();

-- The address a buyer keeps for next time, encrypted; gone when he erases it.
create table trade_addresses (
  account_id text primary key,
  address bytea not null,
  edited_at timestamptz not null
);

-- Who read whose address in clear, when.
create table trade_address_readings (
  reading_id bigint generated always as identity primary key,
  order_id text not null,
  reader_id text not null,
  at timestamptz not null
);
