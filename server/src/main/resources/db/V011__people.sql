-- Area: people. Leaving the square: accounts whose name, words and proof are erased.

-- When it was erased; null while it lives. The id stays in records of trade and shows.
alter table people_accounts add column erased_at timestamptz;
alter table people_accounts drop constraint people_guest_has_no_login;
alter table people_accounts add constraint people_guest_has_no_login
  check ((is_guest or erased_at is not null) = (login is null));

-- Who wants to leave; one row until he takes it back, kept three years once the account is erased.
create table people_deletions (
  account_id text primary key references people_accounts (account_id),
  asked_at timestamptz not null,
  due_at timestamptz not null,
  -- When it is looked at next; null once nothing is left to do.
  next_at timestamptz,
  -- Why it was put off the last time, as the code of a reason; empty while nothing hinders it.
  hindrance text not null default '',
  erased_at timestamptz,
  -- When the last words went, after every order and refund had come to its end.
  finished_at timestamptz,
  constraint people_erased_when_due check (erased_at >= due_at),
  constraint people_finished_after_erased check (finished_at is null or finished_at >= erased_at),
  constraint people_deletion_ends check ((next_at is null) = (finished_at is not null))
);
create index people_deletions_next on people_deletions (next_at) where next_at is not null;
