-- Area: reviews. What buyers say of what they bought. Kept as long as the shop; words and pictures are erasable.

create table reviews_reviews (
  review_id text primary key,
  number bigint generated always as identity unique,      -- order of writing, for paging
  order_id text not null,
  sku_id text not null,
  product_id text not null,
  host_id text not null,
  buyer_id text not null,
  sku_name text not null,                                 -- as it was bought
  stars smallint not null constraint review_stars check (stars between 1 and 5),
  words text not null check (char_length(words) <= 1000),
  pictures text[] not null check (cardinality(pictures) <= 6),  -- ids of pictures of goods
  written_at timestamptz not null,
  edited_at timestamptz,
  useful int not null default 0 check (useful >= 0),      -- people who found it useful
  rank bigint not null,                                   -- hours; what is useful or new is greater
  went_back boolean not null default false,               -- all units of the line were refunded
  is_barred boolean not null default false,               -- its author is shut out
  reply text not null default '' check (char_length(reply) <= 500),
  replied_at timestamptz,
  reports int not null default 0 check (reports >= 0),    -- those nobody has decided on
  reported_at timestamptz,                                -- the first of them
  case_id text not null default '',                       -- of the last time it was hidden
  hidden_at timestamptz,
  hidden_reason text not null default '' check (char_length(hidden_reason) <= 500),
  appealed_at timestamptz,                                -- of this time, once
  is_appeal_open boolean not null default false,          -- nobody has decided on it
  constraint one_review_per_line unique (order_id, sku_id),
  constraint review_hidden_with_reason check ((hidden_at is null) = (hidden_reason = ''))
);

create index reviews_by_rank on reviews_reviews (product_id, rank desc, number desc)
  where hidden_at is null and not is_barred;
create index reviews_by_time on reviews_reviews (product_id, number desc)
  where hidden_at is null and not is_barred;
create index reviews_counted on reviews_reviews (product_id, stars)
  where hidden_at is null and not is_barred and not went_back;
create index reviews_of_host on reviews_reviews (host_id, number desc);
create index reviews_unanswered on reviews_reviews (host_id, number desc) where replied_at is null;
create index reviews_of_buyer on reviews_reviews (buyer_id, number desc);
create index reviews_to_decide on reviews_reviews (number) where reports > 0 or is_appeal_open;
create index reviews_hidden on reviews_reviews (number desc) where hidden_at is not null;

-- Who found a review useful, each once.
create table reviews_votes (
  review_id text not null references reviews_reviews,
  account_id text not null,
  primary key (review_id, account_id)
);

-- Who thinks that it should not stand, each once. Kept for a look into abuse of reporting.
create table reviews_reports (
  review_id text not null references reviews_reviews,
  account_id text not null,
  reason text not null,                                   -- a code of the closed list
  words text not null check (char_length(words) <= 500),
  at timestamptz not null,
  primary key (review_id, account_id)
);

-- What was done about a review, in order; never edited.
create table reviews_steps (
  step_id bigint generated always as identity primary key,
  review_id text not null references reviews_reviews,
  case_id text not null,
  what text not null check (what in ('HIDDEN', 'APPEALED', 'RESTORED', 'KEPT')),
  words text not null check (char_length(words) <= 500),
  actor_id text not null,
  at timestamptz not null
);

create index reviews_steps_of_review on reviews_steps (review_id, step_id);

-- What one person voted, reported and did, to hand out and to erase.
create index reviews_votes_of_person on reviews_votes (account_id);
create index reviews_reports_of_person on reviews_reports (account_id);
create index reviews_steps_of_person on reviews_steps (actor_id);
