-- Area: video. Who may publish into a room.

-- One key a room, kept as a keyed hash only: whoever reads this table cannot publish. Kept until the next
-- rotation replaces it.
create table video_keys (
  room_id text primary key,
  host_id text not null,
  key_hash text not null,
  rotated_at timestamptz not null
);
