-- Area: fans. Who follows whom.

-- One row while it lasts; the log keeps what was.
create table fans_follows (
  viewer_id text not null,
  host_id text not null,
  followed_at timestamptz not null,
  primary key (viewer_id, host_id),
  constraint fans_not_himself check (viewer_id <> host_id)
);
create index fans_follows_host on fans_follows (host_id, followed_at desc, viewer_id);

-- How many follow a host; moved in the transaction of the follow.
create table fans_hosts (
  host_id text primary key,
  followers bigint not null constraint fans_followers_not_negative check (followers >= 0)
);
