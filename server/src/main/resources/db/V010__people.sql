-- Area: people. Who somebody is, how he proves it, and what a host says of himself. Names and stories are
-- personal text: they live in these rows only, never in facts, so that a person can be erased.

-- Accounts, guests included. Kept until the person is erased.
create table people_accounts (
  account_id text primary key,
  -- Absent for guests.
  login text constraint people_login_unique unique,
  name text not null,
  -- Argon2id in the PHC string format; absent for guests and for the simulated crowd, who have no password.
  password_hash text,
  is_guest boolean not null,
  is_operator boolean not null default false,
  is_simulated boolean not null default false,
  must_change_password boolean not null default false,
  -- Address of a picture, or empty.
  avatar_url text not null default '',
  created_at timestamptz not null,
  constraint people_guest_has_no_login check (is_guest = (login is null)),
  constraint people_guest_has_no_password check (not is_guest or password_hash is null),
  constraint people_guest_is_no_operator check (not (is_guest and is_operator)),
  constraint people_login_is_plain check (login ~ '^[a-z0-9_]{3,32}$'),
  constraint people_name_length check (char_length(name) between 1 and 24)
);

-- Hosts: one room each. The host's id is the account's.
create table people_hosts (
  host_id text primary key references people_accounts (account_id),
  room_id text not null constraint people_room_unique unique,
  tagline text not null check (char_length(tagline) between 1 and 60),
  story text not null check (char_length(story) <= 2000),
  since_year int not null check (since_year >= 1900),
  goods_from text not null check (char_length(goods_from) between 1 and 80),
  category text not null check (char_length(category) between 1 and 24),
  opened_at timestamptz not null
);

-- Who may act for a host.
create table people_assistants (
  host_id text not null references people_hosts (host_id),
  account_id text not null references people_accounts (account_id),
  added_at timestamptz not null,
  primary key (host_id, account_id),
  constraint people_assistant_is_not_host check (host_id <> account_id)
);
create index people_assistants_account on people_assistants (account_id);

-- Sessions. The secret itself is never stored: session_id is its SHA-256. Rows go when they are over.
create table people_sessions (
  session_id text primary key,
  account_id text not null references people_accounts (account_id),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  constraint people_session_has_time check (expires_at > started_at)
);
create index people_sessions_account on people_sessions (account_id);
create index people_sessions_expiry on people_sessions (expires_at);
