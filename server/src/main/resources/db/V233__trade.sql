-- Area: trade. Fees of promotion stand in the ledger too.
alter table trade_ledger drop constraint trade_ledger_kind_known;
alter table trade_ledger add constraint trade_ledger_kind_known check (transfer_kind in (
  'ARRIVED', 'STRAYED', 'OWED', 'RETURNED', 'REFUNDED', 'SETTLED', 'UNSETTLED', 'PAID_OUT', 'FEE',
  'PROMOTED'));
