/**
 * Why a number moved (为什么变了): the change of a product by its factors, and of a mean by mix and rate. Doors:
 * {@link laotie.growth.change.Waterfall}, {@link laotie.growth.change.Identity} and
 * {@link laotie.growth.change.MixRate}; {@link laotie.growth.change.Lmdi} and
 * {@link laotie.growth.change.Shapley} are the mathematics below them.
 *
 * <p>Invariant: pure functions of numbers whose parts sum to the change. It must not know how a number is
 * shown, nor in which words.
 */
package laotie.growth.change;
