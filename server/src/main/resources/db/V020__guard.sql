-- Area: guard. Verdicts that cost somebody something, with their history; every one can be taken back.

-- Cases. An account has at most one open ban. Kept as long as the account, three years at least.
create table guard_cases (
  case_id text primary key,
  account_id text not null,
  kind text not null check (kind in ('BAN')),
  -- Words the person reads.
  reason text not null check (char_length(reason) between 1 and 500),
  opened_at timestamptz not null,
  opened_by text not null,
  lifted_at timestamptz,
  lifted_by text,
  constraint guard_lift_is_whole check ((lifted_at is null) = (lifted_by is null)),
  constraint guard_lift_after_opening check (lifted_at >= opened_at)
);
create unique index guard_one_open_ban on guard_cases (account_id) where lifted_at is null;
create index guard_cases_account on guard_cases (account_id, opened_at desc);

-- What was done in a case, in order; never edited.
create table guard_case_steps (
  case_id text not null references guard_cases (case_id),
  step int not null check (step >= 1),
  what text not null check (what in ('BANNED', 'REASON_CHANGED', 'UNBANNED')),
  reason text not null,
  actor_id text not null,
  at timestamptz not null,
  primary key (case_id, step)
);
