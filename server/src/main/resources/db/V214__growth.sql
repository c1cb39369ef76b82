-- Area: growth. A show while it goes on: what happened in it, and what became of the products. Folded from the
-- log by the consumer `quality`; can be made anew from it. Kept for years, small.

-- What a host did, and what befell him, to be marked on the curve of who watches.
create table growth_markers (
  host_id text not null,
  at timestamptz not null,
  -- PIN, UNPIN: a card. FLASH: a flash sale. PRICES: coupons or room prices. STALL, RESUME: the picture.
  kind text not null
    constraint marker_kind_known check (kind in ('PIN', 'UNPIN', 'FLASH', 'PRICES', 'STALL', 'RESUME')),
  -- The product, or empty.
  subject_id text not null,
  primary key (host_id, at, kind, subject_id)
);

-- A product of a host in one minute (number since 1970, UTC).
create table growth_shelf_minutes (
  host_id text not null,
  minute bigint not null,
  product_id text not null,
  opened bigint not null,
  orders bigint not null,
  units bigint not null,
  -- Minor units, for the units, without shipping.
  paid_minor bigint not null,
  state bytea not null,
  primary key (host_id, minute, product_id)
) with (fillfactor = 85);

-- Days arrive in order, so a few bytes per thousand rows find the cells of all hosts on a day.
create index growth_cells_day on growth_cells using brin (day) with (pages_per_range = 32);
