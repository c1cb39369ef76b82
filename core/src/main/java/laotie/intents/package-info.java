/**
 * What a comment asks for and which product it means (求链接). Door: {@code Reader}.
 *
 * <p>Invariant: pure rules and a small linear model over values; it must not know who asks.
 */
package laotie.intents;
