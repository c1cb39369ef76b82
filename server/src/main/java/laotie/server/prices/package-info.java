/**
 * What hosts and operators promise about prices: room prices, flash sales, coupons, fees for shipping. Door:
 * {@link laotie.server.prices.Prices}.
 *
 * <p>Invariant: it must not know orders. The till asks it, inside its own transaction, for what it must read
 * under its locks, and gives back what changed.
 */
package laotie.server.prices;
