package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import laotie.fact.Money;
import laotie.growth.Ratio;
import laotie.growth.Share;
import laotie.growth.cost.NewCustomers;
import laotie.growth.cost.Payback;
import laotie.server.http.CsvFile;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a new customer costs and when he has paid that back, for a host about himself and operators. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class CostApi {

  private static final String CSV = "text/csv; charset=utf-8";

  /** What no fact tells, and is therefore in no number here. */
  private static final List<String> UNKNOWN =
      List.of("OWN_GOODS", "GIFTS", "SHIPPING_PAID", "COMMISSION_UNSETTLED");

  private final CostNumbers numbers;
  private final Neighbours neighbours;
  private final Who who;

  CostApi(Growth growth, Neighbours neighbours, Who who) {
    this.numbers = growth.cost();
    this.neighbours = neighbours;
    this.who = who;
  }

  /** The new customers of one host in the last complete days. */
  @GET
  @Path("/hosts/{hostId}/new-customers")
  public NewCustomersAnswer ofHost(
      @PathParam("hostId") String hostId, @QueryParam("days") @DefaultValue("90") String window) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return answer(hostId, seen(hostId, window));
  }

  /** The same of all hosts together: everybody is new with each host by himself. */
  @GET
  @Path("/operator/new-customers")
  public NewCustomersAnswer ofSquare(@QueryParam("days") @DefaultValue("90") String window) {
    who.require(Role.OPERATOR);
    return answer("", seen("", window));
  }

  /** The payback curve of one host as a table, with the cost on every line. */
  @GET
  @Path("/hosts/{hostId}/new-customers.csv")
  @Produces(CSV)
  public Response tableOfHost(
      @PathParam("hostId") String hostId, @QueryParam("days") @DefaultValue("90") String window,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return table(answer(hostId, seen(hostId, window)), CsvFile.Encoding.of(encoding));
  }

  /** The same of all hosts together. */
  @GET
  @Path("/operator/new-customers.csv")
  @Produces(CSV)
  public Response tableOfSquare(
      @QueryParam("days") @DefaultValue("90") String window,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    who.require(Role.OPERATOR);
    return table(answer("", seen("", window)), CsvFile.Encoding.of(encoding));
  }

  private CostNumbers.Seen seen(String hostId, String window) {
    return numbers.of(new CostNumbers.Wanted(hostId, numbers.lastDays(days(window))));
  }

  static int days(String window) {
    int days = window.matches("[0-9]{1,3}") ? Integer.parseInt(window) : 0;
    if (days < 1 || days > GrowthApi.DAYS_MAX) {
      throw Problem.field("/days", "must be 1.." + GrowthApi.DAYS_MAX);
    }
    return days;
  }

  private static Response table(NewCustomersAnswer answer, CsvFile.Encoding encoding) {
    return CsvFile.answer("laotie-new-customers.csv", encoding, file -> {
      file.row("day", "buyers", "margin_minor", "cumulative_minor", "cost_minor", "cost_with_free_minor");
      for (DayAnswer day : answer.curve()) {
        file.row(String.valueOf(day.age()), String.valueOf(day.buyers()),
            String.valueOf(day.marginMinor()), cell(OptionalDouble.of(day.cumulativeMinor())),
            cell(answer.cost().perBuyerMinor()),
            answer.costWithFree().map(cost -> cell(cost.perBuyerMinor())).orElse(""));
      }
    });
  }

  private static String cell(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%.4f", number.getAsDouble()) : "";
  }

  private NewCustomersAnswer answer(String hostId, CostNumbers.Seen seen) {
    // Minor units for 1,000 exposures are thousandths of a minor unit for one.
    OptionalLong shadow = seen.shadowMilli().isPresent() ? seen.shadowMilli() : neighbours.floorMinor();
    NewCustomers customers = seen.customers();
    long spent = seen.exposures().spentMilli();
    Payback payback = Payback.of(customers, spent, 0);
    Optional<Payback> withFree = Optional.empty();
    if (shadow.isPresent()) {
      long free = Math.multiplyExact(seen.exposures().free(), shadow.getAsLong());
      withFree = Optional.of(Payback.of(customers, spent, free));
    }
    List<DayAnswer> curve = new ArrayList<>();
    payback.curve().forEach(day -> curve.add(new DayAnswer(
        day.age(), day.buyers(), day.marginMinor(), day.cumulativeMinor().shown())));
    return new NewCustomersAnswer(hostId.isEmpty() ? "PLATFORM" : "HOST", hostId,
        customers.period().from(), customers.period().to().minusDays(1), Money.CNY.getCurrencyCode(),
        customers.buyers(), customers.youngBuyers(), customers.buyers() < Share.SHOWN_MIN,
        CostAnswer.of(payback), withFree.map(CostAnswer::of), curve,
        new KnownAnswer(customers.netMinor(), customers.settledMinor(), customers.costs().settled(),
            customers.costs().platformCouponsMinor(), UNKNOWN),
        new ExposedAnswer(seen.exposures().free(), seen.exposures().paid(), shadow),
        seen.isSimulated());
  }

  /**
   * What customers cost who were new on a day from {@code from} to {@code to}, both included, and what they
   * brought since; definitions in docs/areas/growth-cost.md.
   *
   * @param youngBuyers new ones of the last seven days, whose orders may still be undone
   * @param isFew true below 30 buyers: the numbers say little
   * @param costWithFree once more with free exposures at the shadow price; absent without such a price
   * @param curve by day after the first order
   */
  public record NewCustomersAnswer(
      String scope, String hostId, LocalDate from, LocalDate to, String currency, long buyers,
      long youngBuyers, boolean isFew, CostAnswer cost, Optional<CostAnswer> costWithFree,
      List<DayAnswer> curve, KnownAnswer known, ExposedAnswer exposed, boolean isSimulated) {}

  /**
   * A cost and its parts.
   *
   * @param perBuyerMinor minor units for each new customer; absent without any
   * @param promotionMinor what promotion cost, minor units with thousandths; the other parts the same
   * @param paidBackDay the first day after the first order on which it is covered; absent when it is not
   */
  public record CostAnswer(
      OptionalDouble perBuyerMinor, double promotionMinor, double couponsMinor, double commissionMinor,
      double freeMinor, double sumMinor, OptionalInt paidBackDay) {

    private static final double MILLI = 1_000;

    static CostAnswer of(Payback payback) {
      Payback.Parts parts = payback.parts();
      Optional<Ratio> cost = payback.costMinor();
      return new CostAnswer(
          cost.isPresent() ? OptionalDouble.of(cost.get().shown()) : OptionalDouble.empty(),
          parts.promotionMilli() / MILLI, parts.couponsMilli() / MILLI, parts.commissionMilli() / MILLI,
          parts.freeMilli() / MILLI, parts.sumMilli() / MILLI, payback.paidBackDay());
    }
  }

  /**
   * One day after the first order.
   *
   * @param buyers of whom this day is over
   * @param marginMinor what they brought on it
   * @param cumulativeMinor per buyer, up to this day
   */
  public record DayAnswer(int age, long buyers, long marginMinor, double cumulativeMinor) {}

  /**
   * How much of the numbers is known.
   *
   * @param netMinor what the new customers bought, less refunds
   * @param settledMinor of that, of orders whose commission and supplies are known
   * @param settledFirstOrders first orders whose commission is known
   * @param platformCouponsMinor coupons of the platform on first orders, in no cost of the host
   * @param unknown codes of what no fact tells
   */
  public record KnownAnswer(
      long netMinor, long settledMinor, long settledFirstOrders, long platformCouponsMinor,
      List<String> unknown) {}

  /**
   * Exposures of the period.
   *
   * @param free on public places, that nobody paid for
   * @param paid of promotion, that counted
   * @param shadowMinor the price of 1,000 free exposures, minor units; absent when there is none
   */
  public record ExposedAnswer(long free, long paid, OptionalLong shadowMinor) {}
}
