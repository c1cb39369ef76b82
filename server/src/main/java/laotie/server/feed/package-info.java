/**
 * The pages on which rooms and clips are found: home, the stream of clips, following, search.
 * Door: {@link laotie.server.feed.Feed}.
 *
 * <p>Invariant: this package must not know how a show is run or a product is sold; it asks the doors of
 * live, fans and goods, and ranks what they answer by the pure rules of core.
 */
package laotie.server.feed;
