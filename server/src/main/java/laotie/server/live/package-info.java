/**
 * Rooms, shows, cards, chat and who is there. Door: {@link laotie.server.live.Live}.
 *
 * <p>A room's moving state (numbers of messages, likes, who is silent, the last lines) lives on one event
 * loop; its sockets live on theirs. One message is written as bytes once and those bytes go to everybody.
 *
 * <p>Invariant: this package must not know how pictures travel, what an order costs, or how a page of the
 * feed is made; it is told of payments and stock by facts.
 */
package laotie.server.live;
