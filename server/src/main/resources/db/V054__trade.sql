-- Area: trade. What an order does by itself, what of it went back, and the after-sales rules of shops.

-- When the order moves by itself: a shipped one counts as delivered, a delivered one closes. Null: never, or
-- not while a return is open. Orders of an imported past have none: their own facts move them.
alter table trade_orders add column next_at timestamptz;
create index trade_orders_next on trade_orders (next_at) where next_at is not null;
update trade_orders set next_at = shipped_at + interval '10 days'
 where status = 'SHIPPED' and request_hash <> '';
update trade_orders set next_at = delivered_at + interval '7 days'
 where status = 'DELIVERED' and request_hash <> '';

-- What a host has still to send, the oldest first.
create index trade_orders_to_ship on trade_orders (host_id, sequence) where status in ('PAID', 'PACKED');

-- Minor units that were promised back of the amount: never more than was paid.
alter table trade_orders add column refunded_minor bigint not null default 0
  constraint trade_refunded_within_amount check (refunded_minor between 0 and amount_minor);

-- After-sales rules of a shop, each with the instant from which it holds: an order keeps those it was placed
-- under. A shop without a row has the defaults of the core. Kept as long as orders.
create table trade_after_sales (
  host_id text not null,
  since timestamptz not null,
  is_seven_days boolean not null,                         -- a return without reason within seven days
  refund_only_minor bigint not null
    constraint refund_only_not_negative check (refund_only_minor >= 0),  -- up to here nothing is sent back
  is_return_free boolean not null,                        -- the host pays the way back
  close_days int not null constraint close_days_known check (close_days between 7 and 30),
  primary key (host_id, since)
);
