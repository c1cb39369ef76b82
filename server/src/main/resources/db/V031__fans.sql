-- Area: fans. Bonds and tiers, consent, messages of hosts, the group.

-- What passed between a viewer and a host, folded from facts; kept as long as the account.
create table fans_bonds (
  host_id text not null,
  viewer_id text not null,
  -- The encoded bond: counts by business day, orders by id.
  state bytea not null,
  is_follower boolean not null,
  tier text not null
    constraint fans_tier check (tier in ('STRANGER', 'FOLLOWER', 'FAN', 'LOYAL', 'LAOTIE')),
  tier_since timestamptz,
  -- Business days, counted from 1970-01-01. Up to which the tier is told, and when it may fall next.
  told_day int not null,
  due_day int,
  -- Kept orders and what remained paid, minor units.
  orders int not null,
  spent_minor bigint not null,
  first_order_day int,
  last_order_day int,
  -- From this day on a buyer is late (快要流失).
  late_day int,
  primary key (host_id, viewer_id)
  -- Bonds change all the time: the new row should fit beside the old one.
) with (fillfactor = 60);
create index fans_bonds_due on fans_bonds (due_day) where due_day is not null;
create index fans_bonds_of_viewer on fans_bonds (viewer_id);

-- Variants somebody paid for and kept.
create table fans_bought (
  order_id text not null,
  sku_id text not null,
  product_id text not null,
  host_id text not null,
  viewer_id text not null,
  primary key (order_id, sku_id)
);
create index fans_bought_of_host on fans_bought (host_id, sku_id, viewer_id);

-- Products somebody asked for.
create table fans_asked (
  host_id text not null,
  product_id text not null,
  viewer_id text not null,
  primary key (host_id, product_id, viewer_id)
);

-- Who lets which host hold what the page showed him, and write to him. One row while it lasts.
create table fans_consents (
  host_id text not null,
  viewer_id text not null,
  given_at timestamptz not null,
  primary key (host_id, viewer_id)
);
create index fans_consents_of_viewer on fans_consents (viewer_id);

-- What a host wrote to a segment; kept three years.
create table fans_messages (
  message_id text primary key,
  host_id text not null,
  actor_id text not null,
  segment text not null,
  words text not null constraint fans_words_length check (char_length(words) between 1 and 300),
  path text not null,
  chosen int not null,
  reached int not null default 0,
  capped int not null default 0,
  written_at timestamptz not null
);
create index fans_messages_of_host on fans_messages (host_id, written_at desc, message_id);

-- Whom a message reached, and what he did within a day; erased with the person.
create table fans_deliveries (
  message_id text not null references fans_messages,
  viewer_id text not null,
  host_id text not null,
  reached_at timestamptz not null,
  came_at timestamptz,
  orders int not null default 0,
  paid_minor bigint not null default 0,
  primary key (message_id, viewer_id)
);
create index fans_deliveries_of_viewer on fans_deliveries (viewer_id, reached_at);

-- One row per fan, locked by whoever writes to him: the caps hold whatever happens at once.
create table fans_turns (viewer_id text primary key);

-- What each tier gives at a host.
create table fans_benefits (
  host_id text not null,
  tier text not null constraint fans_benefit_tier check (tier in ('FAN', 'LOYAL', 'LAOTIE')),
  discount_percent int not null check (discount_percent between 0 and 30),
  early_minutes int not null check (early_minutes between 0 and 120),
  primary key (host_id, tier)
);

-- The fan group of a host: the only place of its words; erased with the person.
create table fans_group_messages (
  message_id text primary key,
  host_id text not null,
  seq bigint generated always as identity,
  account_id text not null,
  name text not null,
  is_host boolean not null,
  tier text not null,
  text text not null constraint fans_group_text_length check (char_length(text) between 1 and 200),
  said_at timestamptz not null,
  deleted_at timestamptz
);
create index fans_group_of_host on fans_group_messages (host_id, seq desc);

create table fans_group_mutes (
  host_id text not null,
  account_id text not null,
  until timestamptz not null,
  actor_id text not null,
  primary key (host_id, account_id)
);
