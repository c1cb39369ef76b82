/**
 * The numbers (增长): watching and buying per person, the five factors of GMV, repurchase. Doors:
 * {@link laotie.growth.PersonFold}, {@link laotie.growth.LoyaltyFold}, {@link laotie.growth.LadderFold},
 * {@link laotie.growth.DomainFold}, {@link laotie.growth.CrossingFold}, {@link laotie.growth.BasketFold},
 * {@link laotie.growth.WishFold}, {@link laotie.growth.ShelfFold}, {@link laotie.growth.Factors} and
 * {@link laotie.growth.Repurchase}. Why numbers moved stands in {@code laotie.growth.change}, what customers
 * are worth in {@code laotie.growth.value}, and the trees in {@code laotie.growth.tree} over the leaves of
 * {@link laotie.growth.ViewFold}, {@link laotie.growth.ReceiptFold}, {@link laotie.growth.CounterFold} and
 * {@link laotie.growth.MilestoneFold}.
 *
 * <p>Invariant: pure rules over values; it must not know where facts and cells are stored, who asks, or
 * what time it is.
 */
package laotie.growth;
