/**
 * Who gets what of paid orders, and when it leaves: settlement, holds, payouts, statements, and the page
 * that proves that the ledger sums to zero. Door: {@code Settlement}.
 *
 * <p>Invariant: money moves only through trade's ledger; this area's rows say what was booked for whom, and
 * nothing here changes a stock or an order.
 */
package laotie.server.settlement;
