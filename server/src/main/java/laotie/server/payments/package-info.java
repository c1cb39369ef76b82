/**
 * Money in and out through gateways: what a buyer may choose, notices, refunds, silent gateways and the daily
 * reconciliation. Nobody calls it; it calls {@link laotie.server.trade.Trade}, where orders and ledger are.
 *
 * <p>Invariant: a payment is written down in trade before a gateway hears of it, and a gateway's word counts
 * only when its signature does; this package must not know what an order is made of.
 */
package laotie.server.payments;
