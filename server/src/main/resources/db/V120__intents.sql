-- Area: intents. What people asked under clips and in rooms, what was answered, what is wanted and not sold.

-- One row per question, kept as long as the comment. Words and name are erased with the person.
create table intents_asks (
  comment_id text primary key,
  host_id text not null,
  viewer_id text not null,
  -- The name as it stood beside the comment.
  name text not null,
  -- The show it was said in, or empty; the clip it stands under, or empty.
  show_id text not null,
  clip_id text not null,
  -- What it asks: BUY, PRICE, SIZE, STOCK, DELIVERY; another label once a host said so.
  label text not null,
  -- The product it means, or empty.
  product_id text not null,
  -- Empty for repeats, and when the comment was deleted.
  text text not null constraint intents_text_length check (char_length(text) <= 500),
  -- A hash of the words without blanks, width and case: the same words, the same mark.
  said text not null,
  -- A hash of label and product, or of label and words: what one answer answers.
  gist text not null,
  -- OPEN waits; REPEAT is the same of the same person; FLOOD is one too many of one network;
  -- DISMISSED was no question by the host's word; DELETED was taken away.
  state text not null
    check (state in ('OPEN', 'REPEAT', 'FLOOD', 'ANSWERED', 'DISMISSED', 'DELETED')),
  -- Times the same person asked it while it was open, and questions that collapsed into this one.
  times int not null default 1 check (times >= 1),
  collapsed int not null default 0 check (collapsed >= 0),
  -- True while its writer is banned: it counts for nothing.
  is_barred boolean not null default false,
  answer_id text not null default '',
  asked_at timestamptz not null
);
create unique index intents_asked_once on intents_asks (host_id, viewer_id, gist) where state = 'OPEN';
create index intents_open_of_host on intents_asks (host_id, asked_at desc) where state = 'OPEN';
create index intents_asks_of_host on intents_asks (host_id, asked_at);
create index intents_asks_of_gist on intents_asks (host_id, gist, asked_at) where state in ('OPEN', 'FLOOD');
create index intents_asks_of_show on intents_asks (show_id, asked_at desc) where show_id <> '';
create index intents_asks_of_answer on intents_asks (answer_id) where answer_id <> '';
create index intents_asks_of_viewer on intents_asks (viewer_id);

-- What a host said to many at once. Kept with the questions.
create table intents_answers (
  answer_id text primary key,
  host_id text not null,
  actor_id text not null,
  label text not null,
  product_id text not null,
  words text not null constraint intents_answer_length check (char_length(words) <= 200),
  -- Questions it answered, and the people who asked them.
  asks int not null,
  people int not null,
  answered_at timestamptz not null,
  constraint intents_answer_says_something check (product_id <> '' or words <> '')
);
create index intents_answers_of_host on intents_answers (host_id, answered_at desc, answer_id desc);

-- What hosts said comments really mean; the newest 500 of a host teach the reading of his comments.
create table intents_corrections (
  correction_id text primary key,
  host_id text not null,
  comment_id text not null,
  actor_id text not null,
  label text not null,
  product_id text not null,
  corrected_at timestamptz not null
);
create index intents_corrections_of_host on intents_corrections (host_id, corrected_at desc);

-- What is asked for and not sold, by host and name of the thing.
create table intents_demand (
  demand_id text primary key,
  host_id text not null,
  words text not null constraint intents_words_length check (char_length(words) between 1 and 40),
  state text not null check (state in ('OPEN', 'MET', 'DISMISSED')),
  -- The product that met it, or empty.
  product_id text not null default '',
  -- Comments that asked for it; the people stand in intents_wishes.
  asks int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  constraint intents_demand_once unique (host_id, words)
);
create index intents_demand_of_host on intents_demand (host_id, state, last_at desc);
create index intents_demand_lately on intents_demand (last_at desc) where state = 'OPEN';

-- Who asked for it, each once.
create table intents_wishes (
  demand_id text not null references intents_demand (demand_id),
  viewer_id text not null,
  comment_id text not null,
  is_barred boolean not null default false,
  asked_at timestamptz not null,
  -- When he was told that it is sold now.
  told_at timestamptz,
  primary key (demand_id, viewer_id)
);
create index intents_wishes_of_viewer on intents_wishes (viewer_id);

-- The comment of the day: whether a host gives a prize, and which.
create table intents_prizes (
  host_id text primary key,
  is_on boolean not null,
  prize text not null constraint intents_prize_length check (char_length(prize) <= 80),
  -- The first business day that may win.
  since date not null
);

-- One row per host and day that was decided; without a comment when none deserved it.
create table intents_winners (
  host_id text not null,
  day date not null,
  comment_id text not null,
  viewer_id text not null,
  -- Name and words as they stood; erased with the person.
  name text not null,
  text text not null,
  prize text not null,
  -- Different people who asked the same after it that day.
  voices int not null,
  chosen_at timestamptz not null,
  primary key (host_id, day)
);
