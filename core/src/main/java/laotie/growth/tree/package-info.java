/**
 * The trees of the numbers (增长树): GMV as two identities for every slice of the square, by relation and by
 * domain, from the platform down to one product in one show. Doors: {@link laotie.growth.tree.Tree},
 * {@link laotie.growth.tree.Branches} and {@link laotie.growth.tree.Timeline}.
 *
 * <p>Invariant: pure counts over cells, one person after the other. It must not know where cells are kept,
 * who asks, or what anything looks like.
 */
package laotie.growth.tree;
