/**
 * The relation between viewers and hosts. Door: {@code Following}.
 *
 * <p>Invariant: pure rules over values; it must not know what anybody bought.
 */
package laotie.fans;
