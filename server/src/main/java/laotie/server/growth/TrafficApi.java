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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import laotie.growth.Ratio;
import laotie.growth.cost.Fairness;
import laotie.growth.cost.NewCustomers;
import laotie.growth.cost.TrafficBalance;
import laotie.server.http.CsvFile;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who feeds whom with traffic: for a host about himself, and for operators about all. */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class TrafficApi {

  private static final String CSV = "text/csv; charset=utf-8";

  /** Hosts of one read while a table is written. */
  private static final int TABLE_HOSTS = 200;

  private final CostNumbers numbers;
  private final Neighbours neighbours;
  private final Who who;

  TrafficApi(Growth growth, Neighbours neighbours, Who who) {
    this.numbers = growth.cost();
    this.neighbours = neighbours;
    this.who = who;
  }

  /** One host, week by week. */
  @GET
  @Path("/hosts/{hostId}/traffic-balance")
  public BalanceAnswer ofHost(@PathParam("hostId") String hostId) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return answer(hostId, numbers.balanceOf(hostId));
  }

  /** The same as a table. */
  @GET
  @Path("/hosts/{hostId}/traffic-balance.csv")
  @Produces(CSV)
  public Response tableOfHost(
      @PathParam("hostId") String hostId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    TrafficBalance balance = numbers.balanceOf(hostId);
    return CsvFile.answer("laotie-traffic-balance.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("monday", "brought", "given", "bought", "balance", "cumulative");
      for (TrafficBalance.Week week : balance.weeks()) {
        file.row(week.monday().toString(), String.valueOf(week.brought()), String.valueOf(week.given()),
            String.valueOf(week.bought()), String.valueOf(week.balance()),
            String.valueOf(week.cumulative()));
      }
    });
  }

  /** Every host with traffic, without his weeks, in the order of ids. */
  @GET
  @Path("/operator/traffic-balances")
  public Page<HostBalance> ofHosts(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    int size = Page.limit(limit);
    List<HostBalance> hosts = new ArrayList<>();
    numbers.balances(Input.maybeId("/after", after), size)
        .forEach((hostId, balance) -> hosts.add(ofHost(hostId, balance)));
    return new Page<>(hosts, hosts.size() < size ? "" : hosts.getLast().hostId());
  }

  /** The same as a table. */
  @GET
  @Path("/operator/traffic-balances.csv")
  @Produces(CSV)
  public Response tableOfHosts(@QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    who.require(Role.OPERATOR);
    return CsvFile.answer("laotie-traffic-balances.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("host_id", "name", "brought", "given", "bought", "balance", "producer_since");
      Map<String, TrafficBalance> page = numbers.balances("", TABLE_HOSTS);
      while (!page.isEmpty()) {
        String last = "";
        for (var host : page.entrySet()) {
          TrafficBalance balance = host.getValue();
          last = host.getKey();
          file.row(last, neighbours.nameOf(last), String.valueOf(balance.brought()),
              String.valueOf(balance.given()), String.valueOf(balance.bought()),
              String.valueOf(balance.balance()),
              balance.producerSince().map(LocalDate::toString).orElse(""));
        }
        page = page.size() < TABLE_HOSTS ? Map.of() : numbers.balances(last, TABLE_HOSTS);
      }
    });
  }

  /**
   * How evenly the free places of the public pool are shared among hosts, by their size and as one number.
   *
   * @param window the last 1..365 complete business days
   */
  @GET
  @Path("/operator/fairness")
  public FairnessAnswer fairness(@QueryParam("days") @DefaultValue("30") String window) {
    who.require(Role.OPERATOR);
    NewCustomers.Period period = numbers.lastDays(CostApi.days(window));
    Fairness fairness = numbers.fairness(period);
    List<TierAnswer> tiers = new ArrayList<>();
    for (Fairness.Size size : Fairness.Size.values()) {
      Fairness.Tier tier = fairness.tiers().get(size);
      tiers.add(new TierAnswer(size.name(), tier.hosts(), tier.exposures()));
    }
    Optional<Ratio> gini = fairness.gini();
    return new FairnessAnswer(period.from(), period.to().minusDays(1), fairness.exposures(), tiers,
        gini.isPresent() ? OptionalDouble.of(gini.get().shown()) : OptionalDouble.empty());
  }

  private HostBalance ofHost(String hostId, TrafficBalance balance) {
    return new HostBalance(hostId, neighbours.nameOf(hostId), balance.brought(), balance.given(),
        balance.bought(), balance.balance(), balance.producerSince());
  }

  private static BalanceAnswer answer(String hostId, TrafficBalance balance) {
    return new BalanceAnswer(hostId, balance.brought(), balance.given(), balance.bought(),
        balance.balance(), balance.producerSince(),
        balance.weeks().stream().map(week -> new WeekAnswer(week.monday(), week.brought(), week.given(),
            week.bought(), week.balance(), week.cumulative())).toList());
  }

  /**
   * The balance of a host since his first view.
   *
   * @param brought views by his own people, and first views of visitors he brought from outside
   * @param given public views nobody paid for
   * @param bought views that promotion brought; in no balance
   * @param producerSince the day from which the sum stayed above zero; absent for a consumer
   */
  public record BalanceAnswer(
      String hostId, long brought, long given, long bought, long balance,
      Optional<LocalDate> producerSince, List<WeekAnswer> weeks) {}

  /** One week from its Monday; {@code cumulative} is the balance of all days up to its end. */
  public record WeekAnswer(
      LocalDate monday, long brought, long given, long bought, long balance, long cumulative) {}

  /**
   * The fairness of the days from {@code from} to {@code to}, both included.
   *
   * @param exposures free showings on public places
   * @param gini 0 when all hosts are shown equally often, towards 1 when one has all; absent without any
   */
  public record FairnessAnswer(
      LocalDate from, LocalDate to, long exposures, List<TierAnswer> tiers, OptionalDouble gini) {}

  /** Hosts of one size: SMALL below 100 people who ever followed, MIDDLE below 1,000, LARGE. */
  public record TierAnswer(String size, long hosts, long exposures) {}

  /** One host of many. */
  public record HostBalance(
      String hostId, String name, long brought, long given, long bought, long balance,
      Optional<LocalDate> producerSince) {}
}
