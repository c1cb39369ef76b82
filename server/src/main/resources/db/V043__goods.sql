-- Area: goods. Whoever leaves takes his pictures along.
create index goods_pictures_of_owner on goods_pictures (owner_id);
