-- Area: live. What the writer of a message was to the host then, and since when a product was shown.

-- The first time a product was pinned in a show; queues are written anew, this stays.
create table live_first_pins (
  host_id text not null,
  product_id text not null,
  show_id text not null,
  pinned_at timestamptz not null,
  primary key (host_id, product_id, show_id)
);

-- FAN, LOYAL or LAOTIE; empty for everybody else.
alter table live_messages add column tier text not null default '';
