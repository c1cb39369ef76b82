-- Area: hooks. Who is told of the trade by webhook, what was sent and what came of it.

-- Kept until its owner removes it, and a day longer, so that a removal can be taken back.
create table hooks_endpoints (
  endpoint_id text primary key,
  -- Of whose trade; empty for that of the whole square.
  host_id text not null,
  -- The account that is told when it fails.
  made_by text not null,
  name text not null constraint hook_name_length check (char_length(name) between 1 and 60),
  url text not null constraint hook_url_length check (char_length(url) between 1 and 500),
  -- Words of the types that are wanted, such as order.paid; empty for all.
  types text[] not null,
  state text not null constraint hook_state check (state in ('ACTIVE', 'PAUSED', 'OFF')),
  -- Why it is off: GONE (410) or FAILING; empty while it is not.
  cause text not null default '' constraint hook_cause check (cause in ('', 'GONE', 'FAILING')),
  -- Attempts that failed since the last one that did not.
  failures int not null default 0 constraint hook_failures_not_negative check (failures >= 0),
  failing_since timestamptz,
  -- Nothing is sent before; the epoch when it needs no rest.
  rest_until timestamptz not null default 'epoch',
  -- True when the owner was told that it fails.
  is_told boolean not null default false,
  -- Messages that were not kept because too many waited.
  dropped bigint not null default 0,
  made_at timestamptz not null,
  removed_at timestamptz,
  -- The Idempotency-Key it was made with, and a hash of the body.
  client_key text not null,
  body_hash text not null,
  constraint hook_client_key unique (made_by, client_key),
  constraint hook_off_has_a_cause check ((state = 'OFF') = (cause <> '')),
  constraint hook_failing_has_a_beginning check ((failures = 0) = (failing_since is null))
);
create index hooks_of_host on hooks_endpoints (host_id, made_at);

-- What signs: each until its instant, the newest without an end. Encrypted with the server's secret.
create table hooks_secrets (
  endpoint_id text not null references hooks_endpoints on delete cascade,
  number int not null,
  secret bytea not null,
  made_at timestamptz not null,
  signs_until timestamptz not null,
  -- The Idempotency-Key of the rotation.
  client_key text not null,
  primary key (endpoint_id, number)
);

-- What is told, once for all who are told. Kept for 30 days.
create table hooks_messages (
  message_id text primary key,
  type text not null,
  host_id text not null,
  happened_at timestamptz not null,
  made_at timestamptz not null,
  -- The JSON as it is signed and sent, byte for byte.
  body text not null
);
create index hooks_messages_by_time on hooks_messages (made_at);

-- A message on its way to one endpoint. Kept for 30 days.
create table hooks_deliveries (
  endpoint_id text not null references hooks_endpoints on delete cascade,
  message_id text not null,
  type text not null,
  state text not null constraint delivery_state check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP')),
  -- Attempts so far, and of these the failures since it was made or replayed.
  attempts int not null default 0,
  failures int not null default 0,
  -- When it is sent; while an attempt is at work, when it counts as lost with its process.
  due_at timestamptz not null,
  made_at timestamptz not null,
  primary key (endpoint_id, message_id)
);
create index hooks_waiting on hooks_deliveries (endpoint_id, due_at) where state = 'WAITING';
create index hooks_deliveries_of_endpoint on hooks_deliveries (endpoint_id, made_at desc, message_id desc);
create index hooks_deliveries_by_time on hooks_deliveries (made_at);

-- What came of each attempt. Kept for 30 days.
create table hooks_attempts (
  endpoint_id text not null references hooks_endpoints on delete cascade,
  message_id text not null,
  number int not null,
  at timestamptz not null,
  -- How long it took.
  millis int not null,
  -- DELIVERED, GONE, BUSY, REFUSED, TIMED_OUT, ...
  outcome text not null,
  -- The HTTP status, 0 without an answer.
  status int not null,
  -- The first bytes of the answer, as text.
  answer text not null constraint attempt_answer_length check (char_length(answer) <= 1000),
  primary key (endpoint_id, message_id, number)
);
create index hooks_attempts_by_time on hooks_attempts (at);

-- The level of a stock when it was last looked at, for those who are told of changes. Kept while it is told.
create table hooks_stock (
  sku_id text primary key,
  available bigint not null,
  seen_at timestamptz not null
);
create index hooks_stock_by_time on hooks_stock (seen_at);
