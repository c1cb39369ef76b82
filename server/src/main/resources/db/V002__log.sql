-- Area: log. Ids of facts are drawn by the hundred.

-- They order the facts of one transaction, which draws them in one session; between transactions the order is
-- that of tx. So a session may keep a stock of them, and gaps mean nothing.
alter sequence log_ids cache 100;
