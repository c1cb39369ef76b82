-- Area: notices. What was opened, and where else somebody wants to be told.

-- Tapped, not only seen in the list: what a host's message earned is counted by this.
alter table notices_notices add column opened_at timestamptz;
-- Notices wait for the mail until they are sent, kept back, or a day old.
alter table notices_notices add column mailed_at timestamptz;
alter table notices_notices add column is_mail_withheld boolean not null default false;
create index notices_by_once on notices_notices (once);
create index notices_unread on notices_notices (account_id) where read_at is null;

-- One row per account that gave an address; erased with the person.
create table notices_channels (
  account_id text primary key,
  -- Encrypted with the server's secret.
  email bytea not null,
  -- The words of the mails.
  locale text not null constraint channel_locale check (locale in ('zh-CN', 'en')),
  -- Keyed hash of the code that proves the address is his; empty once proven.
  code_hash text not null,
  code_sent_at timestamptz not null,
  -- Wrong codes since the last one was sent; at most 5.
  tries int not null default 0,
  confirmed_at timestamptz
);
