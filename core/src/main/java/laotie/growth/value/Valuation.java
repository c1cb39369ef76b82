package laotie.growth.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import laotie.growth.value.Value.Outlook;
import laotie.growth.value.Value.Total;
import laotie.growth.value.Value.WinBack;
import laotie.growth.value.Value.Worth;

/**
 * All customers of one host at once: what {@link Value} tells of each of them, and of all together, with
 * every future drawn a single time. It says what they would say when asked one by one.
 *
 * @param lines one a customer
 * @param purchases of all of them
 * @param spend of all of them, minor units; absent unless the spend of every one is told
 */
public record Valuation(List<Line> lines, Total purchases, Optional<Total> spend) {

  public Valuation {
    lines = List.copyOf(lines);
  }

  /**
   * One customer.
   *
   * @param worth absent when spend is not told
   * @param winBack absent for somebody whom no word need bring back
   */
  public record Line(Customer customer, Outlook outlook, Optional<Worth> worth, Optional<WinBack> winBack) {

    /** What he is ranked by: expected spend, minor units, or expected purchases when spend is not told. */
    public double expected() {
      return worth.map(Worth::expectedMinor).orElse(outlook.purchases());
    }
  }

  /**
   * Values these customers; takes some 800 draws for each.
   *
   * @param weeks how far ahead is looked
   * @param done is told how many are valued, after each
   */
  public static Valuation of(
      Value value, Collection<Customer> customers, double weeks, IntConsumer done) {
    List<Line> lines = new ArrayList<>(customers.size());
    Sum counted = new Sum();
    Sum spent = new Sum();
    for (Customer customer : Value.inOrder(customers)) {
      double[] counts = value.drawnPurchases(customer, weeks);
      counted.add(counts);
      Outlook outlook = value.outlook(customer, weeks, counts);
      counted.expected += outlook.purchases();
      Optional<Worth> worth = Optional.empty();
      if (value.isSpendTold(customer)) {
        double[] spends = value.drawnSpends(customer, weeks);
        spent.add(spends);
        worth = Optional.of(value.worth(customer, weeks, spends));
        spent.expected += worth.get().expectedMinor();
      }
      lines.add(new Line(customer, outlook, worth, value.winBack(customer, weeks)));
      done.accept(lines.size());
    }
    boolean isSpendTold = spent.customers == lines.size() && !lines.isEmpty();
    return new Valuation(
        lines, counted.total(), isSpendTold ? Optional.of(spent.total()) : Optional.empty());
  }

  /** Futures added up, each with its like. */
  private static final class Sum {
    private final double[] draws = new double[Draws.COUNT];
    private double expected;
    private int customers;

    void add(double[] drawn) {
      customers++;
      for (int i = 0; i < draws.length; i++) {
        draws[i] += drawn[i];
      }
    }

    Total total() {
      return new Total(customers, expected, Draws.middle(draws));
    }
  }
}
