/**
 * What an order costs, and why: list price, room price, flash sale, tier, coupon, shipping. Door: {@code
 * Pricing}.
 *
 * <p>Invariant: one pure rule over values. It knows neither stock nor orders, and never changes the price of
 * an order that stands: whoever places an order keeps what the rule said.
 */
package laotie.prices;
