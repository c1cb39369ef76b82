-- Products of hosts, their variants, pictures and stock. Kept while the shop lives: placed orders point here.

create table goods_products (
  product_id text primary key,
  number bigint generated always as identity unique,      -- order of listing, for paging
  host_id text not null,                                  -- account of the host
  title text not null check (char_length(title) between 1 and 80),
  story text not null check (char_length(story) <= 4000),
  category text not null check (char_length(category) between 1 and 40),
  is_listed boolean not null default true,
  words tsvector not null,                                -- Chinese characters and pairs, Latin words
  created_at timestamptz not null,
  edited_at timestamptz not null
);

create index goods_products_of_host on goods_products (host_id, number desc);
create index goods_products_listed on goods_products (number desc) where is_listed;
create index goods_products_words on goods_products using gin (words);

create table goods_skus (
  sku_id text primary key,
  product_id text not null references goods_products,
  position int not null check (position >= 0),
  name text not null check (char_length(name) between 1 and 40),
  price_minor bigint not null check (price_minor > 0),    -- minor units for one
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  is_offered boolean not null default true                -- false once the host dropped the variant
);

create index goods_skus_of_product on goods_skus (product_id, position);

-- Units of a variant, each in exactly one place. Rows are locked in sku-id order by every writer.
create table goods_stock (
  sku_id text primary key references goods_skus,
  available bigint not null,                              -- units that can still be promised
  held bigint not null default 0,                         -- units promised to unpaid orders
  sold bigint not null default 0,                         -- units of paid orders
  supplied bigint not null,                               -- units ever put on the shelf
  constraint stock_not_negative check (available >= 0 and held >= 0 and sold >= 0),
  constraint stock_adds_up check (available + held + sold = supplied)
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Pictures of products, covers and faces, decoded and written anew (no metadata), at most 1,600 px a side.
create table goods_pictures (
  picture_id text primary key,
  owner_id text not null,                                 -- account that uploaded it
  media_type text not null check (media_type in ('image/png', 'image/jpeg')),
  width int not null check (width between 1 and 1600),    -- pixels
  height int not null check (height between 1 and 1600),
  content bytea not null,
  small_width int not null check (small_width between 1 and 480),
  small_content bytea not null,
  created_at timestamptz not null
);

create table goods_product_pictures (
  product_id text not null references goods_products,
  picture_id text not null references goods_pictures,
  position bigint generated always as identity,           -- order of upload
  primary key (product_id, picture_id)
);
