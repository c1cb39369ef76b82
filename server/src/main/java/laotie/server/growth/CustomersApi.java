package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;
import laotie.fact.Relation;
import laotie.growth.Share;
import laotie.growth.value.Fitted;
import laotie.growth.value.Range;
import laotie.server.growth.ValueAskStore.Counting;
import laotie.server.growth.ValueStore.Line;
import laotie.server.growth.ValueStore.Order;
import laotie.server.growth.ValueStore.Run;
import laotie.server.growth.ValueStore.Told;
import laotie.server.http.CsvFile;
import laotie.server.http.HttpReason;
import laotie.server.http.Idempotent;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.People;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What a host's customers are worth from here on, one by one and together: for him, his assistants and
 * operators. Only who lets the host know him bears his name; everybody else is a mark that means nothing
 * anywhere else.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "growth")
public class CustomersApi {

  private static final int RETRY_AFTER_SECONDS = 60;

  private final Customers customers;
  private final Neighbours neighbours;
  private final Who who;

  CustomersApi(Customers customers, Neighbours neighbours, Who who) {
    this.customers = customers;
    this.neighbours = neighbours;
    this.who = who;
  }

  /** The last count of a host: model, totals, its test, tiers, and the shape of all customers. */
  @GET
  @Path("/hosts/{hostId}/values")
  public ValuesAnswer values(@PathParam("hostId") String hostId) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    return answer(hostId);
  }

  /** Asks for a count now; who stands in the row already stays where he is. */
  @POST
  @Path("/hosts/{hostId}/values")
  @Idempotent
  public ValuesAnswer count(@PathParam("hostId") String hostId) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    if (!customers.ask(hostId)) {
      throw Problem.of(HttpReason.OVERLOADED, ValueAskStore.ASKS_MAX + " hosts wait to be counted",
          Map.of("retryAfterSeconds", RETRY_AFTER_SECONDS));
    }
    return answer(hostId);
  }

  /**
   * Customers of the last count, page by page.
   *
   * @param sort {@code value}: by what is expected of them; {@code alive}: by P(alive); {@code winback}:
   *     those whom a word may bring back, by what is at stake
   * @param after the {@code next} of the page before, or empty
   */
  @GET
  @Path("/hosts/{hostId}/customers")
  public Page<CustomerAnswer> list(
      @PathParam("hostId") String hostId,
      @QueryParam("sort") @DefaultValue("value") String sort,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    Order order = order(sort);
    int size = Page.limit(limit);
    List<Line> lines = customers.page(hostId, order, place(after), size + 1);
    boolean isMore = lines.size() > size;
    List<Line> shown = isMore ? lines.subList(0, size) : lines;
    return new Page<>(answers(hostId, shown),
        isMore ? String.valueOf(order.place(shown.getLast())) : "");
  }

  /** The same as a table without names, for a spreadsheet. */
  @GET
  @Path("/hosts/{hostId}/customers.csv")
  @Produces("text/csv; charset=utf-8")
  public Response table(
      @PathParam("hostId") String hostId,
      @QueryParam("sort") @DefaultValue("value") String sort,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    Order order = order(sort);
    return CsvFile.answer("laotie-customers.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("customer", "purchase_days", "first_day", "last_day", "paid_minor", "tier", "alive",
          "alive_low", "alive_high", "purchases", "purchases_low", "purchases_high", "spend_minor",
          "spend_low", "spend_high", "at_stake", "is_win_back");
      int after = 0;
      List<Line> lines = customers.page(hostId, order, after, ValueStore.STEP_ROWS_MAX);
      while (!lines.isEmpty()) {
        for (Line line : lines) {
          write(hostId, line, file);
        }
        lines = customers.page(hostId, order, order.place(lines.getLast()), ValueStore.STEP_ROWS_MAX);
      }
    });
  }

  /** How the model did before, week by week. */
  @GET
  @Path("/hosts/{hostId}/values/test.csv")
  @Produces("text/csv; charset=utf-8")
  public Response test(
      @PathParam("hostId") String hostId,
      @QueryParam("encoding") @DefaultValue("utf-8-bom") String encoding) {
    neighbours.requireActsFor(who.requireMember(), hostId);
    Optional<ValueReport> report = customers.run(hostId).flatMap(customers::report);
    return CsvFile.answer("laotie-value-test.csv", CsvFile.Encoding.of(encoding), file -> {
      file.row("week", "expected", "happened");
      for (var week : report.map(one -> one.test().weeks()).orElse(List.of())) {
        file.row(String.valueOf(week.week()), cell(week.expected()), String.valueOf(week.happened()));
      }
    });
  }

  private void write(String hostId, Line line, CsvFile file) throws IOException {
    Optional<Told> spend = line.spend();
    file.row(customers.mark(hostId, line.buyerId()), String.valueOf(line.bought().days()),
        line.bought().firstDay().toString(), line.bought().lastDay().toString(),
        String.valueOf(line.bought().paidMinor()), line.tier().name(),
        cell(line.alive().value()), cell(line.alive().range().low()), cell(line.alive().range().high()),
        cell(line.purchases().value()), cell(line.purchases().range().low()),
        cell(line.purchases().range().high()),
        spend.map(told -> cell(told.value())).orElse(""),
        spend.map(told -> cell(told.range().low())).orElse(""),
        spend.map(told -> cell(told.range().high())).orElse(""),
        line.atStake().map(CustomersApi::cell).orElse(""), String.valueOf(line.atStake().isPresent()));
  }

  private static String cell(double number) {
    return String.format(Locale.ROOT, "%.4f", number);
  }

  private static Order order(String sort) {
    return switch (sort) {
      case "value" -> Order.VALUE;
      case "alive" -> Order.ALIVE;
      case "winback" -> Order.WINBACK;
      default -> throw Problem.field("/sort", "must be value, alive or winback");
    };
  }

  private static int place(String after) {
    if (after.isEmpty()) {
      return 0;
    }
    if (!after.matches("[0-9]{1,7}")) {
      throw Problem.field("/after", "must be the next of a page");
    }
    return Integer.parseInt(after);
  }

  private List<CustomerAnswer> answers(String hostId, List<Line> lines) {
    Set<String> agreed = customers.agreed(hostId, lines);
    Map<String, People.Person> persons = neighbours.persons(agreed);
    return lines.stream().map(line -> {
      Optional<People.Person> person = agreed.contains(line.buyerId())
          ? Optional.ofNullable(persons.get(line.buyerId())) : Optional.empty();
      return new CustomerAnswer(
          customers.mark(hostId, line.buyerId()),
          person.map(People.Person::accountId),
          person.map(People.Person::name),
          person.map(People.Person::avatarUrl).filter(url -> !url.isEmpty()),
          line.tier(), line.bought(), TellAnswer.of(line.alive()), TellAnswer.of(line.purchases()),
          line.spend().map(TellAnswer::of), line.atStake());
    }).toList();
  }

  private ValuesAnswer answer(String hostId) {
    Optional<Run> run = customers.run(hostId);
    return new ValuesAnswer(
        hostId,
        Money.CNY.getCurrencyCode(),
        Valuer.WEEKS,
        Fitted.REPEAT_BUYERS_MIN,
        Share.SHOWN_MIN,
        customers.counting(hostId),
        run.map(one -> counted(hostId, one)),
        customers.isSimulated(hostId, run));
  }

  private CountedAnswer counted(String hostId, Run run) {
    Customers.Shape shape = customers.shape(hostId, run);
    return new CountedAnswer(
        run.asOf(), run.countedAt(), run.basis().name(), run.reason(), run.customers(), run.repeatBuyers(),
        customers.report(run),
        shape.tiers().stream().map(tier -> new TierAnswer(tier.tier(), tier.customers(), tier.alive(),
            tier.purchases(), tier.spendMinor(), tier.paidMinor())).toList(),
        shape.zones().stream().map(zone -> new ZoneAnswer(
            zone.zone(), zone.customers(), zone.purchases(), zone.spendMinor())).toList(),
        shape.dots().stream().map(line -> new DotAnswer(line.alive().value(),
            line.spend().orElse(line.purchases()).value(), line.bought().days(),
            line.atStake().isPresent())).toList(),
        shape.winBacks().size(),
        customers.agreed(hostId, shape.winBacks()).size());
  }

  /**
   * The customers of a host.
   *
   * @param weeks how far ahead is looked
   * @param repeatBuyersMin as many repeat buyers a model of his own needs
   * @param shownMin below so many nothing is told
   * @param counting present while he waits or is counted
   * @param counted the last count
   */
  public record ValuesAnswer(
      String hostId, String currency, double weeks, int repeatBuyersMin, int shownMin,
      Optional<Counting> counting, Optional<CountedAnswer> counted, boolean isSimulated) {}

  /**
   * A count.
   *
   * @param asOf the last business day that was known
   * @param basis OWN, POOLED or NONE
   * @param reason why there is none: TOO_FEW_REPEAT_BUYERS, FIT_NOT_SETTLED, TEST_TOO_THIN or
   *     TOO_MANY_CUSTOMERS; empty otherwise
   * @param told model, totals and test; absent when basis is NONE
   * @param tiers by what they were to the host then
   * @param zones by P(alive): gone, maybe, here
   * @param dots of some customers, every n-th by value: the shape of all
   * @param winBacks on the list of whom to win back, at most {@link Customers#WIN_BACKS_MAX}
   * @param winBacksAgreed of them those to whom he may write
   */
  public record CountedAnswer(
      LocalDate asOf, Instant countedAt, String basis, String reason, int customers, int repeatBuyers,
      Optional<ValueReport> told, List<TierAnswer> tiers, List<ZoneAnswer> zones, List<DotAnswer> dots,
      int winBacks, int winBacksAgreed) {}

  /** Customers of one tier; {@code alive} is their mean P(alive), purchases and spend are sums. */
  public record TierAnswer(
      Relation tier, int customers, double alive, double purchases, Optional<Double> spendMinor,
      long paidMinor) {}

  /** Customers with P(alive) below 0.1 (GONE), up to 0.6 (MAYBE) and above (HERE); sums. */
  public record ZoneAnswer(
      String zone, int customers, double purchases, Optional<Double> spendMinor) {}

  /** One customer as a point: {@code value} is expected spend, minor units, or purchases. */
  public record DotAnswer(double alive, double value, int days, boolean isWinBack) {}

  /** A number and where it lies, 95 %. */
  public record TellAnswer(double value, double low, double high) {

    static TellAnswer of(Told told) {
      Range range = told.range();
      return new TellAnswer(told.value(), range.low(), range.high());
    }
  }

  /**
   * One customer.
   *
   * @param customer a mark of this host's own: the same person has another with another host
   * @param accountId present, like name and picture, when he lets the host know him
   * @param alive P(alive), 0..1
   * @param purchases days with a purchase in the weeks ahead
   * @param spend in the weeks ahead, minor units; absent where it is not told
   * @param atStake what is lost if he has left; present on the list of whom to win back
   */
  public record CustomerAnswer(
      String customer, Optional<String> accountId, Optional<String> name, Optional<String> avatarUrl,
      Relation tier, ValueStore.Bought bought, TellAnswer alive, TellAnswer purchases,
      Optional<TellAnswer> spend, Optional<Double> atStake) {}
}
