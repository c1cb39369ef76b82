-- Area: growth. How a host serves, one row for each question, order and clip of origin. Folded from the log;
-- can be made anew from it. Kept for years, small.

create table growth_service (
  -- ASK: a question put to a host. ORDER: a paid order. SOURCING: a clip that tells where goods come from.
  kind text not null check (kind in ('ASK', 'ORDER', 'SOURCING')),
  -- The comment, the order or the clip.
  subject_id text not null,
  host_id text not null,
  -- Asked, paid, published. Null while only a later fact of the same subject was told.
  began_at timestamptz,
  -- First answered, shipped. Null until then.
  done_at timestamptz,
  -- First refunded, withdrawn. Null until then.
  undone_at timestamptz,
  primary key (kind, subject_id)
);
create index growth_service_host on growth_service (host_id, kind, began_at);
