-- The loyalty of a person to the whole square is that to all hosts together: read buyer by buyer.
create index growth_loyalty_of_buyer on growth_loyalty (buyer_id, host_id);
