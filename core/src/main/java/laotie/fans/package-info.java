/**
 * The relation between viewers and hosts: following, bonds and tiers, and how often a host may write.
 *
 * <p>Invariant: pure rules over values and facts; it must not know what was bought, only that and when.
 */
package laotie.fans;
