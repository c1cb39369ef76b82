-- Area: trade. What a tier took off the price of a line, as it was when it was ordered.

-- Price of one unit before the reduction, minor units; 0 when nothing was taken off.
alter table trade_lines add column basis_minor bigint not null default 0
  constraint trade_basis_not_negative check (basis_minor >= 0);
alter table trade_lines add column discount_percent int not null default 0;
-- The tier whose benefit it was, or empty.
alter table trade_lines add column tier text not null default '';
