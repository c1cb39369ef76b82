/**
 * Repurchase (复购): six definitions that are never mixed, cohorts and waiting times, counted from the
 * effective orders of buyers in one scope. Doors: {@link laotie.growth.repurchase.Tally} counts,
 * {@link laotie.growth.repurchase.BuyerScope} says who a buyer is, {@link laotie.growth.repurchase.Survival}
 * draws the curve.
 *
 * <p>Invariant: a buyer stands whole in one part of the data; then parts are counted anywhere and added. It
 * must not know where orders came from.
 */
package laotie.growth.repurchase;
