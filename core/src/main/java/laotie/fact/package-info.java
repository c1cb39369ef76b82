/**
 * What happened, and the few words every area shares: facts, folds, money, business days, origins and
 * decisions. Door: {@link laotie.fact.Fact}.
 *
 * <p>Invariant: this package knows no area's rules, no clock, no chance, no disk and no net. An area
 * learns about another only through the facts listed here.
 */
package laotie.fact;
