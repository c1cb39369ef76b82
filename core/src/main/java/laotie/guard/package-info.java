/**
 * Verdicts about accounts, with reasons. Door: {@code Ban}.
 *
 * <p>Invariant: pure rules over values; it must not know how a verdict is enforced.
 */
package laotie.guard;
