-- Area: settlement. Orders that were settled before settlements were told as facts are looked at once more:
-- nothing of their money moves, and the fact with their shares is written.
update settlement_orders set is_touched = true where state = 'SETTLED';
