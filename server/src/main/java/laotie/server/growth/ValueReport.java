package laotie.server.growth;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import laotie.growth.value.Backtest;
import laotie.growth.value.Range;
import laotie.growth.value.Value;

/**
 * What a count says of a host's customers together: never without how the same model did before.
 *
 * @param model such as MBG_NBD; NBD where the purchases show nobody who left
 * @param parameters in the order of the model's record
 * @param fitted to whom
 * @param purchases of all in the weeks ahead
 * @param spend of all, minor units; absent where it is not told
 * @param spendReason why it is not told, or empty
 */
record ValueReport(
    String model, List<Double> parameters, Fitting fitted, Sum purchases, Optional<Sum> spend,
    String spendReason, Test test) {

  ValueReport {
    spend = spend == null ? Optional.empty() : spend;
    spendReason = spendReason == null ? "" : spendReason;
  }

  /** Customers a model was fitted to, and those of them who had repeated. */
  record Fitting(int customers, int repeatBuyers) {}

  /** A sum and where it lies, 95 %. */
  record Sum(double expected, double low, double high) {

    static Sum of(Value.Total total) {
      Range range = total.range();
      return new Sum(total.expected(), range.low(), range.high());
    }
  }

  /**
   * The model as it was fitted to what was known one day, beside what happened since.
   *
   * @param isOfPool true when too few of the host's customers were known then, so that all hosts' are told
   * @param customers known that day
   */
  record Test(
      boolean isOfPool, LocalDate knownUntil, LocalDate until, int customers, Sum told, long happened,
      boolean isCovered, List<Backtest.Week> weeks, List<Backtest.Group> groups) {

    Test {
      weeks = weeks == null ? List.of() : List.copyOf(weeks);
      groups = groups == null ? List.of() : List.copyOf(groups);
    }

    static Test of(Backtest backtest, boolean isOfPool) {
      return new Test(isOfPool, backtest.knownUntil(), backtest.until(), backtest.told().customers(),
          Sum.of(backtest.told()), backtest.happened(), backtest.isCovered(), backtest.weeks(),
          backtest.groups());
    }
  }
}
