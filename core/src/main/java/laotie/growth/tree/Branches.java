package laotie.growth.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import laotie.growth.change.Identity;
import laotie.growth.change.MixRate;
import laotie.growth.change.Waterfall;

/**
 * The nodes of one level beside what they were, with why each moved. Where a fact is assigned once their GMV
 * sums to that above, and so do their changes, step by step, to the last minor unit.
 *
 * @param branches most GMV first, now or before
 * @param rest all that have no line of their own, as one; its persons are not counted
 * @param restCount how many these are
 */
public record Branches(List<Branch> branches, Waterfall rest, int restCount) {

  public Branches {
    branches = List.copyOf(branches);
  }

  /**
   * One node, then and now.
   *
   * @param change why its GMV moved
   */
  public record Branch(String id, Sums before, Sums now, Waterfall change) {}

  /**
   * Lays two counts beside each other.
   *
   * @param linesMax how many nodes get a line of their own
   */
  public static Branches of(Map<String, Sums> before, Map<String, Sums> now, int linesMax) {
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(now.keySet());
    List<Branch> all = new ArrayList<>();
    for (String id : ids) {
      Sums was = before.getOrDefault(id, Sums.NONE);
      Sums is = now.getOrDefault(id, Sums.NONE);
      all.add(new Branch(id, was, is, change(was, is)));
    }
    all.sort(Comparator.comparingLong((Branch branch) -> branch.now.factors().gmvMinor())
        .thenComparingLong(branch -> branch.before.factors().gmvMinor())
        .thenComparingLong(branch -> branch.now.factors().watchMillis()).reversed());
    int lines = Math.min(linesMax, all.size());
    List<Waterfall> others = all.subList(lines, all.size()).stream().map(Branch::change).toList();
    return new Branches(all.subList(0, lines),
        others.isEmpty() ? change(Sums.NONE, Sums.NONE) : Waterfall.sum(others), others.size());
  }

  /** Why GMV moved, by today's five factors. */
  public static Waterfall change(Sums before, Sums now) {
    return Waterfall.of(Identity.today(before.factors()), Identity.today(now.factors()));
  }

  /** All branches and the rest together: what each factor did, summed over the nodes. */
  public Waterfall sum() {
    List<Waterfall> parts = new ArrayList<>(branches.stream().map(Branch::change).toList());
    parts.add(rest);
    return Waterfall.sum(parts);
  }

  /** Whether order value moved because the branches' shares of orders did, or their own order values. */
  public Optional<MixRate> orderValueMix() {
    return mix(branches.stream().map(branch -> new MixRate.Segment(branch.id,
        branch.before.factors().orders(), branch.before.factors().gmvMinor(),
        branch.now.factors().orders(), branch.now.factors().gmvMinor())).toList());
  }

  /** The same of orders per view; absent where a branch has orders without views. */
  public Optional<MixRate> ordersPerViewMix() {
    boolean isWhole = branches.stream().allMatch(branch ->
        isOfViews(branch.before) && isOfViews(branch.now));
    return isWhole ? mix(branches.stream().map(branch -> new MixRate.Segment(branch.id,
        branch.before.views(), branch.before.factors().orders(),
        branch.now.views(), branch.now.factors().orders())).toList()) : Optional.empty();
  }

  private static boolean isOfViews(Sums sums) {
    return sums.views() > 0 || sums.factors().orders() == 0;
  }

  /** Mix against rate of two segments or more that weigh something on both sides. */
  static Optional<MixRate> mix(List<MixRate.Segment> segments) {
    long before = segments.stream().mapToLong(MixRate.Segment::weightBefore).sum();
    long after = segments.stream().mapToLong(MixRate.Segment::weightAfter).sum();
    return segments.size() < 2 || before == 0 || after == 0
        ? Optional.empty() : Optional.of(MixRate.of(segments));
  }
}
