/**
 * What buyers say of what they bought (评价): who may say it and when, how it is ranked and counted, and how
 * it is taken from sight and given back. Door: {@link laotie.reviews.Reviewing}.
 *
 * <p>Invariant: pure rules over values; it must not know orders beyond what {@link laotie.reviews.Bought}
 * says of one line.
 */
package laotie.reviews;
