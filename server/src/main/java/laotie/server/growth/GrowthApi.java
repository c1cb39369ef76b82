package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import laotie.fact.Money;
import laotie.growth.Factors;
import laotie.growth.Ratio;
import laotie.growth.Repurchase;
import laotie.growth.change.Identity;
import laotie.growth.change.Waterfall;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Numbers for a host and his assistants about himself, and for operators about everybody. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class GrowthApi {

  /** The longest window, in days. */
  static final int DAYS_MAX = 365;

  private final Growth growth;
  private final Neighbours neighbours;
  private final Who who;

  GrowthApi(Growth growth, Neighbours neighbours, Who who) {
    this.growth = growth;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** One show, while it goes on and after. */
  @GET
  @Path("/shows/{showId}/growth")
  public GrowthAnswer ofShow(@PathParam("showId") String showId) {
    who.requireMember();
    ShowStore.Show show =
        growth.show(showId)
            .or(() -> neighbours.show(showId))
            .orElseThrow(() -> Problem.notFound("show", showId));
    neighbours.requireActsFor(who.requireMember(), show.hostId());
    return answer("SHOW", showId, growth.ofShow(show), neighbours.concurrentOfShow(showId));
  }

  /** A host's last days, today included. */
  @GET
  @Path("/hosts/{hostId}/growth")
  public GrowthAnswer ofHost(
      @PathParam("hostId") String hostId, @QueryParam("days") @DefaultValue("90") String window) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    int days = days(window);
    return answer("HOST", hostId, growth.ofHost(hostId, days), neighbours.concurrentOfHost(hostId));
  }

  /** The whole square. */
  @GET
  @Path("/operator/growth")
  public GrowthAnswer ofSquare(@QueryParam("days") @DefaultValue("90") String window) {
    who.require(Role.OPERATOR);
    int days = days(window);
    return answer("PLATFORM", "platform", growth.ofSquare(days), neighbours.concurrentOfSquare());
  }

  /** Read by hand, so that a word where a number belongs is told as a wrong field. */
  private static int days(String window) {
    int days = window.matches("[0-9]{1,3}") ? Integer.parseInt(window) : 0;
    if (days < 1 || days > DAYS_MAX) {
      throw Problem.field("/days", "must be 1.." + DAYS_MAX);
    }
    return days;
  }

  private static GrowthAnswer answer(
      String scope, String scopeId, Growth.Numbers numbers, long concurrent) {
    return new GrowthAnswer(
        scope,
        scopeId,
        numbers.current().from(),
        numbers.current().to(),
        FactorsAnswer.of(numbers.current().factors()),
        concurrent,
        numbers.repurchase().stream().map(RepurchaseAnswer::of).toList(),
        numbers.series().isEmpty()
            ? Optional.empty()
            : Optional.of(numbers.series().stream().map(DayAnswer::of).toList()),
        numbers.previous().map(before ->
            new PreviousAnswer(before.from(), before.to(), FactorsAnswer.of(before.factors()))),
        numbers.previous().map(before -> ChangeAnswer.of(
            Waterfall.of(Identity.today(before.factors()), Identity.today(numbers.current().factors())))),
        numbers.isSimulated());
  }

  /**
   * The numbers of one scope and window {@code [from, to)}.
   *
   * @param concurrent viewers this instant, by proof of playback
   * @param series by business day; absent for a show
   * @param previous the window of the same length before, or the host's show before; absent without one
   * @param change why GMV moved since then; absent without it
   */
  public record GrowthAnswer(
      String scope,
      String scopeId,
      Instant from,
      Instant to,
      FactorsAnswer factors,
      long concurrent,
      List<RepurchaseAnswer> repurchase,
      Optional<List<DayAnswer>> series,
      Optional<PreviousAnswer> previous,
      Optional<ChangeAnswer> change,
      boolean isSimulated) {}

  /**
   * Five sums, five factors, their product. A factor whose denominator is zero is absent.
   *
   * @param isExact true when the exact factors multiply to {@code gmvMinor}
   * @param productMinor that product; absent where orders stand beside no watching at all
   */
  public record FactorsAnswer(
      long uv,
      double watchSeconds,
      long watchMillis,
      long buyers,
      long orders,
      long gmvMinor,
      String currency,
      OptionalDouble watchSecondsPerUv,
      OptionalDouble buyersPerWatchHour,
      OptionalDouble ordersPerBuyer,
      OptionalDouble gmvMinorPerOrder,
      boolean isExact,
      OptionalLong productMinor) {

    static FactorsAnswer of(Factors factors) {
      Optional<Ratio> product = factors.product();
      return new FactorsAnswer(
          factors.uv(),
          factors.watchMillis() / 1_000.0,
          factors.watchMillis(),
          factors.buyers(),
          factors.orders(),
          factors.gmvMinor(),
          Money.CNY.getCurrencyCode(),
          shown(factors.watchSecondsPerUv()),
          shown(factors.buyersPerWatchHour()),
          shown(factors.ordersPerBuyer()),
          shown(factors.gmvMinorPerOrder()),
          factors.isExact(),
          product.map(whole -> OptionalLong.of(whole.exactLong())).orElse(OptionalLong.empty()));
    }

    private static OptionalDouble shown(Optional<Ratio> ratio) {
      return ratio.map(value -> OptionalDouble.of(value.shown())).orElse(OptionalDouble.empty());
    }
  }

  /** R3(days) among buyers of a host; see docs/areas/growth.md. */
  public record RepurchaseAnswer(
      String definition,
      int days,
      String scope,
      long buyers,
      long repeaters,
      OptionalDouble rate,
      OptionalDouble low,
      OptionalDouble high,
      LocalDate maturedUntil,
      boolean isHidden) {

    static RepurchaseAnswer of(Repurchase repurchase) {
      Optional<Repurchase.Interval> interval = repurchase.interval();
      return new RepurchaseAnswer(
          "R3",
          repurchase.days(),
          "HOST",
          repurchase.mature(),
          repurchase.repeaters(),
          FactorsAnswer.shown(repurchase.rate()),
          interval.map(of -> OptionalDouble.of(of.low())).orElse(OptionalDouble.empty()),
          interval.map(of -> OptionalDouble.of(of.high())).orElse(OptionalDouble.empty()),
          repurchase.maturedUntil(),
          repurchase.isHidden());
    }
  }

  /** One business day; persons of one day, so uv and buyers do not add up over days. */
  public record DayAnswer(
      LocalDate day,
      long uv,
      double watchSeconds,
      long buyers,
      long orders,
      long gmvMinor,
      long followersGained) {

    static DayAnswer of(PersonStore.Day day) {
      Factors factors = day.factors();
      return new DayAnswer(
          day.day(),
          factors.uv(),
          factors.watchMillis() / 1_000.0,
          factors.buyers(),
          factors.orders(),
          factors.gmvMinor(),
          day.followersGained());
    }
  }

  /** The same five factors over what came before. */
  public record PreviousAnswer(Instant from, Instant to, FactorsAnswer factors) {}

  /**
   * Why GMV moved: what each factor added, in minor units; steps, entered and left sum to the change.
   *
   * @param method {@code LMDI}, or {@code NONE} where nothing changed or GMV came from or went to nothing
   * @param enteredMinor what came from nothing
   * @param leftMinor what became nothing, with its sign
   * @param enteredBy the factors that were zero, or had no value, before
   * @param leftBy those that are so now
   */
  public record ChangeAnswer(
      long changeMinor,
      String method,
      List<StepAnswer> steps,
      long enteredMinor,
      long leftMinor,
      List<String> enteredBy,
      List<String> leftBy) {

    static ChangeAnswer of(Waterfall change) {
      return new ChangeAnswer(
          change.changeMinor(),
          change.method().name(),
          change.steps().stream().map(step -> new StepAnswer(step.name(), step.minor())).toList(),
          change.entered(),
          change.left(),
          change.enteredBy(),
          change.leftBy());
    }
  }

  /** What one factor added to GMV, minor units with sign. */
  public record StepAnswer(String factor, long minor) {}
}
