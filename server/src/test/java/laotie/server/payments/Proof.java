package laotie.server.payments;

import static org.assertj.core.api.Assertions.assertThat;

import laotie.server.trade.Rows;

/** Holds what was acknowledged against the rows, the facts and the ledger. */
final class Proof {

  private final Rows rows;
  private final Deeds deeds;

  Proof(Rows rows, Deeds deeds) {
    this.rows = rows;
    this.deeds = deeds;
  }

  void check(String skuId, int units, String seed) {
    orders(skuId, units, seed);
    payments(seed);
    ledger(skuId, seed);
  }

  private void orders(String skuId, int units, String seed) {
    for (String orderId : deeds.orders()) {
      assertThat(rows.count("select count(*) from trade_orders where order_id = ?", orderId))
          .as(seed + ": acknowledged order " + orderId).isEqualTo(1);
      assertThat(rows.count("select count(*) from log where type = 'OrderPlaced' and key = ?", orderId))
          .as(seed + ": its fact").isEqualTo(1);
    }
    for (String orderId : deeds.cancellations()) {
      assertThat(rows.count(
          "select count(*) from trade_orders where order_id = ? and status = 'CANCELLED'", orderId))
          .as(seed + ": acknowledged cancellation of " + orderId).isEqualTo(1);
    }
    long paidUnits = rows.count("""
        select coalesce(sum(l.quantity), 0) from trade_orders o join trade_lines l on l.sequence = o.sequence
         where l.sku_id = ? and o.status = 'PAID'""", skuId);
    assertThat(rows.stock(skuId)).as(seed + ": the stock")
        .isEqualTo((units - paidUnits) + " 0 " + paidUnits);
    assertThat(paidUnits).as(seed + ": sold").isPositive().isLessThanOrEqualTo(units);
  }

  /** Money that was acknowledged pays its order or went back: never both, never neither. */
  private void payments(String seed) {
    for (String paymentId : deeds.payments()) {
      long pays = rows.count("""
          select count(*) from trade_payments p join trade_orders o on o.order_id = p.order_id
           where p.payment_id = ? and p.status = 'PAID' and o.status = 'PAID'""", paymentId);
      long wentBack = rows.count("""
          select count(*) from trade_payments p join trade_refunds r on r.payment_id = p.payment_id
           where p.payment_id = ? and p.status = 'RETURNED' and r.returned_at is not null""", paymentId);
      assertThat(pays + wentBack).as(seed + ": payment " + paymentId).isEqualTo(1);
    }
  }

  private void ledger(String skuId, String seed) {
    assertThat(rows.ledgerSum()).as(seed + ": the ledger").isZero();
    assertThat(rows.count("""
        select count(*) from (select 1 from trade_ledger
         group by transfer_kind, order_id, payment_id, subject_id having sum(amount_minor) <> 0) as x"""))
        .as(seed + ": movements that do not sum to zero").isZero();
    assertThat(rows.count("""
        select coalesce(-sum(g.amount_minor), 0) - count(distinct o.order_id) * 8000
          from trade_orders o join trade_lines l on l.sequence = o.sequence
          join trade_ledger g on g.order_id = o.order_id and g.purse = 'HOST_OWED'
           and g.transfer_kind = 'ARRIVED'
         where l.sku_id = ? and o.status = 'PAID'""", skuId))
        .as(seed + ": what is held for the host beside his paid orders").isZero();
  }
}
