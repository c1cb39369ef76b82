-- Area: trade. How much one buyer may have, and what an order did not get.

-- Units of a product that one buyer may have, in all its variants. What he has is counted from his orders.
create table trade_limits (
  product_id text primary key,
  host_id text not null,
  units int not null check (units between 1 and 9999),
  days int not null check (days between 0 and 365),       -- over the last so many; 0: ever
  set_at timestamptz not null
);
create index trade_limits_of_host on trade_limits (host_id, product_id);

-- Lines that were shortened or dropped because less was there than wanted. Kept as long as the order.
create table trade_shortages (
  sequence bigint not null references trade_orders,
  sku_id text not null,
  title text not null,
  sku_name text not null,
  wanted int not null,
  got int not null check (got >= 0 and got < wanted),
  primary key (sequence, sku_id)
);
