package laotie.sim;

import java.util.Map;

/**
 * Somebody of the crowd (观众).
 *
 * @param index place in the crowd, from 0
 * @param login the account's login, unique
 * @param name what chat calls him
 * @param taste how much each trade speaks to him, 0..1
 * @param patience seconds he stays in a room that is neither good nor bad, median
 * @param budgetMinor what one order may cost before he hesitates, minor units of CNY
 * @param constancy how much he is of the coming-back kind, around 1, 0.4..1.6
 * @param chattiness chat messages he writes in ten minutes, mean
 */
public record Person(
    int index,
    String login,
    String name,
    Language language,
    Map<Craft, Double> taste,
    double patience,
    long budgetMinor,
    double constancy,
    double chattiness) {

  public Person {
    taste = Map.copyOf(taste);
  }

  /** How much {@code craft} speaks to him, 0..1. */
  public double tasteFor(Craft craft) {
    return taste.getOrDefault(craft, 0.0);
  }
}
