-- Area: trade. Whether a buyer reviewed something of an order and the review stands; it counts in his standing.
alter table trade_orders add column is_reviewed boolean not null default false;
