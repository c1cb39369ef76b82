package laotie.growth.report;

import java.util.List;
import java.util.function.BiFunction;
import laotie.growth.Ratio;
import laotie.growth.Share;
import laotie.growth.repurchase.Cohort;

/** R6: five matrices of one shape, of which the screen shows the one that is chosen and paper the first. */
record CohortPart(ReportInput input) {

  /** Months that are shown after the first; a matrix of five years is no picture. */
  private static final int MONTHS_MAX = 24;

  private record View(String id, Said name, BiFunction<Cohort, Integer, Said> cell,
      BiFunction<Cohort, Integer, Double> weight) {}

  String html() {
    List<Cohort> all = input.tally().cohortMatrix();
    if (all.isEmpty() || input.tally().buyers() < Share.SHOWN_MIN) {
      return "";
    }
    List<Cohort> cohorts = all.subList(Math.max(0, all.size() - MONTHS_MAX - 1), all.size());
    StringBuilder body = new StringBuilder("<div class=\"views\">");
    List<View> views = views();
    for (int i = 0; i < views.size(); i++) {
      body.append("""
          <input type="radio" name="cohort" id="cohort-%s"%s><label for="cohort-%s">%s</label>
          """.formatted(views.get(i).id(), i == 0 ? " checked" : "", views.get(i).id(),
              views.get(i).name().html()));
    }
    views.forEach(view -> body.append(matrix(view, cohorts)));
    body.append("</div>");
    Said lead = new Said(
        "R6：每一行是同一个月首购的买家，往右看他们之后每个月还剩多少人在买。虚线框的月份还没过完。",
        "R6: each row is the buyers of one month of first purchase; to the right, how many still buy in "
            + "each month "
            + "after. Months with a dashed frame are not over.");
    return Html.section("cohorts", new Said("同期群", "Cohorts"), lead, body.toString() + stray());
  }

  private List<View> views() {
    Figures figures = input.figures();
    return List.of(
        new View("share", new Said("回购人数占比", "Buyers, share"),
            (cohort, month) -> month == 0 ? Said.both("100")
                : Said.both(Figures.decimal(100 * share(cohort, month), 0)),
            (cohort, month) -> month == 0 ? 0.0 : share(cohort, month)),
        new View("buyers", new Said("人数", "Buyers"),
            (cohort, month) -> Said.both(Figures.count(cohort.months().get(month).buyers())),
            (cohort, month) -> month == 0 ? 0.0 : (double) cohort.months().get(month).buyers()),
        new View("orders", new Said("订单", "Orders"),
            (cohort, month) -> Said.both(Figures.count(cohort.months().get(month).orders())),
            (cohort, month) -> month == 0 ? 0.0 : (double) cohort.months().get(month).orders()),
        new View("gross", new Said("成交额", "Gross"),
            (cohort, month) -> figures.about(cohort.months().get(month).grossMinor()),
            (cohort, month) -> month == 0 ? 0.0 : (double) cohort.months().get(month).grossMinor()),
        new View("net", new Said("净额", "Net"),
            (cohort, month) -> figures.about(cohort.months().get(month).netMinor()),
            (cohort, month) -> month == 0 ? 0.0 : (double) cohort.months().get(month).netMinor()),
        new View("value", new Said("人均累计净额", "Value per customer"),
            (cohort, month) -> figures.about(value(cohort, month)), CohortPart::value));
  }

  private static double share(Cohort cohort, int month) {
    return cohort.active(month).rate().map(Ratio::shown).orElse(0.0);
  }

  private static double value(Cohort cohort, int month) {
    return cohort.valuePerCustomer(month).map(Ratio::shown).orElse(0.0);
  }

  private static String matrix(View view, List<Cohort> cohorts) {
    int columns = Math.min(MONTHS_MAX + 1, cohorts.getFirst().months().size());
    double most = 0;
    for (Cohort cohort : cohorts) {
      for (int month = 0; month < Math.min(columns, cohort.months().size()); month++) {
        most = Math.max(most, cohort.size() < Share.SHOWN_MIN ? 0 : view.weight().apply(cohort, month));
      }
    }
    StringBuilder table = new StringBuilder("<div class=\"scroll view view-" + view.id()
        + "\" tabindex=\"0\"><p class=\"view-name\">" + view.name().html()
        + "</p><table class=\"heat\"><thead><tr><th scope=\"col\">"
        + new Said("首购月", "First").html() + "</th><th scope=\"col\">" + new Said("买家", "Buyers").html()
        + "</th>");
    for (int month = 0; month < columns; month++) {
      table.append("<th scope=\"col\">").append(month == 0 ? "0" : "+" + month).append("</th>");
    }
    table.append("</tr></thead><tbody>");
    for (Cohort cohort : cohorts) {
      table.append("<tr><th scope=\"row\">").append(Figures.narrow(cohort.month())).append("</th><td>")
          .append(Figures.count(cohort.size())).append("</td>");
      for (int month = 0; month < Math.min(columns, cohort.months().size()); month++) {
        double heat = most <= 0 ? 0 : Math.clamp(view.weight().apply(cohort, month) / most, 0, 1);
        table.append(cell(cohort, month, view.cell().apply(cohort, month), heat));
      }
      table.append("</tr>");
    }
    return table.append("</tbody></table></div>").toString();
  }

  private static String cell(Cohort cohort, int month, Said words, double heat) {
    if (cohort.size() < Share.SHOWN_MIN) {
      return "<td class=\"few\">·</td>";
    }
    String kind = (heat > 0.55 ? "deep" : "") + (cohort.isOver(month) ? "" : " open");
    return "<td class=\"%s\" style=\"--heat:%s%%\">%s</td>".formatted(
        kind, Figures.decimal(100 * heat, 0), words.html());
  }

  private String stray() {
    long minor = input.tally().strayBackMinor();
    return minor == 0 ? "" : Html.paragraph("note", new Said(
        "另有 %s 的退款发生在文件里首次购买之前，无法归入任何一行。",
        "Another %s went back before the first purchase that the file tells; it stands in no row.").with(
            input.figures().money(minor)));
  }
}
