package laotie.growth.report;

import java.util.ArrayList;
import java.util.List;
import laotie.growth.history.History.Counts;
import laotie.growth.history.HistoryIssue;

/** What of the file counted, what did not and why. */
record SourcePart(ReportInput input) {

  /** Wrong rows that are listed; the others are counted. */
  private static final int LISTED_MAX = 20;

  String html() {
    Counts counts = input.history().counts();
    List<List<Said>> rows = new ArrayList<>();
    add(rows, new Said("读到的行", "rows read"), counts.rows());
    add(rows, new Said("有效订单", "effective orders"), counts.effective());
    add(rows, new Said("单独的退款单（按退款日减净额，不算订单）", "credit notes (lower net on their day, are no orders)"),
        counts.credits());
    add(rows, new Said("没有买家的订单，不计", "without a buyer, left out"), counts.withoutBuyer());
    add(rows, new Said("未付款或已取消，不计", "unpaid or cancelled, left out"), counts.unpaid());
    add(rows, new Said("7 天内（或时间不明）全额退款，不计", "wholly refunded within 7 days or at a time not told, left out"),
        counts.undone());
    add(rows, new Said("其他币种，不计", "in another currency, left out"), counts.otherCurrency());
    add(rows, new Said("与前面的文件重复，只计一次", "told by an earlier file, counted once"), counts.repeated());
    add(rows, new Said("有错误的订单，不计", "with something unreadable, left out"), counts.refused());
    Said from = input.files().isEmpty()
        ? new Said("来自本站的已付款订单。", "From the paid orders of this square. ")
        : new Said("来自 %s。", "From %s. ").with(String.join(", ", input.files()));
    Said lead = from.plus(new Said(
        "日期按 %s 划分，截至 %s；金额为 %s，每行四舍五入到最小单位。报告里没有任何买家的身份。",
        "Days are those of %s, until %s; amounts are %s, each line rounded half up to the minor unit. "
            + "No buyer is named in this report.").with(
                input.zone(), input.lastDay(), input.history().currency().getCurrencyCode()));
    return Html.section("source", new Said("数据从哪里来", "What was counted"), lead,
        Html.table("numbers plain", List.of(new Said("项目", "What"), new Said("数量",
            "Count")), rows) + issues());
  }

  private static void add(List<List<Said>> rows, Said what, long count) {
    if (count > 0) {
      rows.add(List.of(what, Said.both(Figures.count(count))));
    }
  }

  private String issues() {
    List<HistoryIssue> issues = input.history().issues();
    if (issues.isEmpty()) {
      return "";
    }
    List<List<Said>> rows = new ArrayList<>();
    for (HistoryIssue issue : issues.subList(0, Math.min(LISTED_MAX, issues.size()))) {
      String where = input.files().size() > 1 ? input.files().get(issue.file()) + ": " : "";
      rows.add(List.of(
          Said.both(where + issue.row()), new Said(issue.kind().wordsZh(), issue.kind().words()),
          Said.both(issue.cell())));
    }
    return "<details><summary>" + new Said("看不懂的行（共 %s）", "Rows that could not be read (%s)").with(
        Figures.count(input.history().counts().issues())).html() + "</summary>"
        + Html.table("numbers plain", List.of(
            new Said("行", "Row"), new Said("问题", "What"), new Said("内容", "Cell")), rows)
        + "</details>";
  }
}
