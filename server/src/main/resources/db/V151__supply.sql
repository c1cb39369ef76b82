-- Area: supply. Suppliers, what they consign, where it lies, and which units left with which order. Kept as long as
-- the orders: what a supplier gets follows from these rows.

create table supply_suppliers (
  supplier_id text primary key,
  host_id text not null,                                  -- whose supplier he is; several hosts keep several rows
  name text not null constraint supplier_named check (char_length(name) between 1 and 60),
  contact bytea not null,                                 -- encrypted; a person's words, for the host alone
  edited_at timestamptz not null
);

create index supply_suppliers_of_host on supply_suppliers (host_id, supplier_id);

create table supply_warehouses (
  warehouse_id text primary key,
  host_id text not null,
  name text not null constraint warehouse_named check (char_length(name) between 1 and 40),
  edited_at timestamptz not null,
  constraint warehouse_name_once unique (host_id, name)
);

-- Where a variant stands in a warehouse; own goods stand in the warehouse ''.
create table supply_shelves (
  host_id text not null,
  warehouse_id text not null,
  sku_id text not null,
  shelf text not null constraint shelf_named check (char_length(shelf) between 1 and 20),
  primary key (host_id, warehouse_id, sku_id)
);

create table supply_consignments (
  consignment_id text primary key,
  number bigint generated always as identity unique,      -- order of announcing, for paging
  host_id text not null,
  supplier_id text not null references supply_suppliers,
  state text not null check (state in ('ANNOUNCED', 'COUNTED', 'ACCEPTED', 'WITHDRAWN')),
  warehouse_id text not null default '',                  -- where it went; empty before
  note text not null default '' check (char_length(note) <= 200),
  announced_by text not null,
  announced_at timestamptz not null,
  counted_by text not null default '',
  counted_at timestamptz,
  ended_by text not null default '',
  ended_at timestamptz
);

create index supply_consignments_of_host on supply_consignments (host_id, number desc);

create table supply_consignment_lines (
  consignment_id text not null references supply_consignments,
  position int not null,
  sku_id text not null,
  announced bigint not null check (announced > 0),        -- units
  unit_cost_minor bigint not null check (unit_cost_minor >= 0),
  currency text not null,
  good bigint check (good >= 0),                          -- units that came and can be sold; null: not counted
  damaged bigint check (damaged >= 0),
  primary key (consignment_id, position),
  constraint sku_once_in_consignment unique (consignment_id, sku_id),
  constraint counted_whole check ((good is null) = (damaged is null))
);

-- The units of an accepted line. They are in the warehouse until they leave with an order.
create table supply_lots (
  lot_id text primary key,
  sequence bigint generated always as identity unique,    -- the oldest leaves first
  consignment_id text not null references supply_consignments,
  host_id text not null,
  supplier_id text not null references supply_suppliers,
  warehouse_id text not null references supply_warehouses,
  sku_id text not null,
  units bigint not null check (units > 0),                -- accepted
  gone bigint not null default 0,                         -- of them, with buyers
  unit_cost_minor bigint not null check (unit_cost_minor >= 0),
  currency text not null,
  accepted_at timestamptz not null,
  constraint lot_not_overdrawn check (gone between 0 and units),
  constraint lot_once unique (consignment_id, sku_id)
);

create index supply_lots_of_sku on supply_lots (sku_id, sequence);
create index supply_lots_of_host on supply_lots (host_id, sku_id);

-- A host's own goods that are with buyers, in units.
create table supply_own (
  sku_id text primary key,
  gone bigint not null default 0 constraint own_not_negative check (gone >= 0)
);

-- Orders whose goods left; each once.
create table supply_leavings (
  order_id text primary key,
  recorded_at timestamptz not null
);

-- From which lot each unit came; '' is the host's own. Never changed but for what comes back.
create table supply_takings (
  order_id text not null references supply_leavings,
  sku_id text not null,
  position int not null,                                  -- the order in which they were taken
  lot_id text not null,
  units int not null check (units > 0),
  back int not null default 0 constraint no_more_back_than_left check (back between 0 and units),
  primary key (order_id, sku_id, position)
);
