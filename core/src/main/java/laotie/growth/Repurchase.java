package laotie.growth;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;

/**
 * R3(N): of the buyers whose first purchase lies at least N days back, how many bought again within N days.
 * Scope: buyer and host. Orders of one day are one purchase; only effective orders count. A number without
 * its definition, scope and maturity says nothing: definitions differ by a factor of four on one data set.
 *
 * @param days N
 * @param mature buyers whose N days have passed
 * @param repeaters those of them who bought again on a later day, at most N days after the first
 * @param maturedUntil the last first day that has matured
 */
public record Repurchase(int days, long mature, long repeaters, LocalDate maturedUntil) {

  public Repurchase {
    if (repeaters < 0 || mature < repeaters || days < 1) {
      throw new IllegalArgumentException("R3(%d): %d of %d".formatted(days, repeaters, mature));
    }
  }

  /** The last first day whose {@code days} days have passed when {@code lastDay} is over. */
  public static LocalDate maturedUntil(int days, LocalDate lastDay) {
    return lastDay.minusDays(days);
  }

  /**
   * Counts R3 over buyers.
   *
   * @param lastDay the last complete business day
   * @param effectiveDays of each buyer the days of his effective orders, perhaps none
   */
  public static Repurchase r3(
      int days, LocalDate lastDay, Collection<? extends SortedSet<LocalDate>> effectiveDays) {
    LocalDate maturedUntil = maturedUntil(days, lastDay);
    long mature = 0;
    long repeaters = 0;
    for (SortedSet<LocalDate> buyer : effectiveDays) {
      if (buyer.isEmpty() || buyer.getFirst().isAfter(maturedUntil)) {
        continue;
      }
      mature++;
      SortedSet<LocalDate> later = buyer.tailSet(buyer.getFirst().plusDays(1));
      if (!later.isEmpty() && !later.getFirst().isAfter(buyer.getFirst().plusDays(days))) {
        repeaters++;
      }
    }
    return new Repurchase(days, mature, repeaters, maturedUntil);
  }

  /** Those who came back of those whose days have passed. */
  public Share share() {
    return new Share(repeaters, mature);
  }

  /** True when there are too few mature buyers to show a rate. */
  public boolean isHidden() {
    return share().isHidden();
  }

  /** The rate, 0..1, or no value when it is hidden. */
  public Optional<Ratio> rate() {
    return isHidden() ? Optional.empty() : Ratio.of(repeaters, mature);
  }

  /** The 95 % score interval of the rate, or no value when it is hidden. */
  public Optional<Interval> interval() {
    return isHidden() ? Optional.empty() : share().interval();
  }

  /**
   * Where the true rate lies with 95 % confidence.
   *
   * @param low 0..1
   * @param high 0..1
   */
  public record Interval(double low, double high) {}
}
