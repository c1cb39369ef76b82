-- Area: goods. Units set aside for flash sales are counted with their variant.
create index goods_stock_set_aside on goods_stock (flash_of) where flash_of is not null;
