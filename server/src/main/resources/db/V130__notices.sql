-- Area: notices. What the square tells one person, for his eyes only.

-- Kept for 90 days, and erased with the person.
create table notices_notices (
  notice_id text primary key,
  account_id text not null,
  -- What it is about: RESERVATION_SOON, SHOW_STARTED, CARD_ANSWERED, DEMAND_MET, HOST_WROTE, ...
  kind text not null,
  -- Whose affair it is, or empty.
  host_id text not null,
  -- A name and words of a person, shown as text; empty when the kind says it all.
  words text not null constraint notice_words_length check (char_length(words) <= 500),
  -- Address inside this square where it leads, or empty.
  path text not null constraint notice_path_inside check (path = '' or path like '/%'),
  -- Names and titles the sentence of the kind needs: a flat object of texts.
  names jsonb not null,
  -- The same thing is told once to one person.
  once text not null,
  told_at timestamptz not null,
  read_at timestamptz,
  constraint notice_once unique (account_id, once)
);
create index notices_of_account on notices_notices (account_id, told_at desc, notice_id);
create index notices_by_time on notices_notices (told_at);
