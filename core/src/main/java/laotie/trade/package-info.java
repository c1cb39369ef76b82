/**
 * Orders, holds, payments and the ledger. Door: {@code Checkout}.
 *
 * <p>Invariant: pure rules over values; it must not know how stock is stored or money is moved.
 */
package laotie.trade;
