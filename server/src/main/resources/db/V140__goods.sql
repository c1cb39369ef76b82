-- Area: goods. A row of stock may be set aside for a flash sale: its id is the sale's, so that orders hold, return
-- and sell its units as they do those of a variant. Units move between the two rows; the sum of both stays.

alter table goods_stock drop constraint goods_stock_sku_id_fkey;
-- The variant whose units are set aside in this row; null in the variant's own row.
alter table goods_stock add column flash_of text references goods_skus;
