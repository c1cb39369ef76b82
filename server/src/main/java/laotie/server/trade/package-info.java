/**
 * Orders, holds, payments and the ledger over HTTP. Door: {@link laotie.server.trade.Trade}.
 *
 * <p>Invariant: stock of paid and unpaid orders moves only inside the {@code Till}, one group commit after
 * the other; this package must not know what a product looks like beyond the words its lines keep.
 */
package laotie.server.trade;
