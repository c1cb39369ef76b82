-- Imports of goods from tables (exports of Shopify and others), and which product came from what.

-- One upload of a host. Kept with its results for 30 days, of each host the last five.
create table goods_imports (
  import_id text primary key,
  host_id text not null,                                  -- account of the host
  file_name text not null check (char_length(file_name) between 1 and 120),
  status text not null check (status in
    ('READING', 'PREVIEW', 'UNREADABLE', 'APPLYING', 'DONE', 'CANCELLED')),
  charset text not null,                                  -- as it was found or said, such as UTF-8
  columns jsonb not null,                                 -- the header, a list of texts
  settings jsonb not null,                                -- which column means what, currency, words
  turn text not null default '',                          -- whose reading counts; a new one begins anew
  locked_until timestamptz not null,                      -- until then its reader is at work
  touched_at timestamptz not null,                        -- last step; whoever waits longest is next
  rows_read int not null default 0,
  issues int not null default 0,                          -- issues found, more than are kept
  pictures int not null default 0,                        -- addresses of pictures in the table
  applied_to int not null default 0,                      -- number of the last product that was taken over
  is_swept boolean not null default false,                -- true when file and rows are gone
  created_at timestamptz not null,
  ended_at timestamptz
);

-- One at work per host, and one open preview.
create unique index goods_imports_one_open on goods_imports (host_id)
  where status in ('READING', 'PREVIEW', 'UNREADABLE', 'APPLYING');
create index goods_imports_of_host on goods_imports (host_id, created_at desc);
create index goods_imports_waiting on goods_imports (touched_at) where status in ('READING', 'APPLYING');
create index goods_imports_unswept on goods_imports (ended_at) where not is_swept;

-- The upload itself, at most 10 MB; erased when the import ends.
create table goods_import_files (
  import_id text primary key references goods_imports on delete cascade,
  content bytea not null
);

-- The rows as they were read, each cell under what its column means; erased when the import ends.
create table goods_import_rows (
  import_id text not null references goods_imports on delete cascade,
  row int not null,                                       -- as a spreadsheet counts it
  handle text not null,
  cells jsonb not null,
  primary key (import_id, row)
);

create index goods_import_rows_of_handle on goods_import_rows (import_id, handle, row);

-- The products of the rows, and what becomes of each.
create table goods_import_products (
  import_id text not null references goods_imports on delete cascade,
  number int not null,                                    -- its first row
  handle text not null,
  title text not null default '',
  outcome text not null default 'WAITING' check (outcome in
    ('WAITING', 'NEW', 'CHANGES', 'SAME', 'CREATED', 'CHANGED', 'UNCHANGED', 'REFUSED')),
  product_id text not null default '',
  primary key (import_id, number),
  constraint import_handle_once unique (import_id, handle)
);

-- What is wrong with rows, and what the host should know; the first 10,000 of an import.
create table goods_import_issues (
  import_id text not null references goods_imports on delete cascade,
  number bigint generated always as identity,
  row int not null,                                       -- 0 for the whole file
  handle text not null,
  column_name text not null,                              -- as the header writes it, or empty
  message text not null,                                  -- key of the message on the screens
  message_values jsonb not null,
  detail text not null,                                   -- the same in English
  is_error boolean not null,
  primary key (import_id, number)
);

-- Which product a handle of a host's tables is, and what was last taken over of it. Kept with the product.
create table goods_sources (
  host_id text not null,
  handle text not null,
  product_id text not null unique references goods_products,
  taken jsonb not null,
  picture_urls jsonb not null,                            -- where its pictures were; nobody fetches them
  taken_at timestamptz not null,
  primary key (host_id, handle)
);
