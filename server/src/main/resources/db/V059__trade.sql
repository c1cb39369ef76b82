-- Area: trade. What is asked of payments by the area that talks to gateways.

-- Payments a gateway has not spoken of, oldest first.
create index trade_payments_unsettled on trade_payments (started_at, payment_id) where status = 'PENDING';

-- Movements of a day. The ledger only grows, so blocks of it are enough to find a day.
create index trade_ledger_by_time on trade_ledger using brin (at);
