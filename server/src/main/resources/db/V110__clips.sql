-- Area: clips. Short videos: what comes in, what was made of it, what people say and like.

-- Videos on their way in; the bytes lie in the folder uploads. A row goes with its file: when it expires
-- (24 hours) or when its clip is made.
create table clips_uploads (
  upload_id text primary key,
  host_id text not null,
  actor_id text not null,
  -- Bytes as declared, and those that are on the disk.
  bytes bigint not null constraint clips_upload_size check (bytes between 1 and 536870912),
  received bigint not null default 0 constraint clips_upload_received check (received between 0 and bytes),
  -- The clip that is made of it, or empty.
  clip_id text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index clips_uploads_of_host on clips_uploads (host_id);
create index clips_uploads_to_expire on clips_uploads (expires_at);

-- One row per clip, kept as long as its facts. Rows are the queue of the transcoding as well.
create table clips_clips (
  clip_id text primary key,
  host_id text not null,
  actor_id text not null,
  caption text not null constraint clips_caption_length check (char_length(caption) <= 200),
  status text not null check (status in ('PROCESSING', 'READY', 'PUBLISHED', 'FAILED', 'WITHDRAWN')),
  -- 0..1 while it is processed.
  progress real not null default 0 check (progress between 0 and 1),
  -- The code of a reason, or empty.
  failure text not null default '',
  publishes boolean not null,
  -- Either an upload or a piece of a show.
  upload_id text not null,
  show_id text not null,
  cut_from timestamptz,
  cut_to timestamptz,
  sources_product_id text not null,
  -- Pixels and milliseconds; 0 until it is ready.
  width int not null default 0,
  height int not null default 0,
  length_ms bigint not null default 0,
  likes bigint not null default 0 constraint clips_likes_not_negative check (likes >= 0),
  comments bigint not null default 0 constraint clips_comments_not_negative check (comments >= 0),
  shares bigint not null default 0,
  views bigint not null default 0,
  -- How often the transcoding began, and until when somebody is at it.
  attempts int not null default 0,
  leased_until timestamptz,
  created_at timestamptz not null,
  published_at timestamptz,
  withdrawn_at timestamptz,
  -- Taken down by an operator: its host cannot bring it back.
  is_withdrawn_by_staff boolean not null default false,
  -- The files of a withdrawn clip are deleted after seven days.
  is_erased boolean not null default false,
  constraint clips_cut_has_show check ((show_id = '') = (cut_from is null)),
  constraint clips_published_has_instant check (status <> 'PUBLISHED' or published_at is not null)
);
create index clips_of_host on clips_clips (host_id, created_at desc, clip_id);
create index clips_published on clips_clips (published_at desc, clip_id) where status = 'PUBLISHED';
create index clips_sourcing on clips_clips (sources_product_id) where sources_product_id <> '';
create index clips_to_make on clips_clips (created_at) where status = 'PROCESSING';

-- The products of a clip and from which millisecond on each appears.
create table clips_cards (
  clip_id text not null references clips_clips (clip_id),
  product_id text not null,
  from_ms bigint not null check (from_ms >= 0),
  position int not null,
  primary key (clip_id, product_id)
);

-- One row per view of a clip, with where it came from; never changed.
create table clips_views (
  view_id text primary key,
  viewer_id text not null,
  clip_id text not null,
  host_id text not null,
  exposure_id text not null,
  channel text not null,
  relation text not null,
  device_hash text not null,
  network_hash text not null,
  opened_at timestamptz not null
);
create index clips_views_of_clip on clips_views (clip_id, opened_at);

create table clips_likes (
  clip_id text not null,
  viewer_id text not null,
  liked_at timestamptz not null,
  primary key (clip_id, viewer_id)
);

-- What was said under clips. The text is a person's: it is emptied when the comment is deleted.
create table clips_comments (
  comment_id text primary key,
  clip_id text not null,
  -- The comment at the top under which it stands, or empty; and the one it answers.
  root_id text not null,
  answers_id text not null,
  writer_id text not null,
  text text not null constraint clips_comment_length check (char_length(text) <= 200),
  is_intent boolean not null,
  said_at timestamptz not null,
  deleted_at timestamptz
);
create index clips_comments_of_clip on clips_comments (clip_id, said_at desc, comment_id desc)
  where root_id = '' and deleted_at is null;
create index clips_replies on clips_comments (root_id, said_at, comment_id)
  where root_id <> '' and deleted_at is null;

-- What stood at the foot of a show's video and since when, folded from its facts; card_id is empty when
-- nothing did. Kept for thirty days, longer than any recording.
create table clips_turns (
  show_id text not null,
  at timestamptz not null,
  card_id text not null,
  product_id text not null,
  primary key (show_id, at, card_id)
);
create index clips_turns_by_age on clips_turns (at);
