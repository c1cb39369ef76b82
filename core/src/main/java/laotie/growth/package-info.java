/**
 * The numbers: five factors, repurchase, cohorts. Door: {@code PersonFold}.
 *
 * <p>Invariant: pure rules over values; it must not know where facts are stored.
 */
package laotie.growth;
