package laotie.growth.tree;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.change.Identity;
import laotie.growth.change.Identity.Factor;
import laotie.growth.change.MixRate;
import laotie.growth.change.Waterfall;

/**
 * The tree of the relation (新客与老客): G = new buyers x G per new buyer + the sum over cohorts. A pair of
 * buyer and host is new when he has no effective order with that host in the 365 days before his first
 * payment in the slice; then all he pays in it is a new buyer's. Each pair is new or of one cohort.
 *
 * @param newBuyers pairs that are new
 * @param newOrders what they ordered
 * @param newMinor what they paid, minor units
 * @param cohorts by month of first purchase, oldest first
 */
public record Relations(long newBuyers, long newOrders, long newMinor, List<Cohort> cohorts) {

  public static final String NEW_BUYERS = "newBuyers";
  public static final String GMV_PER_NEW_BUYER = "gmvPerNewBuyer";

  public Relations {
    cohorts = List.copyOf(cohorts);
  }

  /** G of one new buyer, minor units. */
  public Optional<Ratio> gmvMinorPerNewBuyer() {
    return Ratio.of(newMinor, newBuyers);
  }

  /** What customers that were known paid, minor units. */
  public long knownMinor() {
    return cohorts.stream().mapToLong(Cohort::gmvMinor).reduce(0, Math::addExact);
  }

  /** Both sides multiplied out, which is G of the slice, exactly. */
  public Ratio product() {
    Ratio sum = newBuyers == 0 ? Ratio.whole(0)
        : Ratio.whole(newBuyers).times(gmvMinorPerNewBuyer().orElseThrow());
    for (Cohort cohort : cohorts) {
      sum = sum.plus(cohort.product());
    }
    return sum;
  }

  private Identity newIdentity() {
    return new Identity(List.of(new Factor(NEW_BUYERS, newBuyers),
        new Factor(GMV_PER_NEW_BUYER, Cohort.value(gmvMinorPerNewBuyer()))), newMinor);
  }

  /** Why what new buyers paid moved. */
  public Waterfall newChange(Relations before) {
    return Waterfall.of(before.newIdentity(), newIdentity());
  }

  /** Why what known customers paid moved: the sum over cohorts, month by month. */
  public Waterfall knownChange(Relations before) {
    List<Waterfall> parts = new ArrayList<>();
    pairs(before).forEach(pair -> parts.add(
        Waterfall.of(pair.before().identity(), pair.now().identity())));
    if (parts.isEmpty()) {
      Identity nothing = new Cohort(YearMonth.of(1970, 1), 0, 0, 0, 0).identity();
      return Waterfall.of(nothing, nothing);
    }
    return Waterfall.sum(parts);
  }

  /** Whether the active share moved because cohorts were others, or because they came more. */
  public Optional<MixRate> activeMix(Relations before) {
    List<MixRate.Segment> segments = pairs(before).stream().map(pair -> new MixRate.Segment(
        pair.now().month().toString(), pair.before().size(), pair.before().active(),
        pair.now().size(), pair.now().active())).toList();
    return Branches.mix(segments);
  }

  private List<Pair> pairs(Relations before) {
    Map<YearMonth, Pair> pairs = new LinkedHashMap<>();
    before.cohorts.forEach(cohort ->
        pairs.put(cohort.month(), new Pair(cohort, Cohort.none(cohort.month()))));
    cohorts.forEach(cohort -> pairs.merge(cohort.month(), new Pair(Cohort.none(cohort.month()), cohort),
        (was, is) -> new Pair(was.before(), is.now())));
    return List.copyOf(pairs.values());
  }

  private record Pair(Cohort before, Cohort now) {}
}
