-- Area: growth. What people came back for: one buyer with one host, his orders with products and domain.
-- Folded from the log by the consumer `repeats`; can be made anew from it. `state` is the encoded cell of
-- RepeatFold. Kept for years.
create table growth_repeats (
  host_id text not null,
  buyer_id text not null,
  state bytea not null,
  primary key (host_id, buyer_id)
) with (fillfactor = 85);
