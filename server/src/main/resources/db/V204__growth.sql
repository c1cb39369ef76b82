-- Area: growth. The past of a shop elsewhere, as its host brought it along. No name, address or text of a
-- buyer is kept: orders and buyers are hashes under the server's secret and the channel's salt.

-- Where a host sells beside the square, such as his own Shopify shop. Kept as long as something of it is.
create table growth_channels (
  channel_id text primary key,
  host_id text not null,
  name text not null,
  -- ISO 4217 and the zone in which its days are cut; fixed by the first import that was told.
  currency text not null,
  zone text not null,
  -- Erased with the host: then nobody can tell any more whose a hash is.
  salt text not null,
  created_at timestamptz not null
);
create unique index channel_named_once on growth_channels (host_id, lower(name));

-- Tables of past orders. Kept while what they told stands, else thirty days.
create table growth_imports (
  import_id text primary key,
  -- In the order of upload: of two tables that tell one order the later is believed.
  number bigint not null generated always as identity,
  host_id text not null,
  channel_id text not null default '',
  file_name text not null,
  status text not null check (status in ('READING', 'PREVIEW', 'UNREADABLE', 'APPLYING', 'DONE', 'TAKING_BACK',
                                         'TAKEN_BACK', 'CANCELLED')),
  charset text not null default '',
  columns jsonb not null default '[]',
  settings jsonb not null,
  -- Orders by where they belong and by what they change.
  fates jsonb not null default '{}',
  outcomes jsonb not null default '{}',
  rows_read int not null default 0,
  issues int not null default 0,
  staged int not null default 0,
  -- Numbers of the last order that was told, and taken back.
  applied_to int not null default 0,
  taken_to int not null default 0,
  -- Of the facts of this telling, or of this taking back.
  revision bigint not null default 0,
  -- True once every fact of it is in the cells.
  is_counted boolean not null default false,
  first_at timestamptz,
  last_at timestamptz,
  turn text not null default '',
  locked_until timestamptz not null,
  touched_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  is_swept boolean not null default false
);
create unique index history_at_work on growth_imports (host_id)
  where status in ('READING', 'PREVIEW', 'UNREADABLE', 'APPLYING', 'TAKING_BACK');
create index growth_imports_host on growth_imports (host_id, number desc);
create index growth_imports_open on growth_imports (touched_at)
  where status in ('READING', 'APPLYING', 'TAKING_BACK');

create sequence growth_revision;

-- The upload, as it came; erased when its import ends.
create table growth_import_files (
  import_id text primary key references growth_imports on delete cascade,
  content bytea not null
);

-- What each table tells of each order; milliseconds and minor units. A table's rows stay while it stands, so
-- that taking another back shows what this one said.
create table growth_told (
  import_id text not null references growth_imports on delete cascade,
  number int not null,
  channel_id text not null,
  order_id text not null,
  buyer_id text not null,
  kind text not null check (kind in ('SALE', 'CREDIT', 'NONE')),
  at_ms bigint not null,
  gross_minor bigint not null constraint told_gross_not_negative check (gross_minor >= 0),
  back_minor bigint not null constraint told_back_not_negative check (back_minor >= 0),
  back_at_ms bigint not null,
  is_wholly_back boolean not null,
  outcome text not null check (outcome in ('NEW', 'CHANGED', 'GONE', 'SAME', 'NONE')),
  primary key (import_id, number)
);
create index growth_told_order on growth_told (channel_id, order_id);

-- What is wrong with rows, for the host alone; with their import.
create table growth_import_issues (
  import_id text not null references growth_imports on delete cascade,
  number int not null,
  row bigint not null,
  field text not null,
  kind text not null,
  cell text not null,
  primary key (import_id, number)
);

-- One buyer of one channel; folded from the log. `state` is the encoded cell of ChannelFold and the truth.
create table growth_channel_loyalty (
  host_id text not null,
  channel_id text not null,
  buyer_id text not null,
  -- His last effective order.
  last_at timestamptz,
  state bytea not null,
  primary key (host_id, channel_id, buyer_id)
);
