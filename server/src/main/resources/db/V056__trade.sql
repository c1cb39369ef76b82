-- Area: trade. Returns: what buyers ask back, how it stands, and what was said.

-- Kept as long as the order. The words stand in trade_return_steps.
create table trade_returns (
  return_id text primary key,
  number bigint generated always as identity unique,      -- order of asking, for paging
  order_id text not null references trade_orders (order_id),
  buyer_id text not null,
  host_id text not null,
  kind text not null check (kind in ('REFUND_ONLY', 'RETURN')),
  reason text not null,                                   -- a code of the closed list
  state text not null check (state in (
    'ASKED', 'PROPOSED', 'REFUSED', 'AGREED', 'SENT_BACK', 'ESCALATED', 'REFUNDED', 'WITHDRAWN', 'REJECTED')),
  award_minor bigint not null check (award_minor >= 0),   -- minor units the buyer gets as it stands
  is_award_full boolean not null,                         -- all he paid for these units: reckoned when paid
  asked_minor bigint not null check (asked_minor >= 0),
  is_free boolean not null,                               -- the host pays the way back
  is_sent boolean not null default false,                 -- the goods were sent back
  due_at timestamptz,                                     -- when time decides; null: nobody is hurried
  asked_at timestamptz not null,
  ended_at timestamptz,
  refunded_minor bigint not null default 0 check (refunded_minor >= 0),  -- what was promised in the end
  carrier text not null default '',
  tracking_number text not null default '',
  arrived_at timestamptz,
  restocked_at timestamptz,                               -- the units are on the shelf again
  pictures text[] not null,                               -- evidence: ids of pictures of goods
  constraint return_ends_once check ((ended_at is null) = (state not in ('REFUNDED', 'WITHDRAWN', 'REJECTED')))
);

create index trade_returns_of_order on trade_returns (order_id);
create index trade_returns_open on trade_returns (order_id) where ended_at is null;
create index trade_returns_due on trade_returns (due_at) where due_at is not null;
create index trade_returns_of_host on trade_returns (host_id, number desc);
create index trade_returns_of_buyer on trade_returns (buyer_id, number desc);
create index trade_returns_escalated on trade_returns (number) where state = 'ESCALATED';

create table trade_return_lines (
  return_id text not null references trade_returns,
  line int not null check (line >= 0),                    -- position of the order's line
  quantity int not null check (quantity > 0),
  primary key (return_id, line)
);

-- What each side did and said. The words are a person's and can be emptied.
create table trade_return_steps (
  step_id bigint generated always as identity primary key,
  return_id text not null references trade_returns,
  at timestamptz not null,
  actor text not null check (actor in ('BUYER', 'HOST', 'OPERATOR', 'SYSTEM')),
  actor_id text not null,
  action text not null,
  minor bigint not null,                                  -- the amount it was about; 0 for none
  words text not null check (char_length(words) <= 500)
);

create index trade_return_steps_of_return on trade_return_steps (return_id, step_id);

-- Where a shop wants its goods back, encrypted; shown to buyers whose return was agreed to.
create table trade_return_addresses (
  host_id text primary key,
  address bytea not null,
  edited_at timestamptz not null
);
