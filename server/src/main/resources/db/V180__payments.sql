-- Area: payments. What gateways were told and said, beside the payments and refunds that trade keeps.
-- Kept three years and longer, as the trades they belong to.

-- A payment as its gateway knows it. The row is written when the gateway has taken the charge, or when it is
-- asked for the first time what became of it.
create table payments_charges (
  payment_id text primary key,
  method text not null,
  -- What the buyer does next: WAIT, VISIT an address, SCAN a text.
  next_kind text not null check (next_kind in ('WAIT', 'VISIT', 'SCAN')),
  next_value text not null,
  -- The gateway's own number, or empty.
  reference text not null,
  started_at timestamptz not null,
  -- How often the gateway was asked, when it is asked again (null: not any more), and what went wrong last.
  asked int not null default 0 check (asked >= 0),
  ask_at timestamptz,
  last_error text not null default ''
);
create index payments_charges_of_method on payments_charges (method, started_at);

-- One reading of a gateway's statement of a business day. A later reading replaces it.
create table payments_reconciliations (
  method text not null,
  day date not null,
  run_at timestamptz not null,
  -- Why the statement could not be read; empty when it was.
  fault text not null,
  matched int not null,
  differences int not null,
  primary key (method, day)
);

-- What that reading says of each movement of the day.
create table payments_findings (
  method text not null,
  day date not null,
  position int not null,
  verdict text not null check (verdict in (
    'MATCHED', 'MISSING_HERE', 'MISSING_THERE', 'AMOUNTS_DIFFER', 'TWICE_THERE')),
  kind text not null check (kind in ('PAYMENT', 'REFUND', 'OTHER')),
  -- The payment's or refund's id, or empty when the gateway moved what we never heard of.
  id text not null,
  reference text not null,
  -- Minor units; null on the side that does not know it.
  theirs_minor bigint,
  theirs_currency text,
  ours_minor bigint,
  ours_currency text,
  -- What the gateway kept, minor units of the currency it settles in.
  fee_minor bigint not null,
  fee_currency text not null,
  at timestamptz not null,
  primary key (method, day, position),
  foreign key (method, day) references payments_reconciliations (method, day) on delete cascade
);
create index payments_findings_of_id on payments_findings (method, id) where theirs_minor is not null;
