-- Area: trade. Orders that come from a clip.

-- The clip of the view the order came from, or empty; without show and clip it is `offlive`.
alter table trade_orders add column clip_id text not null default '';
