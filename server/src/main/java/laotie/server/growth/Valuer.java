package laotie.server.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Relation;
import laotie.growth.value.Backtest;
import laotie.growth.value.Customer;
import laotie.growth.value.GammaGamma;
import laotie.growth.value.History;
import laotie.growth.value.ModelKind;
import laotie.growth.value.Valuation;
import laotie.growth.value.Value;
import laotie.growth.value.ValueReason;
import laotie.server.growth.ValueStore.Basis;
import laotie.server.growth.ValueStore.Line;
import laotie.server.growth.ValueStore.Places;
import laotie.server.growth.ValueStore.Run;
import laotie.server.growth.ValueStore.Told;
import laotie.server.log.Database;

/**
 * Values the customers of one host: by a model of his own when he has repeat buyers enough, else by that of
 * all hosts together, else not at all; and nothing without a test on days the model had not seen.
 */
@Singleton
final class Valuer {

  /** How far ahead is looked, weeks: a quarter. */
  static final double WEEKS = 13;

  /** The same customers give the same numbers. */
  static final long SEED = 20_260_101;

  /** Fewer known customers test nothing; then the test over all hosts is told. */
  private static final int TESTED_MIN = 30;

  /** More customers than are held in memory at once. */
  static final String TOO_MANY_CUSTOMERS = "TOO_MANY_CUSTOMERS";

  /** Repeat buyers enough now, and too few two thirds of the time ago. */
  static final String TEST_TOO_THIN = "TEST_TOO_THIN";

  private final ValueHistories histories;
  private final ValuePool pool;
  private final Neighbours neighbours;
  private final Database database;
  private final ObjectMapper json;

  Valuer(
      ValueHistories histories, ValuePool pool, Neighbours neighbours, Database database,
      ObjectMapper json) {
    this.histories = histories;
    this.pool = pool;
    this.neighbours = neighbours;
    this.database = database;
    this.json = json;
  }

  /** Is told what is being done, and how many customers are done of how many. */
  @FunctionalInterface
  interface Progress {
    void at(String step, int done, int total);
  }

  /** A run and its rows. */
  record Valued(Run run, List<Line> lines) {}

  /** The model that is asked, with its test. */
  private record Model(Basis basis, Value value, Backtest backtest, boolean isOfPool) {}

  /** Values the customers a host had at the end of a day. */
  Valued of(String hostId, LocalDate lastDay, Instant now, Progress progress) {
    progress.at("READING", 0, 0);
    Head head = new Head(lastDay, now);
    Optional<List<History>> read = histories.ofHost(hostId, lastDay);
    if (read.isEmpty()) {
      return head.refused(TOO_MANY_CUSTOMERS, List.of());
    }
    List<History> people = read.get();
    progress.at("FITTING", 0, 0);
    List<Customer> customers = people.stream().map(one -> one.at(lastDay)).toList();
    Decision<Value> own = Value.of(ModelKind.MBG_NBD, customers, new Random(SEED));
    progress.at("TESTING", 0, 0);
    Optional<Model> tested = own(own, people, lastDay);
    if (tested.isPresent()) {
      return valued(hostId, head, people, tested.get(), progress);
    }
    return switch (pool.of(lastDay)) {
      case Refused<ValuePool.Fits> no when own instanceof Accepted<Value> ->
          head.refused(TEST_TOO_THIN, customers);
      case Refused<ValuePool.Fits> no -> head.refused(((ValueReason) no.reason()).name(), customers);
      case Accepted<ValuePool.Fits> yes ->
          valued(hostId, head, people, pooled(yes.value(), people), progress);
    };
  }

  private static Optional<Model> own(Decision<Value> own, List<History> people, LocalDate lastDay) {
    if (!(own instanceof Accepted<Value> fit)) {
      return Optional.empty();
    }
    Backtest.Window window = Backtest.Window.lastThird(ValueHistories.first(people), lastDay);
    Decision<Backtest> test =
        Backtest.of(ModelKind.MBG_NBD, people, window, new Random(SEED));
    return test instanceof Accepted<Backtest> passed
        ? Optional.of(new Model(Basis.OWN, fit.value(), passed.value(), false))
        : Optional.empty();
  }

  private static Model pooled(ValuePool.Fits fits, List<History> people) {
    boolean isOwnTest = fits.window().known(people).size() >= TESTED_MIN;
    return new Model(Basis.POOLED, fits.now(),
        isOwnTest ? Backtest.of(fits.then(), people, fits.window()) : fits.whole(), !isOwnTest);
  }

  private Valued valued(
      String hostId, Head head, List<History> people, Model model, Progress progress) {
    List<Customer> customers = people.stream().map(one -> one.at(head.lastDay())).toList();
    Valuation valuation = Valuation.of(model.value(), customers, WEEKS,
        done -> progress.at("DRAWING", done, customers.size()));
    progress.at("WRITING", customers.size(), customers.size());
    return new Valued(
        head.run(model.basis(), "", customers, write(report(model, valuation))),
        lines(hostId, people, valuation));
  }

  private static ValueReport report(Model model, Valuation valuation) {
    Value value = model.value();
    String spendReason = value.spend() instanceof Refused<GammaGamma.Fit> no
        ? ((ValueReason) no.reason()).name()
        : valuation.spend().isPresent() || valuation.lines().isEmpty() ? ""
            : ValueReason.FIT_NOT_SETTLED.name();
    return new ValueReport(
        value.fitted().model().kind().name(),
        value.fitted().model().parameters(),
        new ValueReport.Fitting(value.fitted().customers(), value.fitted().repeatBuyers()),
        ValueReport.Sum.of(valuation.purchases()),
        valuation.spend().map(ValueReport.Sum::of),
        spendReason,
        ValueReport.Test.of(model.backtest(), model.isOfPool()));
  }

  /** One row a customer who is still here, each with his places. */
  private List<Line> lines(String hostId, List<History> people, Valuation valuation) {
    Map<String, History> histories = new HashMap<>();
    people.forEach(one -> histories.put(one.customerId(), one));
    Set<String> left = new HashSet<>(
        database.<List<String>>read(connection -> ValueStore.left(connection, hostId)));
    List<Valuation.Line> told = valuation.lines().stream()
        .filter(line -> !left.contains(line.customer().id())).toList();
    Map<String, Integer> byValue = places(told, Comparator.comparingDouble(Valuation.Line::expected));
    Map<String, Integer> byAlive = places(told, Comparator.comparingDouble(
        (Valuation.Line line) -> line.outlook().aliveProbability())
        .thenComparingDouble(Valuation.Line::expected));
    Map<String, Integer> byStake = places(
        told.stream().filter(line -> line.winBack().isPresent()).toList(),
        Comparator.comparingDouble(line -> line.winBack().orElseThrow().atStake()));
    Map<String, Relation> tiers = neighbours.relations(hostId, histories.keySet());
    List<Line> lines = new ArrayList<>(told.size());
    for (Valuation.Line line : told) {
      String id = line.customer().id();
      lines.add(line(line, histories.get(id), tiers.getOrDefault(id, Relation.STRANGER),
          new Places(byValue.get(id), byAlive.get(id), byStake.getOrDefault(id, 0))));
    }
    return lines;
  }

  /** The largest first. */
  private static Map<String, Integer> places(List<Valuation.Line> told, Comparator<Valuation.Line> by) {
    List<Valuation.Line> sorted = told.stream()
        .sorted(by.reversed().thenComparing(line -> line.customer().id())).toList();
    Map<String, Integer> places = new HashMap<>();
    sorted.forEach(line -> places.put(line.customer().id(), places.size() + 1));
    return places;
  }

  private static Line line(Valuation.Line line, History history, Relation tier, Places places) {
    long paidMinor = history.minors().values().stream().mapToLong(Long::longValue).sum();
    return new Line(
        history.customerId(),
        new ValueStore.Bought(history.minors().size(), history.minors().firstKey(),
            history.minors().lastKey(), paidMinor),
        new Told(line.outlook().aliveProbability(), line.outlook().aliveRange()),
        new Told(line.outlook().purchases(), line.outlook().purchasesRange()),
        line.worth().map(worth -> new Told(worth.expectedMinor(), worth.spendRange())),
        line.winBack().map(Value.WinBack::atStake),
        tier,
        places);
  }

  /** What every run says, whatever came of it. */
  private record Head(LocalDate lastDay, Instant now) {

    Valued refused(String reason, List<Customer> customers) {
      return new Valued(run(Basis.NONE, reason, customers, "null"), List.of());
    }

    Run run(Basis basis, String reason, List<Customer> customers, String told) {
      long repeatBuyers = customers.stream().filter(one -> one.purchases().repeats() > 0).count();
      return new Run("", lastDay, now, basis, reason, customers.size(), (int) repeatBuyers, told);
    }
  }

  private String write(ValueReport report) {
    try {
      return json.writeValueAsString(report);
    } catch (JsonProcessingException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  /** The report of a run; absent when its basis is NONE. */
  Optional<ValueReport> report(Run run) {
    try {
      return run.basis() == Basis.NONE ? Optional.empty()
          : Optional.of(json.readValue(run.told(), ValueReport.class));
    } catch (JsonProcessingException bug) {
      throw new UncheckedIOException(bug);
    }
  }
}
