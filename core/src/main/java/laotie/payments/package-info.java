/**
 * How patient one is with a gateway, and whether its statement and our books agree. Doors: {@code Patience},
 * {@code Reconciliation}.
 *
 * <p>Invariant: pure rules over values; it must not know any gateway by name, nor what is sold.
 */
package laotie.payments;
