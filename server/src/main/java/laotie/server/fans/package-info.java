/**
 * Who follows whom: rows, counts and the buttons. Door: {@link laotie.server.fans.Fans}.
 *
 * <p>Invariant: it must not know what anybody bought or watched.
 */
package laotie.server.fans;
