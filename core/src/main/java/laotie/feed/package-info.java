/**
 * What is shown to whom, and why. Doors: {@code Ranking} for the order, {@code Visits}
 * for who watches whom.
 *
 * <p>Invariant: pure rules over values; it must not know how a host got his merit.
 */
package laotie.feed;
