package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import laotie.growth.Ratio;
import laotie.growth.Repurchase.Interval;
import laotie.growth.Share;
import laotie.growth.report.Report;
import laotie.growth.report.ReportInput;
import laotie.growth.repurchase.BuyerScope;
import laotie.growth.repurchase.Cohort;
import laotie.growth.repurchase.CohortMonth;
import laotie.growth.repurchase.Definition;
import laotie.growth.repurchase.MonthCount;
import laotie.growth.repurchase.Survival;
import laotie.growth.repurchase.Tally;
import laotie.server.growth.RepurchaseNumbers.Wanted;
import laotie.server.http.CsvFile;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who comes back: all six definitions, the curve and the cohorts, for a host about himself and operators. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class RepurchaseApi {

  private static final String CSV = "text/csv; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";

  /** The title of the square's report. */
  private static final String SQUARE = "老铁 Laotie";

  private final RepurchaseNumbers numbers;
  private final Neighbours neighbours;
  private final Who who;

  RepurchaseApi(RepurchaseNumbers numbers, Neighbours neighbours, Who who) {
    this.numbers = numbers;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** The buyers of one host. */
  @GET
  @Path("/hosts/{hostId}/repurchase")
  public RepurchaseDetail ofHost(@PathParam("hostId") String hostId) {
    return answer(host(hostId));
  }

  /**
   * The buyers of the square.
   *
   * @param scope {@code host}: each pair of buyer and host is a buyer; {@code platform}: each person is one
   */
  @GET
  @Path("/operator/repurchase")
  public RepurchaseDetail ofSquare(@QueryParam("scope") @DefaultValue("host") String scope) {
    return answer(square(scope));
  }

  /**
   * The same of one host as a page to keep and to print, with what his buyers are worth.
   *
   * @param lang its language at first, {@code zh-CN} or {@code en}
   */
  @GET
  @Path("/hosts/{hostId}/repurchase.html")
  @Produces(HTML)
  public Response reportOfHost(
      @PathParam("hostId") String hostId, @QueryParam("lang") @DefaultValue("zh-CN") String lang) {
    return page(host(hostId), lang);
  }

  /** The same of the square. */
  @GET
  @Path("/operator/repurchase.html")
  @Produces(HTML)
  public Response reportOfSquare(
      @QueryParam("scope") @DefaultValue("host") String scope,
      @QueryParam("lang") @DefaultValue("zh-CN") String lang) {
    return page(square(scope), lang);
  }

  /** Every definition of one host's buyers as a table. */
  @GET
  @Path("/hosts/{hostId}/repurchase.csv")
  @Produces(CSV)
  public Response tableOfHost(
      @PathParam("hostId") String hostId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return table(host(hostId), CsvFile.Encoding.of(encoding));
  }

  /** The same of the square. */
  @GET
  @Path("/operator/repurchase.csv")
  @Produces(CSV)
  public Response tableOfSquare(
      @QueryParam("scope") @DefaultValue("host") String scope,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return table(square(scope), CsvFile.Encoding.of(encoding));
  }

  /** The cohorts of one host's buyers as a table. */
  @GET
  @Path("/hosts/{hostId}/cohorts.csv")
  @Produces(CSV)
  public Response cohortsOfHost(
      @PathParam("hostId") String hostId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return cohorts(host(hostId), CsvFile.Encoding.of(encoding));
  }

  /** The same of the square. */
  @GET
  @Path("/operator/cohorts.csv")
  @Produces(CSV)
  public Response cohortsOfSquare(
      @QueryParam("scope") @DefaultValue("host") String scope,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return cohorts(square(scope), CsvFile.Encoding.of(encoding));
  }

  /** A host's buyers, for whoever may see them. */
  private Wanted host(String hostId) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return new Wanted(BuyerScope.HOST, hostId);
  }

  /** Everybody's, for operators. */
  private Wanted square(String scope) {
    who.require(Role.OPERATOR);
    return new Wanted(scope(scope), "");
  }

  private RepurchaseDetail answer(Wanted wanted) {
    return answer(wanted.scope().name(), wanted.hostId().isEmpty() ? "platform" : wanted.hostId(),
        numbers.of(wanted));
  }

  private Response page(Wanted wanted, String lang) {
    Report report = report(lang);
    return page(report, numbers.report(
        wanted, wanted.hostId().isEmpty() ? SQUARE : neighbours.nameOf(wanted.hostId())));
  }

  private Response table(Wanted wanted, CsvFile.Encoding encoding) {
    return table(numbers.of(wanted).tally(), encoding);
  }

  private Response cohorts(Wanted wanted, CsvFile.Encoding encoding) {
    return cohorts(numbers.of(wanted).tally(), encoding);
  }

  static Response table(Tally tally, CsvFile.Encoding encoding) {
    return CsvFile.answer("laotie-repurchase.csv", encoding, file -> {
      file.row("definition", "month", "days", "part", "whole", "rate", "low", "high");
      for (DefinitionAnswer each : definitions(tally)) {
        file.row(each.definition(), each.month().orElse(""),
            each.days().isPresent() ? String.valueOf(each.days().getAsInt()) : "",
            String.valueOf(each.part()), String.valueOf(each.whole()), cell(each.rate()),
            cell(each.low()), cell(each.high()));
      }
    });
  }

  private static String cell(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%.6f", number.getAsDouble()) : "";
  }

  static Response cohorts(Tally tally, CsvFile.Encoding encoding) {
    return CsvFile.answer("laotie-cohorts.csv", encoding, file -> {
      file.row("cohort", "month", "size", "buyers", "orders", "gross_minor", "back_minor", "net_minor",
          "is_over");
      for (Cohort cohort : tally.cohortMatrix()) {
        for (int i = 0; i < cohort.months().size(); i++) {
          CohortMonth month = cohort.months().get(i);
          file.row(cohort.month().toString(), cohort.month().plusMonths(i).toString(),
              String.valueOf(cohort.size()), String.valueOf(month.buyers()),
              String.valueOf(month.orders()), String.valueOf(month.grossMinor()),
              String.valueOf(month.backMinor()), String.valueOf(month.netMinor()),
              String.valueOf(cohort.isOver(i)));
        }
      }
    });
  }

  private static BuyerScope scope(String scope) {
    return switch (scope) {
      case "host" -> BuyerScope.HOST;
      case "platform" -> BuyerScope.PLATFORM;
      default -> throw Problem.field("/scope", "must be host or platform");
    };
  }

  static Report report(String lang) {
    if (!lang.equals("zh-CN") && !lang.equals("en")) {
      throw Problem.field("/lang", "must be zh-CN or en");
    }
    try {
      return new Report(lang, HistoryReport.style());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static Response page(Report report, ReportInput input) {
    return Response.ok(report.html(input), HTML)
        .header("Content-Disposition", "attachment; filename=\"laotie-repurchase.html\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  static RepurchaseDetail answer(String scope, String scopeId, RepurchaseNumbers.Seen seen) {
    Tally tally = seen.tally();
    Survival survival = tally.survival();
    boolean isShown = tally.buyers() >= Share.SHOWN_MIN;
    return new RepurchaseDetail(
        scope, scopeId, tally.lastDay(), seen.currency().getCurrencyCode(), tally.buyers(),
        tally.all().orders(),
        definitions(tally),
        isShown ? survival.steps().stream().map(StepAnswer::of).toList() : List.of(),
        isShown ? survival.medianDays() : OptionalInt.empty(),
        tally.cohortMatrix().stream().map(CohortAnswer::of).toList(),
        tally.strayBackMinor(), seen.isSimulated());
  }

  /** Of each month that is ripe, then R3, then of all months together. */
  static List<DefinitionAnswer> definitions(Tally tally) {
    List<DefinitionAnswer> definitions = new ArrayList<>();
    tally.months().forEach((month, count) -> {
      if (tally.isOver(month)) {
        Optional<YearMonth> of = Optional.of(month);
        definitions.add(DefinitionAnswer.of(Definition.R1O, of, count.r1o()));
        definitions.add(DefinitionAnswer.of(Definition.R1D, of, count.r1d()));
        if (tally.isOver(month.plusMonths(1))) {
          definitions.add(DefinitionAnswer.of(Definition.R2, of, count.r2()));
        }
        definitions.add(DefinitionAnswer.of(Definition.R4, of, count.r4()));
        definitions.add(DefinitionAnswer.of(Definition.R5, of, count.r5()));
      }
    });
    for (int days : Tally.R3_DAYS) {
      definitions.add(DefinitionAnswer.r3(days, tally.r3(days).share()));
    }
    MonthCount all = tally.all();
    definitions.add(DefinitionAnswer.of(Definition.R1O, Optional.empty(), all.r1o()));
    definitions.add(DefinitionAnswer.of(Definition.R5, Optional.empty(), all.r5()));
    return definitions;
  }

  /**
   * Who comes back, as known at the end of a day.
   *
   * @param scope {@code HOST}: pairs of buyer and host; {@code PLATFORM}: persons
   * @param buyers with an effective order
   * @param curve Kaplan-Meier; empty below 30 buyers
   * @param medianDays by which half have bought again, when that is known
   * @param cohorts R6, by month of first purchase
   * @param strayBackMinor went back before the first purchase that is known
   */
  public record RepurchaseDetail(
      String scope, String scopeId, LocalDate lastDay, String currency, long buyers, long orders,
      List<DefinitionAnswer> definitions, List<StepAnswer> curve, OptionalInt medianDays,
      List<CohortAnswer> cohorts, long strayBackMinor, boolean isSimulated) {}

  /**
   * One number by one definition.
   *
   * @param month such as 2026-10; absent for R3 and for all months together
   * @param days N of R3(N)
   * @param low and {@code high}: the 95 % score interval
   * @param isHidden true below 30; then there is no rate
   */
  public record DefinitionAnswer(
      String definition, int version, String formula, Optional<String> month, OptionalInt days, long part,
      long whole, OptionalDouble rate, OptionalDouble low, OptionalDouble high, boolean isHidden) {

    static DefinitionAnswer of(Definition definition, Optional<YearMonth> month, Share share) {
      return of(definition, month.map(YearMonth::toString), OptionalInt.empty(), share);
    }

    static DefinitionAnswer r3(int days, Share share) {
      return of(Definition.R3, Optional.empty(), OptionalInt.of(days), share);
    }

    private static DefinitionAnswer of(
        Definition definition, Optional<String> month, OptionalInt days, Share share) {
      Optional<Interval> interval = share.isHidden() ? Optional.empty() : share.interval();
      return new DefinitionAnswer(definition.id(), Definition.VERSION, definition.formula(), month, days,
          share.part(), share.whole(), share.isHidden() ? OptionalDouble.empty() : told(share.rate()),
          interval.map(of -> OptionalDouble.of(of.low())).orElse(OptionalDouble.empty()),
          interval.map(of -> OptionalDouble.of(of.high())).orElse(OptionalDouble.empty()),
          share.isHidden());
    }
  }

  private static OptionalDouble told(Optional<Ratio> ratio) {
    return ratio.map(value -> OptionalDouble.of(value.shown())).orElse(OptionalDouble.empty());
  }

  /**
   * One step of the curve.
   *
   * @param repurchased 0..1, who has bought again by the end of that day
   * @param low and {@code high}: 95 %, by Greenwood on the scale log(-log)
   */
  public record StepAnswer(
      int day, long atRisk, long returned, double repurchased, OptionalDouble low, OptionalDouble high) {

    static StepAnswer of(Survival.Step step) {
      Optional<Interval> interval = step.repurchasedInterval();
      return new StepAnswer(step.day(), step.atRisk(), step.returned(), step.repurchased(),
          interval.map(of -> OptionalDouble.of(of.low())).orElse(OptionalDouble.empty()),
          interval.map(of -> OptionalDouble.of(of.high())).orElse(OptionalDouble.empty()));
    }
  }

  /** The buyers of one month of first purchase; the first of {@code months} is that month itself. */
  public record CohortAnswer(String month, long buyers, List<CohortMonthAnswer> months) {

    static CohortAnswer of(Cohort cohort) {
      List<CohortMonthAnswer> months = new ArrayList<>();
      for (int i = 0; i < cohort.months().size(); i++) {
        CohortMonth month = cohort.months().get(i);
        months.add(new CohortMonthAnswer(month.buyers(), month.orders(), month.grossMinor(),
            month.backMinor(), month.netMinor(), told(cohort.valuePerCustomer(i)), cohort.isOver(i)));
      }
      return new CohortAnswer(cohort.month().toString(), cohort.size(), months);
    }
  }

  /** What they did in one month; {@code valueMinor} is net per customer from the first month to this. */
  public record CohortMonthAnswer(
      long buyers, long orders, long grossMinor, long backMinor, long netMinor, OptionalDouble valueMinor,
      boolean isOver) {}
}
