-- Area: clips. What one person or host may not bend: shares count once, and the queue is fair.

-- Who handed a clip on; counted once a viewer.
create table clips_shares (
  clip_id text not null,
  viewer_id text not null,
  shared_at timestamptz not null,
  primary key (clip_id, viewer_id)
);

-- When the transcoding began the last time: a host of whom much was made lately waits for others.
alter table clips_clips add column begun_at timestamptz;
create index clips_begun_of_host on clips_clips (host_id, begun_at) where begun_at is not null;
create index clips_at_work_of_host on clips_clips (host_id) where status = 'PROCESSING';
