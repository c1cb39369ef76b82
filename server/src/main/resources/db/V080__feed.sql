-- Area: feed. How often each room was shown. The showings themselves are facts (ItemExposed).

create table feed_room_exposures (
  room_id text primary key,
  -- Times the room was shown on a public place, ever.
  exposures bigint not null check (exposures >= 0)
);
