/**
 * What a customer is worth: models of buying until a silent death, fitted to when people bought, and of what
 * they spend. Doors: {@link laotie.growth.value.Customer}, {@link laotie.growth.value.Value} for one answer
 * to everything, {@link laotie.growth.value.Fitted}, {@link laotie.growth.value.Backtest} and the models
 * themselves.
 *
 * <p>Invariant: pure functions of numbers; chance is passed in. It must not know where purchases come from,
 * nor which currency they are in.
 */
package laotie.growth.value;
