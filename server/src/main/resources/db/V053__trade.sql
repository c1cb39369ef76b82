-- Area: trade. The whole life of an order, its bill, refunds in parts, and more purses in the ledger.

alter table trade_orders drop constraint trade_orders_status_check;
alter table trade_orders add constraint trade_order_status_known check (status in (
  'PLACED', 'PAID', 'PACKED', 'SHIPPED', 'DELIVERED', 'CLOSED', 'EXPIRED', 'CANCELLED', 'REFUNDED'));
alter table trade_orders drop constraint paid_has_instant;
alter table trade_orders add constraint paid_has_instant check (
  status not in ('PAID', 'PACKED', 'SHIPPED', 'DELIVERED', 'CLOSED') or paid_at is not null);
alter table trade_orders add column packed_at timestamptz;
alter table trade_orders add column delivered_at timestamptz;
-- Minor units of the amount that pay for shipping.
alter table trade_orders add column shipping_minor bigint not null default 0
  constraint trade_shipping_not_negative check (shipping_minor >= 0);
-- What coupons took off: [{"couponId", "payer", "minor"}].
alter table trade_orders add column discounts jsonb not null default '[]';

-- The row of stock the units come from when it is not the variant's own: a flash sale; '' = the variant's.
alter table trade_lines add column stock_id text not null default '';
-- The share of the order's discounts that falls on this line, minor units for all its units.
alter table trade_lines add column off_minor bigint not null default 0
  constraint trade_off_not_negative check (off_minor >= 0);
-- Units for which a refund was promised.
alter table trade_lines add column refunded_quantity int not null default 0
  constraint trade_refunded_within check (refunded_quantity between 0 and quantity);

-- Steps of an order after its payment, each with its actor. Placing and paying are in the order's row.
-- Kept as long as the order.
create table trade_order_changes (
  change_id bigint generated always as identity primary key,
  order_id text not null references trade_orders (order_id),
  at timestamptz not null,
  actor text not null check (actor in ('BUYER', 'HOST', 'OPERATOR', 'SYSTEM')),
  actor_id text not null,                                 -- the account, or '' for the system
  change text not null,                                   -- a word such as SHIPPED or RETURN_ASKED
  detail jsonb not null default '{}'
);

create index trade_order_changes_of_order on trade_order_changes (order_id, change_id);

-- Money owed back to buyers: what paid nothing (STRAYED), and refunds of paid orders (REFUND).
alter table trade_refunds add column refund_id text;
update trade_refunds set refund_id = 'rfd_' || payment_id;
alter table trade_refunds alter column refund_id set not null;
alter table trade_refunds drop constraint trade_refunds_pkey;
alter table trade_refunds add primary key (refund_id);
alter table trade_refunds add column kind text not null default 'STRAYED'
  check (kind in ('STRAYED', 'REFUND'));
alter table trade_refunds add column attempts int not null default 0;       -- tries at the gateway
alter table trade_refunds add column next_try_at timestamptz;               -- null: at once
alter table trade_refunds add column last_error text not null default '';   -- the gateway's words, no secrets
create unique index trade_refunds_strayed_once on trade_refunds (payment_id) where kind = 'STRAYED';
create index trade_refunds_of_order on trade_refunds (order_id);

alter table trade_ledger drop constraint trade_ledger_transfer_kind_check;
alter table trade_ledger add constraint trade_ledger_kind_known check (transfer_kind in (
  'ARRIVED', 'STRAYED', 'OWED', 'RETURNED', 'REFUNDED', 'SETTLED', 'UNSETTLED', 'PAID_OUT', 'FEE'));
alter table trade_ledger drop constraint trade_ledger_purse_check;
alter table trade_ledger add constraint trade_ledger_purse_known check (purse in (
  'PLATFORM_CASH', 'HOST_OWED', 'BUYER_OWED', 'HOST_DUE', 'SUPPLIER_DUE', 'PLATFORM_INCOME',
  'PLATFORM_COST', 'GATEWAY_COST'));
-- What the movement is for beside its order: a refund, a settlement, a payout; or empty.
alter table trade_ledger add column subject_id text not null default '';

-- The same movement is booked once; refunds of an imported past may be several parts.
drop index trade_ledger_booked_once;
create unique index trade_ledger_booked_once
  on trade_ledger (payment_id, subject_id, transfer_kind, purse, owner_id)
  where transfer_kind <> 'REFUNDED' and (payment_id <> '' or subject_id <> '');
