package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import laotie.fact.Money;
import laotie.growth.Ratio;
import laotie.growth.Repurchase;
import laotie.growth.Share;
import laotie.growth.tree.Timeline;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A host since his first day, for himself, his assistants and operators. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class TimelineApi {

  private final TimelineNumbers numbers;
  private final Neighbours neighbours;
  private final Who who;

  TimelineApi(TimelineNumbers numbers, Neighbours neighbours, Who who) {
    this.numbers = numbers;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** By {@code week} or {@code month}. */
  @GET
  @Path("/hosts/{hostId}/timeline")
  public TimelineAnswer ofHost(
      @PathParam("hostId") String hostId, @QueryParam("by") @DefaultValue("week") String by) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    if (!by.equals("week") && !by.equals("month")) {
      throw Problem.field("/by", "must be week or month");
    }
    TimelineNumbers.Seen seen = numbers.of(
        new TimelineNumbers.Wanted(hostId, Timeline.By.valueOf(by.toUpperCase(Locale.ROOT))));
    return new TimelineAnswer(
        seen.periods().stream().map(PeriodAnswer::of).toList(),
        seen.firsts().entrySet().stream().sorted(Comparator.comparingLong(first -> first.getValue()))
            .map(first -> new MarkAnswer(first.getKey().name(), Instant.ofEpochMilli(first.getValue())))
            .toList(),
        Money.CNY.getCurrencyCode(), seen.today(), seen.isSimulated());
  }

  /**
   * A host since his first day.
   *
   * @param periods first to last, none left out; the last one is not over
   * @param marks firsts, the earliest first
   */
  public record TimelineAnswer(
      List<PeriodAnswer> periods, List<MarkAnswer> marks, String currency, LocalDate today,
      boolean isSimulated) {}

  /** Something that happened for the first time, such as {@code FIRST_SHOW}. */
  public record MarkAnswer(String milestone, Instant at) {}

  /**
   * One week or month.
   *
   * @param followers at its end
   * @param buyers with an effective order in it, and {@code returning} those whose first was before it (R4)
   * @param rate of them, with its 95 % interval; absent below 30 buyers
   */
  public record PeriodAnswer(
      LocalDate start, long followers, long gained, long lost, long orders, long gmvMinor, long buyers,
      long returning, OptionalDouble rate, OptionalDouble low, OptionalDouble high) {

    static PeriodAnswer of(Timeline.Period period) {
      Share share = new Share(period.returning(), period.buyers());
      return new PeriodAnswer(period.start(), period.followers(), period.gained(), period.lost(),
          period.orders(), period.gmvMinor(), period.buyers(), period.returning(),
          shown(share, share.rate().map(Ratio::shown)),
          shown(share, share.interval().map(Repurchase.Interval::low)),
          shown(share, share.interval().map(Repurchase.Interval::high)));
    }

    private static OptionalDouble shown(Share share, Optional<Double> value) {
      return share.isHidden() || value.isEmpty() ? OptionalDouble.empty()
          : OptionalDouble.of(value.orElseThrow());
    }
  }
}
