-- Area: trade. Who waits for a variant that is out. A row goes when its wait ends; the log keeps what happened.
create table trade_waits (
  wait_id text primary key,
  sku_id text not null,
  buyer_id text not null,
  number bigint not null,                 -- drawn from trade_order_sequence under the lock of the stock
  product_id text not null,
  host_id text not null,
  title text not null,                    -- of the product when he joined
  joined_at timestamptz not null,
  offered_until timestamptz,              -- one unit, counted as held, is kept for him until then
  constraint wait_once unique (sku_id, buyer_id)
);

create unique index trade_waits_in_order on trade_waits (sku_id, number);
create index trade_waits_of_buyer on trade_waits (buyer_id, number desc);
create index trade_waits_offered on trade_waits (offered_until) where offered_until is not null;
