package laotie.growth.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
      SortedMap<LocalDate, Long> days = days(buyers.get(i), lastDay);
      if (!days.isEmpty()) {
        histories.add(new History(String.valueOf(i), days));
        first = days.firstKey().isBefore(first) ? days.firstKey() : first;
      }
    }
    List<Customer> customers = histories.stream().map(history -> history.at(lastDay)).toList();
    return new Forecast(
        Value.of(ModelKind.MBG_NBD, customers, chance),
        Backtest.of(ModelKind.MBG_NBD, histories, Backtest.Window.lastThird(first, lastDay), chance),
        customers);
  }

  private static SortedMap<LocalDate, Long> days(Buyer buyer, LocalDate lastDay) {
    SortedMap<LocalDate, Long> days = new TreeMap<>();
    for (Buyer.Bought order : buyer.orders()) {
      if (!order.day().isAfter(lastDay)) {
        days.merge(order.day(), order.grossMinor(), Math::addExact);
      }
    }
    return days;
  }
}
