-- Area: intents. Questions that found their host's questions locked, and wait a moment.

-- Written by chat, which never waits; read in within a second. Words go with the comment.
create table intents_late (
  comment_id text primary key,
  host_id text not null,
  viewer_id text not null,
  name text not null,
  show_id text not null,
  clip_id text not null,
  view_id text not null,
  label text not null,
  product_id text not null,
  offers_card boolean not null,
  -- What it asks for and the host does not sell, or empty.
  wanted text not null,
  text text not null constraint intents_late_length check (char_length(text) <= 500),
  -- The mark of the network it came from, or empty.
  network text not null,
  asked_at timestamptz not null
);
create index intents_late_of_host on intents_late (host_id, asked_at, comment_id);
create index intents_late_of_viewer on intents_late (viewer_id);
create index intents_wishes_of_comment on intents_wishes (comment_id);
create index intents_winners_of_comment on intents_winners (comment_id);
