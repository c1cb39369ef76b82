/**
 * A seeded crowd that lives through days and evenings. Door: {@code Crowd}.
 *
 * <p>Invariant: pure rules over values; it must not know whether anybody is watching.
 */
package laotie.sim;
