-- Area: fans. The words of a line of the group go with its deletion, as those of comments do.

alter table fans_group_messages drop constraint fans_group_text_length;
alter table fans_group_messages add constraint fans_group_text_length check (char_length(text) <= 200);
update fans_group_messages set text = '' where deleted_at is not null;
