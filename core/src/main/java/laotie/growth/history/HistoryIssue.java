package laotie.growth.history;

import java.util.Objects;

/**
 * What is wrong with a row, for a person who looks at his spreadsheet.
 *
 * @param file which of the files, 0 the first
 * @param row as a spreadsheet counts it
 * @param field what the wrong cell means; {@link HistoryField#ORDER} when the whole row is wrong
 * @param cell what stands there, cut short
 */
public record HistoryIssue(int file, long row, HistoryField field, Kind kind, String cell) {

  private static final int CELL_MAX = 60;

  public HistoryIssue {
    Objects.requireNonNull(field);
    Objects.requireNonNull(kind);
    cell = cell.length() <= CELL_MAX ? cell : cell.substring(0, CELL_MAX) + "…";
  }

  /** What may be wrong. */
  public enum Kind {
    ROW_UNREADABLE("the row cannot be read", "这一行无法读取"),
    ORDER_MISSING("no order name", "没有订单号"),
    TOO_MANY_ORDERS("more orders than are read", "订单数超过上限"),
    BUYER_DIFFERS("two buyers of one order", "同一订单有两个买家"),
    DATE_WRONG("no date that is known", "日期无法识别"),
    DATE_AMBIGUOUS("day or month first? say it with --dates", "分不清日和月，请用 --dates 说明"),
    DATE_AHEAD("a date that is still to come", "日期还没有到"),
    DATE_MISSING("no date", "没有日期"),
    AMOUNT_WRONG("no amount", "金额无法识别"),
    AMOUNT_MISSING("an order without amount", "订单没有金额"),
    AMOUNT_NEGATIVE("an amount below zero", "金额为负"),
    TOTAL_DIFFERS("two totals of one order", "同一订单有两个总额"),
    STATUS_UNKNOWN("a status that is not known", "状态无法识别"),
    CURRENCY_UNKNOWN("no currency that is known", "币种无法识别");

    private final String words;
    private final String wordsZh;

    Kind(String words, String wordsZh) {
      this.words = words;
      this.wordsZh = wordsZh;
    }

    public String words() {
      return words;
    }

    public String wordsZh() {
      return wordsZh;
    }
  }
}
