-- Area: feed. Who visited whom lately, what was seen, and how often each clip was shown. The first two can
-- be made anew from the facts and are kept for weeks; the last is kept for ever, like that of rooms.

-- A viewer's visits to a host: how warm they are at `at`, the last of them. Forgotten after 28 days.
create table feed_visits (
  viewer_id text not null,
  host_id text not null,
  -- Visit 1, comment 2, follow 5, order 10, each halved every 7 days.
  warmth double precision not null constraint visit_warmth_positive check (warmth > 0),
  at timestamptz not null,
  primary key (viewer_id, host_id)
);
create index feed_visits_at on feed_visits (at);

-- When a viewer last saw a clip. Forgotten after 7 days: then he may be shown it again.
create table feed_seen (
  viewer_id text not null,
  clip_id text not null,
  at timestamptz not null,
  primary key (viewer_id, clip_id)
);
create index feed_seen_at on feed_seen (at);

-- Times a clip was shown on a public place, ever.
create table feed_clip_exposures (
  clip_id text primary key,
  host_id text not null,
  exposures bigint not null check (exposures >= 0)
);
