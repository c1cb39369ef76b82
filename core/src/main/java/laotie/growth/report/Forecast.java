package laotie.growth.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import laotie.fact.Decision;
import laotie.growth.repurchase.Buyer;
import laotie.growth.value.Backtest;
import laotie.growth.value.Customer;
import laotie.growth.value.History;
import laotie.growth.value.ModelKind;
import laotie.growth.value.Value;

/**
 * What the buyers of a history are worth from here on, or why it is not told, and how well the same model
 * would have told the last third of the time.
 *
 * @param customers as the model sees them at the end of the last day
 */
public record Forecast(Decision<Value> value, Decision<Backtest> backtest, List<Customer> customers) {

  /** How far ahead is looked, weeks: a quarter. */
  static final double WEEKS = 13;

  public Forecast {
    customers = List.copyOf(customers);
  }

  /**
   * Fits and draws; takes seconds for thousands of buyers.
   *
   * @param chance the same gives the same numbers
   */
  public static Forecast of(List<Buyer> buyers, LocalDate lastDay, RandomGenerator chance) {
    List<History> histories = new ArrayList<>();
    LocalDate first = lastDay;
    for (int i = 0; i < buyers.size(); i++) {
      Optional<History> history = buyers.get(i).history(String.valueOf(i), lastDay);
      history.ifPresent(histories::add);
      LocalDate begun = history.map(one -> one.minors().firstKey()).orElse(first);
      first = begun.isBefore(first) ? begun : first;
    }
    List<Customer> customers = histories.stream().map(history -> history.at(lastDay)).toList();
    return new Forecast(
        Value.of(ModelKind.MBG_NBD, customers, chance),
        Backtest.of(ModelKind.MBG_NBD, histories, Backtest.Window.lastThird(first, lastDay), chance),
        customers);
  }
}
