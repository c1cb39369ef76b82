package laotie.growth.value;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;

/**
 * How well a model would have told what has happened since: fitted to what was known on one day, asked about
 * the days after, and laid beside them. Only customers known on that day count. A forecast is shown with
 * this or not at all, since the models are known to say too little.
 *
 * @param knownUntil the last day the model saw
 * @param until the last day it was asked about
 * @param told purchases it expected, and where their sum should have been
 * @param happened purchases there were
 * @param groups by repeat purchases until {@code knownUntil}, in order; the last takes all above
 * @param weeks running sums at the end of each whole week after
 */
public record Backtest(
    LocalDate knownUntil,
    LocalDate until,
    Value.Total told,
    long happened,
    List<Group> groups,
    List<Week> weeks) {

  /** The last group holds customers with so many repeats, and more. */
  public static final int REPEATS_MAX = 7;

  /** Weeks of the running sums at most; three years. */
  public static final int WEEKS_MAX = 156;

  public Backtest {
    groups = List.copyOf(groups);
    weeks = List.copyOf(weeks);
  }

  /** Fits and compares, or says why there is no fit. */
  public static Decision<Backtest> of(
      ModelKind kind, Collection<History> histories, Window window, RandomGenerator chance) {
    return switch (Value.of(kind, window.known(histories), chance)) {
      case Refused<Value> no -> new Refused<>(no.reason(), no.detail(), no.members());
      case Accepted<Value> yes -> new Accepted<>(of(yes.value(), histories, window), List.of());
    };
  }

  /**
   * Compares what a fit told of these customers, such as those of one host when it was made over all hosts.
   *
   * @param value fitted to what was known on {@code window.knownUntil()}, and nothing later
   */
  public static Backtest of(Value value, Collection<History> histories, Window window) {
    List<History> known =
        histories.stream().filter(history -> history.isKnownAt(window.knownUntil())).toList();
    return compare(value, known, window.known(known), window);
  }

  private static Backtest compare(
      Value value, List<History> histories, List<Customer> customers, Window window) {
    PurchaseModel model = value.fitted().model();
    double[][] sums = new double[REPEATS_MAX + 1][3];
    long happened = 0;
    for (int i = 0; i < customers.size(); i++) {
      Purchases purchases = customers.get(i).purchases();
      int bought = histories.get(i).purchasesBetween(window.knownUntil(), window.until());
      double[] sum = sums[Math.min(REPEATS_MAX, purchases.repeats())];
      sum[0]++;
      sum[1] += model.expectedPurchases(purchases, window.weeks());
      sum[2] += bought;
      happened += bought;
    }
    List<Group> groups = new ArrayList<>();
    for (int repeats = 0; repeats < sums.length; repeats++) {
      groups.add(new Group(repeats, (int) sums[repeats][0], sums[repeats][1], (long) sums[repeats][2]));
    }
    return new Backtest(
        window.knownUntil(),
        window.until(),
        value.total(customers, window.weeks()),
        happened,
        groups,
        weeks(model, histories, customers, window));
  }

  private static List<Week> weeks(
      PurchaseModel model, List<History> histories, List<Customer> customers, Window window) {
    List<Week> weeks = new ArrayList<>();
    int last = (int) Math.min(WEEKS_MAX, Math.floor(window.weeks()));
    for (int week = 1; week <= last; week++) {
      double expected = 0;
      long happened = 0;
      for (int i = 0; i < customers.size(); i++) {
        expected += model.expectedPurchases(customers.get(i).purchases(), week);
        happened += histories.get(i)
            .purchasesBetween(window.knownUntil(), window.knownUntil().plusWeeks(week));
      }
      weeks.add(new Week(week, expected, happened));
    }
    return weeks;
  }

  /** True when what happened lies where the forecast said it would. */
  public boolean isCovered() {
    return told.range().holds(happened);
  }

  /**
   * Which days are known and which are asked about.
   *
   * @param knownUntil the last day the model sees
   * @param until the last day asked about, later
   */
  public record Window(LocalDate knownUntil, LocalDate until) {

    public Window {
      if (!until.isAfter(knownUntil)) {
        throw new IllegalArgumentException(until + " is not after " + knownUntil);
      }
    }

    /** The last third of the days from {@code first} to {@code last} is asked about. */
    public static Window lastThird(LocalDate first, LocalDate last) {
      return new Window(last.minusDays(Math.max(1, ChronoUnit.DAYS.between(first, last) / 3)), last);
    }

    /** Those of the customers who were known then, as the model sees them. */
    public List<Customer> known(Collection<History> histories) {
      return histories.stream().filter(history -> history.isKnownAt(knownUntil))
          .map(history -> history.at(knownUntil)).toList();
    }

    double weeks() {
      return ChronoUnit.DAYS.between(knownUntil, until) / Purchases.DAYS_PER_WEEK;
    }
  }

  /**
   * Customers who had repeated equally often.
   *
   * @param repeats so often, or, in the last group, at least so often
   * @param customers how many
   * @param expected purchases of all of them
   * @param happened purchases of all of them
   */
  public record Group(int repeats, int customers, double expected, long happened) {}

  /**
   * Running sums.
   *
   * @param week whole weeks since {@code knownUntil}
   * @param expected purchases until then
   * @param happened purchases until then
   */
  public record Week(int week, double expected, long happened) {}
}
