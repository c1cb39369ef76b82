/**
 * Whole trading days with faults, from a seed: a host changes price and stock while his flash sale runs,
 * coupons are used in a rush, payments come late, twice, shuffled, with a wrong amount or not at all, clocks
 * jump, and the process dies between any two steps. After every step the laws of the trade are looked at.
 * Door: {@link laotie.sim.days.Days}.
 *
 * <p>Invariant: the rules under test are those of core, called as the server calls them; what stands here of
 * its own is only the world around them: rows that survive, a process that does not, buyers and gateways that
 * ask again. Time is virtual and chance comes from the seed, so a failure is the same on any machine.
 */
package laotie.sim.days;
