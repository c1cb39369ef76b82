package laotie.server.growth;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import laotie.growth.Factors;
import laotie.growth.Ratio;
import laotie.growth.change.Identity;
import laotie.growth.change.MixRate;
import laotie.growth.change.Waterfall;
import laotie.growth.tree.Branches;
import laotie.growth.tree.Cohort;
import laotie.growth.tree.Relations;
import laotie.growth.tree.Sums;
import laotie.server.growth.GrowthApi.ChangeAnswer;
import laotie.server.growth.GrowthApi.FactorsAnswer;

/** The parts of the answer of {@link TreeApi}. */
public final class TreeAnswers {

  private TreeAnswers() {}

  private static OptionalDouble shown(Optional<Ratio> ratio) {
    return ratio.map(value -> OptionalDouble.of(value.shown())).orElse(OptionalDouble.empty());
  }

  /**
   * One node with all that is told of it. What has a zero below it is absent.
   *
   * @param ordersPerUv O/U, the second factor of yesterday's identity
   * @param isYesterdayExact true when yesterday's three factors multiply to GMV to the last minor unit
   * @param gpmMinor GPM: minor units per thousand views
   * @param askedViews views in which somebody asked how to buy
   * @param ripeViews those whose 24 hours are over, and {@code metViews} those followed by a payment in them
   */
  public record NodeAnswer(
      FactorsAnswer factors, OptionalDouble ordersPerUv, boolean isYesterdayExact, long views,
      OptionalDouble gpmMinor, OptionalDouble gmvMinorPerUv, OptionalDouble ordersPerWatchHour,
      OptionalDouble gmvMinorPerWatchHour, long askedViews, OptionalDouble intentRate, long ripeViews,
      long metViews, OptionalDouble intentConversion) {

    static NodeAnswer of(Sums sums) {
      Factors factors = sums.factors();
      boolean isExact = sums.yesterday()
          .filter(product -> product.equals(Ratio.whole(factors.gmvMinor()))).isPresent();
      return new NodeAnswer(FactorsAnswer.of(factors), shown(sums.ordersPerViewer()), isExact, sums.views(),
          shown(sums.gmvMinorPerThousandViews()), shown(sums.gmvMinorPerViewer()),
          shown(sums.ordersPerWatchHour()), shown(sums.gmvMinorPerWatchHour()), sums.askedViews(),
          shown(sums.intentRate()), sums.ripeViews(), sums.metViews(), shown(sums.intentConversion()));
    }
  }

  /** The sums of a node in a list. */
  public record SumsAnswer(
      long uv, long watchMillis, long views, long buyers, long orders, long gmvMinor, long askedViews) {

    static SumsAnswer of(Sums sums) {
      Factors factors = sums.factors();
      return new SumsAnswer(factors.uv(), factors.watchMillis(), sums.views(), factors.buyers(),
          factors.orders(), factors.gmvMinor(), sums.askedViews());
    }
  }

  /**
   * A node below the one that was asked for.
   *
   * @param id of the host, show, clip or product, the source, the pool, the channel, or channel and relation
   *     with a blank between
   * @param name its words, or empty
   * @param before the same then; absent without a window to compare with
   */
  public record BranchAnswer(
      String id, String name, String pictureUrl, Optional<Instant> at, SumsAnswer now,
      Optional<SumsAnswer> before, Optional<ChangeAnswer> change) {

    static BranchAnswer of(Branches.Branch branch, TreeNames.Name name, boolean isCompared) {
      return new BranchAnswer(branch.id(), name.name(), name.pictureUrl(), name.at(),
          SumsAnswer.of(branch.now()),
          isCompared ? Optional.of(SumsAnswer.of(branch.before())) : Optional.empty(),
          isCompared ? Optional.of(ChangeAnswer.of(branch.change())) : Optional.empty());
    }
  }

  /**
   * The nodes of one level, most GMV first.
   *
   * @param restCount nodes without a line, and {@code restMinor} their GMV
   * @param shippingMinor of products only: GMV that no product brought
   * @param sum what each factor did, summed over all nodes; it and the change above are equal in total
   * @param orderValueMix why order value moved: other nodes, or other values in the nodes
   * @param ordersPerViewMix the same of orders per view
   */
  public record LayerAnswer(
      String level, List<BranchAnswer> branches, int restCount, long restMinor, long shippingMinor,
      Optional<ChangeAnswer> sum, Optional<MixAnswer> orderValueMix, Optional<MixAnswer> ordersPerViewMix) {

    static LayerAnswer of(
        String level, Branches branches, Map<String, TreeNames.Name> names, long shippingMinor,
        boolean isCompared) {
      List<BranchAnswer> answers = new ArrayList<>();
      for (Branches.Branch branch : branches.branches()) {
        answers.add(BranchAnswer.of(
            branch, names.getOrDefault(branch.id(), TreeNames.Name.NONE), isCompared));
      }
      return new LayerAnswer(level, answers, branches.restCount(), branches.rest().afterMinor(),
          shippingMinor,
          isCompared ? Optional.of(ChangeAnswer.of(branches.sum())) : Optional.empty(),
          isCompared ? branches.orderValueMix().map(MixAnswer::of) : Optional.empty(),
          isCompared ? branches.ordersPerViewMix().map(MixAnswer::of) : Optional.empty());
    }
  }

  /**
   * A ratio that moved, by Kitagawa: {@code before + mix + rate = after}.
   *
   * @param mix what other weights of the nodes did
   * @param rate what the nodes' own ratios did
   */
  public record MixAnswer(double before, double after, double mix, double rate) {

    static MixAnswer of(MixRate moved) {
      return new MixAnswer(moved.before(), moved.after(), moved.mix(), moved.rate());
    }
  }

  /**
   * New and known customers. GMV is that of new buyers and of all cohorts together, exactly.
   *
   * @param newBuyers pairs of buyer and host without an effective order in the 365 days before
   * @param isExact true when both sides multiply out to GMV to the last minor unit
   */
  public record RelationAnswer(
      long newBuyers, long newOrders, long newMinor, OptionalDouble gmvMinorPerNewBuyer, long knownMinor,
      boolean isExact, List<CohortAnswer> cohorts) {

    static RelationAnswer of(Relations relations, long gmvMinor) {
      return new RelationAnswer(relations.newBuyers(), relations.newOrders(), relations.newMinor(),
          shown(relations.gmvMinorPerNewBuyer()), relations.knownMinor(),
          relations.product().equals(Ratio.whole(gmvMinor)),
          relations.cohorts().stream().map(CohortAnswer::of).toList());
    }
  }

  /** Customers by the month of their first purchase with that host. */
  public record CohortAnswer(
      YearMonth month, long size, long active, long orders, long gmvMinor, OptionalDouble activeShare,
      OptionalDouble ordersPerActive, OptionalDouble gmvMinorPerOrder) {

    static CohortAnswer of(Cohort cohort) {
      return new CohortAnswer(cohort.month(), cohort.size(), cohort.active(), cohort.orders(),
          cohort.gmvMinor(), shown(cohort.activeShare()), shown(cohort.ordersPerActive()),
          shown(cohort.gmvMinorPerOrder()));
    }
  }

  /**
   * Why GMV moved by new and known customers; both together are the whole change.
   *
   * @param known summed over cohorts, month by month
   * @param activeMix why the active share moved: other cohorts, or cohorts that come more
   */
  public record RelationChangeAnswer(
      ChangeAnswer fresh, ChangeAnswer known, Optional<MixAnswer> activeMix) {

    static RelationChangeAnswer of(Relations before, Relations now) {
      return new RelationChangeAnswer(ChangeAnswer.of(now.newChange(before)),
          ChangeAnswer.of(now.knownChange(before)), now.activeMix(before).map(MixAnswer::of));
    }
  }

  /** Why GMV moved by yesterday's three factors. */
  static ChangeAnswer yesterday(Sums before, Sums now) {
    Waterfall moved = Waterfall.of(
        Identity.yesterday(before.factors()), Identity.yesterday(now.factors()));
    return ChangeAnswer.of(moved);
  }
}
