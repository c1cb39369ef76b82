-- Area: live. Shows, their cards, who came in, what was said.

-- One row per broadcast, kept at least three years.
create table live_shows (
  show_id text primary key,
  room_id text not null,
  host_id text not null,
  title text not null constraint live_title_length check (char_length(title) between 1 and 60),
  -- Address of a picture on this server, or empty.
  cover_url text not null default '',
  status text not null check (status in ('DRAFT', 'SCHEDULED', 'LIVE', 'ENDED')),
  starts_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  -- Taps on the heart, as counted by the room; the facts are in the flood.
  likes bigint not null default 0 constraint live_likes_not_negative check (likes >= 0),
  created_at timestamptz not null,
  constraint live_scheduled_has_start check (status <> 'SCHEDULED' or starts_at is not null),
  constraint live_live_has_started check (status not in ('LIVE', 'ENDED') or started_at is not null),
  constraint live_ended_has_end check ((status = 'ENDED') = (ended_at is not null)),
  constraint live_ends_after_start check (ended_at is null or ended_at >= started_at)
);
create unique index live_one_show_on_air on live_shows (room_id) where status = 'LIVE';
create index live_shows_of_host on live_shows (host_id, created_at desc, show_id);
create index live_shows_to_come on live_shows (starts_at) where status = 'SCHEDULED';

-- The products of a show, in the host's order.
create table live_cards (
  card_id text primary key,
  show_id text not null references live_shows (show_id),
  product_id text not null,
  -- Place in the queue, from 0.
  position int not null check (position >= 0),
  is_pinned boolean not null default false,
  constraint live_product_once unique (show_id, product_id)
);
create index live_cards_of_show on live_cards (show_id, position);
create unique index live_one_card_pinned on live_cards (show_id) where is_pinned;

-- One row per visit of a viewer to a show, with where he came from; never changed.
create table live_views (
  view_id text primary key,
  viewer_id text not null,
  room_id text not null,
  show_id text not null,
  host_id text not null,
  exposure_id text not null,
  channel text not null,
  relation text not null,
  -- Keyed hashes whose key rotates daily, or empty.
  device_hash text not null,
  network_hash text not null,
  entered_at timestamptz not null
);
create index live_views_of_viewer on live_views (viewer_id, show_id, entered_at desc);
create index live_views_by_time on live_views (entered_at);

-- What was said, the only place where words of a chat are kept. Erased with the person.
create table live_messages (
  message_id text primary key,
  room_id text not null,
  show_id text not null,
  -- Number within the room, from 1; gaps are possible after a fault, repeats are not.
  seq bigint not null,
  account_id text not null,
  -- The name as it stood beside the message.
  name text not null,
  is_host boolean not null,
  is_assistant boolean not null,
  text text not null constraint live_text_length check (char_length(text) between 1 and 200),
  is_intent boolean not null,
  view_id text not null,
  said_at timestamptz not null,
  deleted_at timestamptz,
  constraint live_seq_once unique (room_id, seq)
);
create index live_messages_of_show on live_messages (show_id, seq desc);
create index live_messages_of_account on live_messages (account_id);

-- Who is silent in which room until when. Rows whose time is over are removed by the next mute there.
create table live_mutes (
  room_id text not null,
  account_id text not null,
  until timestamptz not null,
  actor_id text not null,
  muted_at timestamptz not null,
  primary key (room_id, account_id)
);
