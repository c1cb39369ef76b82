package laotie.growth.repurchase;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.Share;

/**
 * R6: the buyers whose first purchase fell into one month, and each month since.
 *
 * @param month of the first purchase
 * @param months 0 is that month itself; as many as have begun by the last day
 * @param monthsOver how many of them are over; at most the last one is not
 */
public record Cohort(YearMonth month, List<CohortMonth> months, int monthsOver) {

  public Cohort {
    months = List.copyOf(months);
    if (months.isEmpty() || monthsOver > months.size() || monthsOver < months.size() - 1) {
      throw new IllegalArgumentException(monthsOver + " of " + months.size() + " months over");
    }
  }

  /** How many they are: each of them bought in the first month. */
  public long size() {
    return months.getFirst().buyers();
  }

  /** Those who bought in the n-th month after the first. */
  public Share active(int month) {
    return new Share(months.get(month).buyers(), size());
  }

  /** Net of the first n + 1 months, minor units. */
  public long netUntilMinor(int month) {
    return months.subList(0, month + 1).stream().mapToLong(CohortMonth::netMinor).reduce(0, Math::addExact);
  }

  /** Cumulative net per customer of the cohort, minor units. */
  public Optional<Ratio> valuePerCustomer(int month) {
    return Ratio.of(netUntilMinor(month), size());
  }

  /** True when the n-th month is over. */
  public boolean isOver(int month) {
    return month < monthsOver;
  }
}
