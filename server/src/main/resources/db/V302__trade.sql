-- Area: trade. Where the units are for which money was promised back: their supplier is owed the cost of
-- those that the buyer has. What is neither unsent nor returned is with him, at a lower price or for nothing.
-- Kept as long as the order.

-- Units that were refunded before the order was shipped: they never left.
alter table trade_lines add column unsent_quantity int not null default 0
  constraint trade_unsent_not_negative check (unsent_quantity >= 0);
-- Units that left, were sent back and came to the host.
alter table trade_lines add column returned_quantity int not null default 0
  constraint trade_returned_not_negative check (returned_quantity >= 0);
alter table trade_lines add constraint trade_whereabouts_within
  check (unsent_quantity + returned_quantity <= refunded_quantity);

-- What was refunded until now, by the returns that ended well. An order that did not leave never will for
-- these units; a return of goods not shipped that ended before the shipping was before it.
with ended as (
  select r.order_id, l.line,
         sum(l.quantity) filter (where r.reason = 'NOT_SHIPPED' and r.ended_at <= o.shipped_at) as unsent,
         sum(l.quantity) filter (where r.arrived_at is not null) as returned
    from trade_returns r
    join trade_return_lines l on l.return_id = r.return_id
    join trade_orders o on o.order_id = r.order_id
   where r.state = 'REFUNDED'
   group by r.order_id, l.line)
update trade_lines
   set unsent_quantity = n.unsent,
       returned_quantity = least(n.returned, n.refunded - n.unsent)
  from (select l.sequence, l.position, l.refunded_quantity as refunded, coalesce(e.returned, 0) as returned,
               case when o.shipped_at is null then l.refunded_quantity
                    else least(coalesce(e.unsent, 0), l.refunded_quantity) end as unsent
          from trade_lines l
          join trade_orders o on o.sequence = l.sequence
          left join ended e on e.order_id = o.order_id and e.line = l.position
         where l.refunded_quantity > 0) as n
 where trade_lines.sequence = n.sequence and trade_lines.position = n.position;
