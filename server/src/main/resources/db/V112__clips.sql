-- Area: clips. Whoever leaves takes his comments along, and reads what he wrote.
create index clips_comments_of_writer on clips_comments (writer_id, said_at desc);
create index clips_likes_of_viewer on clips_likes (viewer_id, liked_at desc);
