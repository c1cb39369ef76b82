/**
 * Rooms, shows, cards and chat. Door: {@code Show}.
 *
 * <p>Invariant: pure rules over values; it must not know how pictures travel.
 */
package laotie.live;
