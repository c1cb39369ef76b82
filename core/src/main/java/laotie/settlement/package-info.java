/**
 * Who gets what of a paid order, and when it is paid out. Door: {@code Shares}.
 *
 * <p>Invariant: pure rules over values; it must not know how orders are stored or how a bank is asked.
 */
package laotie.settlement;
