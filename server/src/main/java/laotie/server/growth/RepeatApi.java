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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import laotie.growth.Repurchase.Interval;
import laotie.growth.Share;
import laotie.growth.repurchase.CategoryCount;
import laotie.growth.repurchase.RepeatTally;
import laotie.server.http.CsvFile;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For what people come back: by category, for the same or another product, and by which way. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class RepeatApi {

  /** Categories of an answer, those with the most buyers; the table has all. */
  private static final int CATEGORIES_MAX = 50;

  private static final String ALL_HOSTS = "";

  private final RepeatNumbers numbers;
  private final Neighbours neighbours;
  private final Who who;

  RepeatApi(RepeatNumbers numbers, Neighbours neighbours, Who who) {
    this.numbers = numbers;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** One host's buyers. */
  @GET
  @Path("/hosts/{hostId}/repeats")
  public RepeatsAnswer ofHost(@PathParam("hostId") String hostId) {
    return answer(host(hostId));
  }

  /** All pairs of buyer and host. */
  @GET
  @Path("/operator/repeats")
  public RepeatsAnswer ofSquare() {
    return answer(square());
  }

  /** All categories of a host as a table. */
  @GET
  @Path("/hosts/{hostId}/repeats.csv")
  @Produces("text/csv; charset=utf-8")
  public Response tableOfHost(
      @PathParam("hostId") String hostId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return table(host(hostId), encoding);
  }

  /** The same of the square. */
  @GET
  @Path("/operator/repeats.csv")
  @Produces("text/csv; charset=utf-8")
  public Response tableOfSquare(@QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    return table(square(), encoding);
  }

  private String host(String hostId) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return hostId;
  }

  private String square() {
    who.require(Role.OPERATOR);
    return ALL_HOSTS;
  }

  private RepeatsAnswer answer(String hostId) {
    RepeatNumbers.Seen seen = numbers.of(hostId);
    RepeatTally tally = seen.tally();
    List<CategoryAnswer> categories = new ArrayList<>();
    tally.categories().forEach((name, count) -> categories.add(CategoryAnswer.of(name, count)));
    return new RepeatsAnswer(
        hostId.equals(ALL_HOSTS) ? "PLATFORM" : "HOST",
        hostId,
        tally.lastDay(),
        ShareAnswer.of(tally.other()),
        ShareAnswer.of(tally.fromPrivate()),
        categories.stream().sorted(Comparator.comparingLong(CategoryAnswer::buyers).reversed()
            .thenComparing(CategoryAnswer::category)).limit(CATEGORIES_MAX).toList(),
        seen.isSimulated());
  }

  private Response table(String hostId, String encoding) {
    RepeatTally tally = numbers.of(hostId).tally();
    return CsvFile.answer("laotie-repeats.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("category", "days", "part", "whole", "rate", "low", "high", "buyers", "cycle_days", "gaps");
      for (var entry : tally.categories().entrySet()) {
        CategoryCount count = entry.getValue();
        for (int days : RepeatTally.R3_DAYS) {
          ShareAnswer share = ShareAnswer.of(count.r3(days));
          file.row(entry.getKey(), String.valueOf(days), String.valueOf(share.part()),
              String.valueOf(share.whole()), cell(share.rate()), cell(share.low()), cell(share.high()),
              String.valueOf(count.buyers()),
              count.cycleDays().isPresent() ? String.valueOf(count.cycleDays().getAsInt()) : "",
              String.valueOf(count.gapCount()));
        }
      }
    });
  }

  private static String cell(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%.6f", number.getAsDouble()) : "";
  }

  /**
   * For what people come back to a host, until the last complete day; effective orders.
   *
   * @param other days of purchase after the first on which all he took was new to him
   * @param fromPrivate of the orders that are not their buyer's first, those from the private domain
   * @param categories with the most buyers first, at most 50
   */
  public record RepeatsAnswer(
      String scope, String hostId, LocalDate lastDay, ShareAnswer other, ShareAnswer fromPrivate,
      List<CategoryAnswer> categories, boolean isSimulated) {}

  /** How many of how many, with the 95 % score interval; below 30 there is no rate. */
  public record ShareAnswer(
      long part, long whole, OptionalDouble rate, OptionalDouble low, OptionalDouble high,
      boolean isHidden) {

    static ShareAnswer of(Share share) {
      Optional<Interval> interval = share.isHidden() ? Optional.empty() : share.interval();
      OptionalDouble rate = share.isHidden() ? OptionalDouble.empty()
          : OptionalDouble.of((double) share.part() / share.whole());
      return new ShareAnswer(share.part(), share.whole(), rate,
          interval.map(of -> OptionalDouble.of(of.low())).orElse(OptionalDouble.empty()),
          interval.map(of -> OptionalDouble.of(of.high())).orElse(OptionalDouble.empty()),
          share.isHidden());
    }
  }

  /**
   * One category.
   *
   * @param buyers pairs of buyer and host
   * @param r3Of30 bought of it again on a later day within 30 days; {@code r3Of90} the same
   * @param cycleDays median days from one purchase of it to the next; absent below 30 of them
   * @param gaps how many that rests on
   */
  public record CategoryAnswer(
      String category, long buyers, ShareAnswer r3Of30, ShareAnswer r3Of90, OptionalInt cycleDays,
      long gaps) {

    static CategoryAnswer of(String category, CategoryCount count) {
      return new CategoryAnswer(category, count.buyers(), ShareAnswer.of(count.r3(30)),
          ShareAnswer.of(count.r3(90)), count.cycleDays(), count.gapCount());
    }
  }
}
