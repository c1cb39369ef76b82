-- Area: supply. Pick batches (what goes into which parcel, from where) and waybills that come back from carriers.

-- Orders of a host that are packed together. Kept as long as the orders.
create table supply_batches (
  batch_id text primary key,
  number bigint generated always as identity unique,
  host_id text not null,
  orders int not null default 0,                          -- orders it began with
  made_by text not null,
  made_at timestamptz not null,
  closed_at timestamptz
);

create index supply_batches_of_host on supply_batches (host_id, number desc);

create table supply_batch_orders (
  batch_id text not null references supply_batches,
  order_id text not null,
  sequence bigint not null,                               -- the public order of claims
  is_open boolean not null default true,                  -- neither left, nor refunded, nor the batch closed
  primary key (batch_id, sequence)
);

-- An order is packed once.
create unique index supply_batch_order_once on supply_batch_orders (order_id) where is_open;

create table supply_picks (
  batch_id text not null,
  sequence bigint not null,
  sku_id text not null,
  warehouse_id text not null,                             -- '' for the host's own goods
  title text not null,
  sku_name text not null,
  units int not null check (units > 0),
  primary key (batch_id, sequence, sku_id, warehouse_id),
  foreign key (batch_id, sequence) references supply_batch_orders
);

create index supply_picks_of_sku on supply_picks (sku_id);

-- Tables of waybills. Kept for 30 days.
create table supply_waybill_imports (
  import_id text primary key,
  host_id text not null,
  file_name text not null check (char_length(file_name) between 1 and 120),
  status text not null check (status in ('CHECKING', 'PREVIEW', 'APPLYING', 'DONE', 'CANCELLED')),
  charset text not null,
  checked_to int not null default 0,                      -- row up to which the orders were looked at
  applied_to int not null default 0,                      -- row up to which parcels left
  made_by text not null,
  touched_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz
);

create unique index supply_waybills_one_open on supply_waybill_imports (host_id)
  where status in ('CHECKING', 'PREVIEW', 'APPLYING');
create index supply_waybills_of_host on supply_waybill_imports (host_id, created_at desc);
create index supply_waybills_waiting on supply_waybill_imports (touched_at)
  where status in ('CHECKING', 'APPLYING');

create table supply_waybill_rows (
  import_id text not null references supply_waybill_imports on delete cascade,
  row int not null,                                       -- as a spreadsheet counts it
  order_id text not null,
  carrier text not null,
  tracking_number text not null,
  outcome text not null check (outcome in
    ('WAITING', 'READY', 'CHANGES', 'SAME', 'LEFT_OUT', 'REFUSED', 'SHIPPED', 'CORRECTED')),
  why text not null default '',                           -- a word of the screens; empty when all is well
  primary key (import_id, row)
);
