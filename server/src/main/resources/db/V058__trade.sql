-- Area: trade. What is read of the ledger: by owner for statements, by order for what followed its payment.

create index trade_ledger_of_owner on trade_ledger (owner_id, purse, entry_id) where owner_id <> '';
create index trade_ledger_after_arrival on trade_ledger (order_id) where transfer_kind <> 'ARRIVED';
