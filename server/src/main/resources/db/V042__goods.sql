-- Area: goods. Pictures that are not for everybody, such as evidence of a return.

-- True for a picture that only its owner reads at the door of pictures; whoever else may see it comes through
-- the door of what it belongs to.
alter table goods_pictures add column is_private boolean not null default false;
