/**
 * Telling other machines what happened (webhooks): which fact is which event, what an answer means, when to
 * try again, when to stop, and where nothing is ever sent.
 *
 * <p>Invariant: pure rules over values and facts; it must not know the net, a secret or a person's data.
 */
package laotie.hooks;
