package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import laotie.fact.Money;
import laotie.fact.Pool;
import laotie.fact.Relation;
import laotie.growth.DomainDay;
import laotie.growth.Repurchase;
import laotie.growth.Share;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How people become friends of a host, and from where they come: for him about himself, and operators. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class RelationApi {

  private static final String ALL = "all";
  private static final double SECONDS_PER_DAY = 86_400;

  private final RelationNumbers numbers;
  private final Neighbours neighbours;
  private final Who who;

  RelationApi(Growth growth, Neighbours neighbours, Who who) {
    this.numbers = growth.relation();
    this.neighbours = neighbours;
    this.who = who;
  }

  /** The whole square. */
  @GET
  @Path("/operator/relation")
  public RelationAnswer ofSquare(@QueryParam("days") @DefaultValue("90") String window) {
    who.require(Role.OPERATOR);
    return answer(numbers.of(numbers.window("", days(window))));
  }

  /** One host and his people. */
  @GET
  @Path("/hosts/{hostId}/relation")
  public RelationAnswer ofHost(
      @PathParam("hostId") String hostId, @QueryParam("days") @DefaultValue("90") String window) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return answer(numbers.of(numbers.window(hostId, days(window))));
  }

  private static OptionalInt days(String window) {
    if (window.equals(ALL)) {
      return OptionalInt.empty();
    }
    int days = window.matches("[0-9]{1,3}") ? Integer.parseInt(window) : 0;
    if (days < 1 || days > GrowthApi.DAYS_MAX) {
      throw Problem.field("/days", "must be 1.." + GrowthApi.DAYS_MAX + " or " + ALL);
    }
    return OptionalInt.of(days);
  }

  static RelationAnswer answer(RelationNumbers.Seen seen) {
    RelationWindow window = seen.window();
    Share crossing = seen.crossing();
    Share orders = seen.unplanned().orders();
    Share buyers = seen.unplanned().buyers();
    Share baskets = seen.baskets();
    return new RelationAnswer(
        window.hostId().isEmpty() ? "PLATFORM" : "HOST",
        window.hostId(),
        window.startsAt().toInstant(),
        window.endsAt().toInstant(),
        Money.CNY.getCurrencyCode(),
        ladder(seen.ladder()),
        domain(seen.domain()),
        quarters(seen.domain()),
        whole(seen.domain()),
        sources(seen.sources()),
        new CrossingAnswer(crossing.whole(), crossing.part(), rate(crossing), low(crossing), high(crossing),
            window.maturesBefore()),
        new UnplannedAnswer(orders.whole(), orders.part(), rate(orders), low(orders), high(orders),
            buyers.whole(), buyers.part(), rate(buyers)),
        new BasketsAnswer(baskets.whole(), baskets.part(), rate(baskets), low(baskets), high(baskets)),
        seen.queries(),
        seen.isSimulated());
  }

  private static List<StepAnswer> ladder(List<LadderStore.Rung> rungs) {
    List<StepAnswer> steps = new ArrayList<>();
    for (int i = 0; i < rungs.size(); i++) {
      LadderStore.Rung rung = rungs.get(i);
      Share share = new Share(i == 0 ? 0 : rung.people(), i == 0 ? 0 : rungs.get(i - 1).people());
      OptionalDouble median =
          rung.hasMedian() ? OptionalDouble.of(rung.medianSeconds() / SECONDS_PER_DAY)
              : OptionalDouble.empty();
      steps.add(new StepAnswer(
          rung.step().name(), rung.people(), rate(share), low(share), high(share), median));
    }
    return steps;
  }

  private static List<DomainAnswer> domain(List<DomainStore.Part> parts) {
    List<DomainAnswer> answers = new ArrayList<>();
    for (Pool pool : Pool.values()) {
      for (Relation relation : Relation.values()) {
        DomainStore.Part part = part(parts, pool.name(), relation.name(), "");
        answers.add(new DomainAnswer(pool.name(), relation.name(), part.views(), part.follows(),
            part.sold().orders(), part.buyers(), part.sold().gmvMinor()));
      }
    }
    return answers;
  }

  private static List<QuarterAnswer> quarters(List<DomainStore.Part> parts) {
    List<QuarterAnswer> answers = new ArrayList<>();
    for (Pool pool : Pool.values()) {
      for (String quarter : List.of("STRANGER", "KNOWN")) {
        DomainStore.Part part = part(parts, pool.name(), "", quarter);
        OptionalDouble rate = part.views() == 0 ? OptionalDouble.empty()
            : OptionalDouble.of((double) part.sold().orders() / part.views());
        answers.add(new QuarterAnswer(pool.name(), quarter, part.views(), part.follows(),
            part.sold().orders(), part.buyers(), part.sold().gmvMinor(), rate));
      }
    }
    return answers;
  }

  private static WholeAnswer whole(List<DomainStore.Part> parts) {
    DomainStore.Part part = part(parts, "", "", "");
    return new WholeAnswer(part.views(), part.follows(), part.sold().orders(), part.buyers(),
        part.sold().gmvMinor());
  }

  /** What nothing happened in has no row. */
  private static DomainStore.Part part(
      List<DomainStore.Part> parts, String pool, String relation, String quarter) {
    return parts.stream()
        .filter(part -> part.pool().equals(pool) && part.relation().equals(relation)
            && part.quarter().equals(quarter))
        .findFirst()
        .orElseGet(() -> new DomainStore.Part(
            pool, relation, quarter, 0, 0, new DomainDay.Sold(0, 0), OptionalLong.of(0)));
  }

  private static List<SourceAnswer> sources(List<DomainDay.Sold> sold) {
    List<String> names = List.of("LIVE", "CLIP", "OFFLIVE");
    List<SourceAnswer> answers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      answers.add(new SourceAnswer(names.get(i), sold.get(i).orders(), sold.get(i).gmvMinor()));
    }
    return answers;
  }

  private static OptionalDouble rate(Share share) {
    return share.whole() == 0 ? OptionalDouble.empty()
        : OptionalDouble.of((double) share.part() / share.whole());
  }

  private static OptionalDouble low(Share share) {
    Optional<Repurchase.Interval> interval = share.interval();
    return interval.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(interval.get().low());
  }

  private static OptionalDouble high(Share share) {
    Optional<Repurchase.Interval> interval = share.interval();
    return interval.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(interval.get().high());
  }

  /**
   * The relation over the window {@code [from, to)}; definitions in docs/areas/growth.md.
   *
   * @param hostId empty for the platform
   * @param domain by pool and relation at entry, all ten
   * @param quarters public and private by stranger and known, all four
   * @param sources orders and GMV of shows, clips and neither: they add up to those of {@code whole}
   * @param queries by part of this answer, PostgreSQL statements that count it from exported facts
   */
  public record RelationAnswer(
      String scope,
      String hostId,
      Instant from,
      Instant to,
      String currency,
      List<StepAnswer> ladder,
      List<DomainAnswer> domain,
      List<QuarterAnswer> quarters,
      WholeAnswer whole,
      List<SourceAnswer> sources,
      CrossingAnswer publicToPrivate,
      UnplannedAnswer unplanned,
      BasketsAnswer baskets,
      Map<String, String> queries,
      boolean isSimulated) {}

  /**
   * A step of the ladder: pairs of person and host who reached it and all below.
   *
   * @param rate of those on the step below, 0..1; absent on the first step and of nobody
   * @param low of the 95 % score interval; {@code high} the same
   * @param medianDays from the step below to this one, of those who reached it
   */
  public record StepAnswer(
      String step, long people, OptionalDouble rate, OptionalDouble low, OptionalDouble high,
      OptionalDouble medianDays) {}

  /** What came from one pool and one relation. {@code buyers} is absent where it cannot be exact. */
  public record DomainAnswer(
      String pool, String relation, long views, long follows, long orders, OptionalLong buyers,
      long gmvMinor) {}

  /** One of the four quarters; {@code orderRate} is orders per view. */
  public record QuarterAnswer(
      String pool, String quarter, long views, long follows, long orders, OptionalLong buyers,
      long gmvMinor, OptionalDouble orderRate) {}

  /** Everything of the window together. */
  public record WholeAnswer(long views, long follows, long orders, OptionalLong buyers, long gmvMinor) {}

  /** Orders and GMV of shows (LIVE), of clips (CLIP), or of neither (OFFLIVE). */
  public record SourceAnswer(String source, long orders, long gmvMinor) {}

  /**
   * Strangers who followed in the visit and still followed a week later.
   *
   * @param maturesBefore strangers of this day and later are not counted yet
   */
  public record CrossingAnswer(
      long strangers, long stayed, OptionalDouble rate, OptionalDouble low, OptionalDouble high,
      LocalDate maturesBefore) {}

  /**
   * Orders for which nobody had searched or come from outside in the 24 hours before.
   *
   * @param unplannedBuyers those none of whose orders was planned
   */
  public record UnplannedAnswer(
      long orders, long unplanned, OptionalDouble rate, OptionalDouble low, OptionalDouble high,
      long buyers, long unplannedBuyers, OptionalDouble buyerRate) {}

  /** Buyers of a host, host by host, and those who bought in more than one category of his. */
  public record BasketsAnswer(
      long buyers, long acrossCategories, OptionalDouble rate, OptionalDouble low, OptionalDouble high) {}
}
