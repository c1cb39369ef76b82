-- Area: live. Who waits for a show (蹲直播).

-- How many wait; moved in the transaction of the reservation.
alter table live_shows add column reservations bigint not null default 0
  constraint live_reservations_not_negative check (reservations >= 0);

-- One row per viewer and show, kept like the show: turnout is counted from it.
create table live_reservations (
  show_id text not null references live_shows (show_id),
  viewer_id text not null,
  host_id text not null,
  reserved_at timestamptz not null,
  cancelled_at timestamptz,
  -- When he was told: shortly before, and at the start.
  told_soon_at timestamptz,
  told_start_at timestamptz,
  -- What he paid for in this show, less what went back; folded from facts of trade.
  orders int not null default 0,
  paid_minor bigint not null default 0,
  primary key (show_id, viewer_id)
);
create index live_reservations_of_viewer on live_reservations (viewer_id, reserved_at desc)
  where cancelled_at is null;
create index live_reservations_to_tell on live_reservations (show_id)
  where cancelled_at is null and told_start_at is null;
create index live_shows_reserved on live_shows (starts_at) where reservations > 0;
