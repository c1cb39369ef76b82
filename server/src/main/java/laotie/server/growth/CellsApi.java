package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import laotie.growth.Estimate;
import laotie.growth.Measure;
import laotie.growth.MinuteKey;
import laotie.growth.Scope;
import laotie.growth.Tier;
import laotie.growth.TimeCell;
import laotie.growth.TimeKey;
import laotie.server.http.Caller;
import laotie.server.http.Idempotent;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.log.Replay;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Cells of time: raw against valid, what they are worth, and making them anew. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class CellsApi {

  private static final int DAYS_MAX = 365;

  private final Growth growth;
  private final CellsJob job;
  private final Neighbours neighbours;
  private final Who who;
    CellsApi(Growth growth, CellsJob job, Neighbours neighbours, Who who) {
    this.growth = growth;
    this.job = job;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** The square's last days by tier, today included. */
  @GET
  @Path("/operator/cells/tiers")
  public TiersAnswer ofSquare(@QueryParam("days") @DefaultValue("7") String window) {
    who.require(Role.OPERATOR);
    return TiersAnswer.of(growth.times().tiers(Scope.PLATFORM, TimeKey.PLATFORM, days(window)));
  }

  /** A host's last days by tier. */
  @GET
  @Path("/hosts/{hostId}/cells/tiers")
  public TiersAnswer ofHost(
      @PathParam("hostId") String hostId, @QueryParam("days") @DefaultValue("7") String window) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return TiersAnswer.of(growth.times().tiers(Scope.HOST, hostId, days(window)));
  }

  /** What the numbers of the last days are worth. */
  @GET
  @Path("/operator/cells/quality")
  public QualityAnswer quality(@QueryParam("days") @DefaultValue("7") String window) {
    who.require(Role.OPERATOR);
    TimeNumbers.Worth worth = growth.times().worth(days(window));
    return QualityAnswer.of(worth, job.lags(), job.now());
  }

  /** Makes all cells of time anew from the facts that are kept, beside the old ones. */
  @POST
  @Idempotent
  @Path("/operator/cells/recompute")
  public VersionAnswer recompute() {
    Caller operator = who.require(Role.OPERATOR);
    return VersionAnswer.of(job.ask(operator.accountId()));
  }

  private static int days(String window) {
    int days = window.matches("[0-9]{1,3}") ? Integer.parseInt(window) : 0;
    if (days < 1 || days > DAYS_MAX) {
      throw Problem.field("/days", "must be 1.." + DAYS_MAX);
    }
    return days;
  }

  /**
   * The days {@code [from, to)}. Sums of tiers add up to raw; distinct persons of several tiers or days are a
   * union.
   *
   * @param status of the last day: LIVE, PROVISIONAL or FINAL
   * @param removed what the guard removed: the tier INVALID, absent when it is empty
   */
  public record TiersAnswer(
      LocalDate from, LocalDate to, String status, TierAnswer raw, Optional<TierAnswer> valid,
      Optional<TierAnswer> suspect, Optional<TierAnswer> removed) {

    static TiersAnswer of(TimeNumbers.Tiers tiers) {
      Map<Tier, TimeCell> by = tiers.tiers();
      return new TiersAnswer(tiers.from(), tiers.to(), tiers.status().name(), TierAnswer.of(tiers.raw()),
          Optional.ofNullable(by.get(Tier.VALID)).map(TierAnswer::of),
          Optional.ofNullable(by.get(Tier.SUSPECT)).map(TierAnswer::of),
          Optional.ofNullable(by.get(Tier.INVALID)).map(TierAnswer::of));
    }
  }

  /** Distinct persons; {@code low} and {@code high} are two standard deviations away unless exact. */
  public record PersonsAnswer(long count, long low, long high, boolean isExact) {

    static PersonsAnswer of(Estimate estimate) {
      return new PersonsAnswer(estimate.count(), estimate.low(), estimate.high(), estimate.isExact());
    }
  }

  /**
   * What one tier counted.
   *
   * @param fans who came as a fan, and of those who bought in the same days
   * @param orderMedianMinor half of the orders cost so much or less, to 1/16; absent without orders
   */
  public record TierAnswer(
      PersonsAnswer viewers, double watchSeconds, long viewsPublic, long viewsPrivate, long chats, long likes,
      long exposures, long intents, long follows, long orders, long ordersPrivate, long buyers, long gmvMinor,
      long gmvPrivateMinor, long refundMinor, PersonsAnswer fans, PersonsAnswer fansWhoBought,
      OptionalDouble orderMedianMinor) {

    static TierAnswer of(TimeCell cell) {
      return new TierAnswer(
          PersonsAnswer.of(cell.viewers().estimate()),
          cell.watchMillis() / 1_000.0,
          cell.sums().of(Measure.VIEWS_PUBLIC),
          cell.sums().of(Measure.VIEWS_PRIVATE),
          cell.sums().of(Measure.CHATS),
          cell.sums().of(Measure.LIKES),
          cell.sums().of(Measure.EXPOSURES_PUBLIC) + cell.sums().of(Measure.EXPOSURES_PRIVATE),
          cell.sums().of(Measure.INTENTS),
          cell.sums().of(Measure.FOLLOWS),
          cell.orders(),
          cell.sums().of(Measure.ORDERS_PRIVATE),
          cell.buyerCount(),
          cell.gmvMinor(),
          cell.sums().of(Measure.GMV_PRIVATE),
          cell.sums().of(Measure.REFUNDS),
          PersonsAnswer.of(cell.fans().estimate()),
          PersonsAnswer.of(cell.fansWhoBought()),
          cell.orderValues().quantile(0.5).stream().mapToDouble(minor -> minor).findFirst());
    }
  }

  /** What the numbers are worth. */
  public record QualityAnswer(
      List<DayAnswer> days, List<GapAnswer> gaps, List<LagAnswer> lags, List<VersionAnswer> versions,
      long restatements) {

    static QualityAnswer of(TimeNumbers.Worth worth, List<Replay.Lag> lags, Instant now) {
      List<GapAnswer> gaps = new ArrayList<>();
      worth.gaps().forEach(gap -> gaps.add(new GapAnswer(gap.showId(), gap.hostId(),
          Instant.ofEpochMilli(gap.from() * MinuteKey.MILLIS), gap.to() - gap.from())));
      return new QualityAnswer(
          worth.days().stream().map(DayAnswer::of).toList(),
          gaps,
          lags.stream().map(lag -> LagAnswer.of(lag, now)).toList(),
          worth.versions().stream().map(VersionAnswer::of).toList(),
          worth.restatements());
    }
  }

  /**
   * How the facts of a business day arrived.
   *
   * @param late written more than a minute after they happened; {@code lateShare} of all
   * @param afterFinal of these, after the day was final: counted here and merged nowhere
   * @param ahead said to have happened more than a second after they were written: a skewed clock
   */
  public record DayAnswer(
      LocalDate day, String status, long facts, long late, double lateShare, long afterFinal, long ahead,
      double delayMedianSeconds, double delayP99Seconds) {

    static DayAnswer of(TimeNumbers.DayWorth worth) {
      QualityStore.Day day = worth.day();
      return new DayAnswer(LocalDate.ofEpochDay(day.day()), worth.status().name(), day.facts(), day.late(),
          day.late() / (double) Math.max(1, day.facts()), day.afterFinal(), day.ahead(),
          day.delayMedianMillis() / 1e3, day.delayP99Millis() / 1e3);
    }
  }

  /** Minutes of a show in which nothing was played, between such in which something was. */
  public record GapAnswer(String showId, String hostId, Instant from, long minutes) {}

  /**
   * A consumer's place in one source.
   *
   * @param facts not read yet; 100,000 stands for that or more
   * @param seconds since the last fact it read was written; absent when it has read everything
   */
  public record LagAnswer(String consumer, String source, long facts, OptionalDouble seconds) {

    static LagAnswer of(Replay.Lag lag, Instant now) {
      return new LagAnswer(lag.consumer(), lag.source(), lag.facts(), lag.facts() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Duration.between(lag.readUpTo(), now).toMillis() / 1e3));
    }
  }

  /**
   * A fold of all facts.
   *
   * @param state BUILDING, ACTIVE or RETIRED
   * @param fromDay the first business day that is read from it; absent for all before its end
   * @param untilDay the day after the last; absent without an end, or when no day is read from it any more
   * @param facts read so far by a recompute
   */
  public record VersionAnswer(
      int version, String state, Optional<LocalDate> fromDay, Optional<LocalDate> untilDay, Instant askedAt,
      Optional<Instant> switchedAt, long facts) {

    static VersionAnswer of(VersionStore.Version version) {
      return new VersionAnswer(version.version(), version.state().name(),
          day(version.fromDay()), day(version.untilDay()),
          version.askedAt(), version.switchedAt(), version.facts());
    }

    /** Absent before and after every day: a version that is replaced for all days ends before the first. */
    private static Optional<LocalDate> day(int day) {
      return day == VersionStore.FIRST_DAY || day == VersionStore.LAST_DAY ? Optional.empty()
          : Optional.of(LocalDate.ofEpochDay(day));
    }
  }
}
