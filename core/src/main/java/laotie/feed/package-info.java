/**
 * What is shown to whom, and why. Door: {@code Ranking}.
 *
 * <p>Invariant: pure rules over values; it must not know how a host got his merit.
 */
package laotie.feed;
