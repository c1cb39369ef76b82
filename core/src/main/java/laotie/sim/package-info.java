/**
 * A seeded crowd that lives through days and evenings: the cast of hosts, the people who come by, a past of
 * more than a year ({@link laotie.sim.Past}) and an evening in real time ({@link laotie.sim.Evening}), both
 * from the same people. Door: {@link laotie.sim.Crowd}.
 *
 * <p>Invariant: pure rules over values; chance and time are passed in. It must not know whether anybody is
 * watching, nor where what it tells is written.
 */
package laotie.sim;
