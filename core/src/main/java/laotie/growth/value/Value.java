package laotie.growth.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import org.hipparchus.random.RandomDataGenerator;

/**
 * What customers are worth (顾客价值), each number with where it may lie: a model of buying, one of spend when
 * the data allow it, and the chance about both. The same chance gives the same answers, whoever else is
 * asked about, and in whatever order.
 */
public final class Value {

  /** Less likely alive than this, a customer is beyond a word of the host. */
  public static final double WIN_BACK_ALIVE_MIN = 0.1;

  /** More likely alive than this, he comes by himself. */
  public static final double WIN_BACK_ALIVE_MAX = 0.6;

  private final Fitted fitted;
  private final Decision<GammaGamma.Fit> spend;
  private final PurchaseModel[] models;
  private final GammaGamma[] spends;
  private final long seed;

  private Value(Fitted fitted, Decision<GammaGamma.Fit> spend, RandomGenerator chance) {
    this.fitted = fitted;
    this.spend = spend;
    this.seed = chance.nextLong();
    RandomDataGenerator own = new RandomDataGenerator(seed);
    this.models = new PurchaseModel[Draws.COUNT];
    double[][] shifts = Draws.shifts(fitted.covariance(), own);
    for (int i = 0; i < models.length; i++) {
      models[i] = fitted.moved(shifts[i]);
    }
    this.spends = switch (spend) {
      case Accepted<GammaGamma.Fit> accepted -> {
        double[][] moves = Draws.shifts(accepted.value().covariance(), own);
        GammaGamma[] moved = new GammaGamma[Draws.COUNT];
        for (int i = 0; i < moved.length; i++) {
          moved[i] = accepted.value().model().moved(moves[i]);
        }
        yield moved;
      }
      case Refused<GammaGamma.Fit> refused -> new GammaGamma[0];
    };
  }

  /**
   * Fits both models, or says why there is no model of buying. A host with too few repeat buyers is told
   * values by a fit over all hosts: fit with everybody, ask about his customers.
   *
   * @param chance read once
   */
  public static Decision<Value> of(
      ModelKind kind, Collection<Customer> customers, RandomGenerator chance) {
    return switch (Fitted.fit(kind, customers.stream().map(Customer::purchases).toList())) {
      case Refused<Fitted> no -> new Refused<>(no.reason(), no.detail(), no.members());
      case Accepted<Fitted> yes -> new Accepted<>(
          new Value(
              yes.value(), GammaGamma.fit(customers.stream().map(Customer::spend).toList()), chance),
          List.of());
    };
  }

  /** The model of buying. */
  public Fitted fitted() {
    return fitted;
  }

  /** The model of spend, or why there is none; then purchases are told and money is not. */
  public Decision<GammaGamma.Fit> spend() {
    return spend;
  }

  /** Whether one customer still comes, and how often in the next {@code weeks}. */
  public Outlook outlook(Customer customer, double weeks) {
    return outlook(customer, weeks, drawnPurchases(customer, weeks));
  }

  /** The same of drawn futures, which are sorted by it. */
  Outlook outlook(Customer customer, double weeks, double[] counts) {
    Purchases purchases = customer.purchases();
    double[] alive = new double[models.length];
    for (int i = 0; i < models.length; i++) {
      alive[i] = models[i].aliveProbability(purchases);
    }
    PurchaseModel model = fitted.model();
    return new Outlook(
        customer.id(),
        model.aliveProbability(purchases),
        Draws.middle(alive),
        model.expectedPurchases(purchases, weeks),
        Draws.middle(counts));
  }

  /** Purchases of one customer in each drawn future; the same whenever it is asked. */
  double[] drawnPurchases(Customer customer, double weeks) {
    RandomDataGenerator chance = chanceOf(customer);
    double[] counts = new double[models.length];
    for (int i = 0; i < models.length; i++) {
      counts[i] = Draws.purchases(models[i], customer.purchases(), weeks, chance);
    }
    return counts;
  }

  /** What one customer will spend in the next {@code weeks}, or nothing when spend is not told. */
  public Optional<Worth> worth(Customer customer, double weeks) {
    return isSpendTold(customer)
        ? Optional.of(worth(customer, weeks, drawnSpends(customer, weeks)))
        : Optional.empty();
  }

  /** True when there is a mean to be told: spend was fitted, and it has one for him. */
  boolean isSpendTold(Customer customer) {
    return spend instanceof Accepted<GammaGamma.Fit> accepted
        && accepted.value().model().expectedMinor(customer.spend()).isPresent();
  }

  /** What he spends in each drawn future, minor units; {@link #isSpendTold} holds. */
  double[] drawnSpends(Customer customer, double weeks) {
    RandomDataGenerator chance = chanceOf(customer);
    double[] values = new double[models.length];
    for (int i = 0; i < models.length; i++) {
      int count = Draws.purchases(models[i], customer.purchases(), weeks, chance);
      values[i] = count == 0 ? 0 : spends[i].drawMinor(customer.spend(), count, chance);
    }
    return values;
  }

  /** Of drawn futures, which are sorted by it; {@link #isSpendTold} holds. */
  Worth worth(Customer customer, double weeks, double[] values) {
    GammaGamma model = ((Accepted<GammaGamma.Fit>) spend).value().model();
    double mean = model.expectedMinor(customer.spend()).orElseThrow();
    double expected = fitted.model().expectedPurchases(customer.purchases(), weeks) * mean;
    return new Worth(
        customer.id(), mean, model.meanRange(customer.spend()), expected, Draws.middle(values));
  }

  /** All purchases of these customers in the next {@code weeks}. */
  public Total total(Collection<Customer> customers, double weeks) {
    double expected = 0;
    double[] counts = new double[models.length];
    for (Customer customer : inOrder(customers)) {
      double[] drawn = drawnPurchases(customer, weeks);
      expected += fitted.model().expectedPurchases(customer.purchases(), weeks);
      for (int i = 0; i < models.length; i++) {
        counts[i] += drawn[i];
      }
    }
    return new Total(customers.size(), expected, Draws.middle(counts));
  }

  /** Sums of doubles depend on their order. */
  static List<Customer> inOrder(Collection<Customer> customers) {
    return customers.stream()
        .sorted(Comparator.comparing(Customer::purchases).thenComparing(Customer::id)).toList();
  }

  /**
   * Whom a word may bring back (挽回): customers who bought more than once, may have left, and would be missed,
   * those first with whom most is at stake.
   *
   * @param most how many are listed
   */
  public List<WinBack> winBacks(Collection<Customer> customers, double weeks, int most) {
    return customers.stream()
        .flatMap(customer -> winBack(customer, weeks).stream())
        .sorted(Comparator.comparingDouble(WinBack::atStake).reversed()
            .thenComparing(WinBack::customerId))
        .limit(most)
        .toList();
  }

  /** One line of that list, or nothing for a customer who does not belong on it. */
  Optional<WinBack> winBack(Customer customer, double weeks) {
    Purchases purchases = customer.purchases();
    double alive = fitted.model().aliveProbability(purchases);
    if (purchases.repeats() == 0 || alive < WIN_BACK_ALIVE_MIN || alive > WIN_BACK_ALIVE_MAX) {
      return Optional.empty();
    }
    double mean = spend instanceof Accepted<GammaGamma.Fit> accepted
        ? accepted.value().model().expectedMinor(customer.spend()).orElse(0.0)
        : 0;
    return Optional.of(new WinBack(
        customer.id(),
        alive,
        purchases.ageWeeks() - purchases.lastWeeks(),
        (1 - alive) * fitted.model().expectedIfAlive(purchases, weeks),
        mean));
  }

  private RandomDataGenerator chanceOf(Customer customer) {
    return new RandomDataGenerator(seed + customer.id().hashCode());
  }

  /**
   * Whether one customer still comes, and how often.
   *
   * @param customerId opaque
   * @param aliveProbability P(alive), 0..1
   * @param aliveRange where it lies, since the parameters are not known exactly
   * @param purchases expected, a mean and so not whole
   * @param purchasesRange where his own number will lie: parameters, people and chance together
   */
  public record Outlook(
      String customerId,
      double aliveProbability,
      Range aliveRange,
      double purchases,
      Range purchasesRange) {}

  /**
   * What one customer will spend.
   *
   * @param customerId opaque
   * @param meanMinor expected mean of a purchase, minor units
   * @param meanRange where his true mean lies
   * @param expectedMinor expected spend, minor units
   * @param spendRange where his own spend will lie
   */
  public record Worth(
      String customerId, double meanMinor, Range meanRange, double expectedMinor, Range spendRange) {}

  /**
   * What many customers will buy or spend together.
   *
   * @param customers how many they are
   * @param expected purchases, or minor units
   * @param range where the sum will lie
   */
  public record Total(int customers, double expected, Range range) {}

  /**
   * One line of the list of whom to win back.
   *
   * @param customerId opaque
   * @param aliveProbability P(alive), 0..1
   * @param silentWeeks since the last purchase
   * @param atStakePurchases what is lost of the next weeks if he has left: P(left) x purchases if he had not
   * @param meanMinor of a purchase; 0 when spend is not told
   */
  public record WinBack(
      String customerId,
      double aliveProbability,
      double silentWeeks,
      double atStakePurchases,
      double meanMinor) {

    /** Minor units, or purchases when spend is not told. */
    public double atStake() {
      return meanMinor > 0 ? atStakePurchases * meanMinor : atStakePurchases;
    }
  }
}
