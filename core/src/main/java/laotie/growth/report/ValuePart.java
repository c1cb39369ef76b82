package laotie.growth.report;

import static laotie.growth.report.Svg.at;

import java.util.ArrayList;
import java.util.List;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Reason;
import laotie.growth.repurchase.Spent;
import laotie.growth.value.Backtest;
import laotie.growth.value.Customer;
import laotie.growth.value.Fitted;
import laotie.growth.value.GammaGamma;
import laotie.growth.value.Nbd;
import laotie.growth.value.Range;
import laotie.growth.value.Value;
import laotie.growth.value.ValueReason;

/** What the buyers are worth: never a bare number, always beside how the model did before. */
record ValuePart(ReportInput input) {

  /** Days after the first purchase by which it is counted what was spent. */
  private static final int[] SPENT_DAYS = {7, 30, 90, 180, 365};

  private static final double[] ALIVE_STEPS = {0, 0.2, 0.4, 0.6, 0.8};

  String html() {
    Said title = new Said("这些买家值多少", "What these buyers are worth");
    String ahead = switch (input.forecast().value()) {
      case Refused<Value> no -> Html.paragraph("lead", refusal(no.reason()));
      case Accepted<Value> yes -> Html.paragraph("lead", lead())
          + (yes.value().fitted().model() instanceof Nbd ? Html.paragraph("sentence", nobodyLeft()) : "")
          + told(yes.value());
    };
    Said soFar = new Said(
        "先看已经发生的：首购后 N 天，每位买家付了多少、扣掉退款还剩多少。只算已经过了 N 天的买家，没有用任何模型。",
        "First what has happened: what a buyer had paid, less what went back, N days after his first "
            + "purchase. Only buyers whose N days have passed; no model.");
    return Html.section("value", title, soFar, spent()
        + "<h3>" + new Said("接下来", "From here on").html() + "</h3>" + ahead);
  }

  private String spent() {
    List<List<Said>> rows = new ArrayList<>();
    for (int days : SPENT_DAYS) {
      Spent spent = Spent.of(days, input.lastDay(), input.history().buyers());
      Said mean = spent.mean().map(value -> Said.both(input.figures().money(value)))
          .orElse(Figures.NO_VALUE);
      Said range = spent.meanRange().map(value -> input.figures().about(value.low())
          .plus(Said.both(" – ")).plus(input.figures().about(value.high()))).orElse(Figures.NO_VALUE);
      Said median = spent.isHidden() ? Figures.NO_VALUE
          : Said.both(input.figures().money(spent.medianMinor()));
      rows.add(List.of(new Said("%s 天", "%s days").with(days), mean, range, median,
          Said.both(Figures.count(spent.buyers()))));
    }
    return Html.table("numbers", List.of(
        Said.both("N"), new Said("人均净额", "Net per buyer"), new Said("95% 区间", "95% interval"),
        new Said("中位数", "Median"), new Said("到期买家", "Ripe buyers")), rows);
  }

  private static Said lead() {
    return new Said(
        "MBG/NBD 模型看每个人买过几次、多久没来，推算他是否还在、接下来会买几次；金额用 Gamma–Gamma。先用前三分之二的时间拟合，"
            + "再和后三分之一真实发生的对一遍。",
        "MBG/NBD tells from how often and how lately somebody bought whether he still comes and how often he "
            + "will; Gamma–Gamma tells the money. It is fitted to the first two thirds of the time and laid "
            + "beside the last.");
  }

  /** The fit came to the border of the model. */
  private static Said nobodyLeft() {
    return new Said(
        "从这些购买里看不出谁真的离开了，模型退化为 NBD：每位买家都算还会来。久未来的人可能被高估，看下面的检验。",
        "These purchases show nobody who left for good, so the model is at its border, NBD, where everybody "
            + "still comes. Who has been silent for long may be overrated; look at the test below.");
  }

  private static Said refusal(Reason reason) {
    return switch ((ValueReason) reason) {
      case TOO_FEW_REPEAT_BUYERS -> new Said(
          "回头客不到 %s 位，数据太薄，不给出预测：猜一个数字比没有数字更糟。",
          "There are fewer than %s repeat buyers. That is too thin for a forecast; a guess would be worse "
              + "than none.")
          .with(Fitted.REPEAT_BUYERS_MIN);
      case SPEND_FOLLOWS_NUMBER -> new Said(
          "买得越勤的人每次花得越多（或越少），单次金额不能单独估计。",
          "Those who buy often spend more, or less, each time, so spend cannot be told by itself.");
      case FIT_NOT_SETTLED -> new Said(
          "不给出预测：这些购买记录定不下模型的参数。似然没有顶点。",
          "No forecast: these purchases do not settle the parameters. Their "
              + "likelihood has no peak.");
    };
  }

  private String told(Value value) {
    return switch (input.forecast().backtest()) {
      case Refused<Backtest> no -> Html.paragraph("sentence", new Said(
          "前三分之二的数据还太薄，没法检验预测，所以不给出预测。",
          "The first two thirds are too thin to test a forecast, so none is shown."));
      case Accepted<Backtest> yes -> ahead(value, yes.value()) + past(yes.value());
    };
  }

  private String ahead(Value value, Backtest backtest) {
    List<Customer> customers = input.forecast().customers();
    Value.Total total = value.total(customers, Forecast.WEEKS);
    Said sentence = new Said("接下来 %s 周，这 %s 位买家预计再买 %s 次（95%% 区间 %s）。",
        "In the next %s weeks these %s buyers are expected to buy %s times (95%% interval %s).").with(
            Figures.decimal(Forecast.WEEKS, 0), Figures.count(customers.size()),
            Figures.count(Math.round(total.expected())), range(total.range()));
    Said doubt = backtest.isCovered() ? Said.NOTHING : new Said(
        "但模型在下面的检验里没有命中，这个数只能当参考。",
        " But it failed the test below: take it as a hint, no more.");
    return Html.paragraph("sentence", sentence.plus(doubt)) + groups(value, customers);
  }

  private static String range(Range range) {
    return Figures.count(Math.round(range.low())) + " – " + Figures.count(Math.round(range.high()));
  }

  private String groups(Value value, List<Customer> customers) {
    double[][] sums = new double[ALIVE_STEPS.length][3];
    for (Customer customer : customers) {
      double alive = value.fitted().model().aliveProbability(customer.purchases());
      double purchases = value.fitted().model().expectedPurchases(customer.purchases(), Forecast.WEEKS);
      double[] sum = sums[Math.min(ALIVE_STEPS.length - 1, (int) (alive * ALIVE_STEPS.length))];
      sum[0]++;
      sum[1] += purchases;
      sum[2] += purchases * meanMinor(value, customer);
    }
    boolean hasMoney = value.spend() instanceof Accepted<GammaGamma.Fit>;
    List<List<Said>> rows = new ArrayList<>();
    for (int i = ALIVE_STEPS.length - 1; i >= 0; i--) {
      Said money = hasMoney ? input.figures().about(sums[i][2]) : Figures.NO_VALUE;
      rows.add(List.of(
          Said.both(Figures.decimal(100 * ALIVE_STEPS[i], 0) + " – "
              + Figures.decimal(100 * ALIVE_STEPS[i] + 20, 0) + "%"),
          Said.both(Figures.count(Math.round(sums[i][0]))), Said.both(Figures.count(Math.round(sums[i][1]))),
          money));
    }
    String table = Html.table("numbers", List.of(
        new Said("还在的概率", "P(still comes)"), new Said("买家", "Buyers"),
        new Said("预计购买（%s 周）", "Expected purchases (%s weeks)").with(13),
        new Said("预计金额", "Expected spend")), rows);
    return hasMoney ? table
        : table + Html.paragraph("note", refusal(((Refused<GammaGamma.Fit>) value.spend()).reason()));
  }

  private static double meanMinor(Value value, Customer customer) {
    return value.spend() instanceof Accepted<GammaGamma.Fit> fit
        ? fit.value().model().expectedMinor(customer.spend()).orElse(0.0) : 0;
  }

  private static String past(Backtest backtest) {
    Said sentence = new Said(
        "检验：只看 %s 以前的数据，模型说到 %s 会有 %s 次购买（95%% 区间 %s），实际 %s 次——%s。",
        "Test: from what was known on %s the model expected %3$s purchases until %2$s (95%% interval %4$s); "
            + "there were %5$s: %6$s.").with(
                backtest.knownUntil(), backtest.until(),
                Figures.count(Math.round(backtest.told().expected())),
                range(backtest.told().range()), Figures.count(backtest.happened()), verdict(backtest));
    String legend = Html.legend(List.of(
        new Html.Key("lower", new Said("模型预计", "expected")),
        new Html.Key("upper", new Said("实际发生", "happened"))));
    return Html.figure(new Said("检验：累计购买次数，按周", "The test: purchases since that day, by week"),
        legend + chart(backtest)) + Html.paragraph("note", sentence);
  }

  private static Said verdict(Backtest backtest) {
    if (backtest.isCovered()) {
      return new Said("落在区间内", "inside the interval");
    }
    return backtest.happened() > backtest.told().expected()
        ? new Said("比模型说的多，模型不懂旺季", "more than it said; it knows no seasons")
        : new Said("比模型说的少", "fewer than it said");
  }

  private static String chart(Backtest backtest) {
    List<Backtest.Week> weeks = backtest.weeks();
    double most = backtest.told().range().high();
    for (Backtest.Week week : weeks) {
      most = Math.max(most, Math.max(week.expected(), week.happened()));
    }
    double high = most;
    return Svg.both(new Said("预计与实际的累计购买", "Expected and actual purchases"), 260, svg -> {
      Frame frame = Frame.of(svg, high);
      frame.grid(svg, value -> Said.both(Figures.count(Math.round(value))));
      List<double[]> expected = new ArrayList<>(List.of(at(frame.left(), frame.y(0))));
      List<double[]> happened = new ArrayList<>(expected);
      for (Backtest.Week week : weeks) {
        double x = frame.xOf(week.week(), weeks.size());
        expected.add(at(x, frame.y(week.expected())));
        happened.add(at(x, frame.y(week.happened())));
        if (week.week() % Math.max(1, weeks.size() / 6) == 0) {
          svg.words("tick", at(x, frame.bottom() + 18), "middle",
              new Said(week.week() + "周", week.week() + " wk"));
        }
      }
      svg.path("curve dashed", expected, false);
      svg.path("curve second", happened, false);
    });
  }
}
