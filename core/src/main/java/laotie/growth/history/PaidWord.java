package laotie.growth.history;

import java.util.Locale;
import java.util.Set;

/** What the word in the column of the status says of the money. */
enum PaidWord {
  PAID,
  UNPAID,
  REFUNDED;

  private static final Set<String> PAID_WORDS = Set.of(
      "", "paid", "partiallyrefunded", "completed", "complete", "processing", "shipped", "fulfilled",
      "delivered", "closed", "交易成功", "已付款", "买家已付款", "卖家已发货", "已发货", "已完成", "已签收",
      "待发货", "待收货", "部分退款", "买家已付款等待卖家发货", "卖家已发货等待买家确认");
  private static final Set<String> UNPAID_WORDS = Set.of(
      "pending", "authorized", "partiallypaid", "unpaid", "voided", "expired", "cancelled", "canceled",
      "failed", "onhold", "等待买家付款", "待付款", "未付款", "交易关闭", "已取消", "已关闭");
  private static final Set<String> REFUNDED_WORDS =
      Set.of("refunded", "fullyrefunded", "已退款", "退款成功", "全额退款");

  /** Throws {@link Unreadable} for a word that is in no list: a guess would make a number of its own. */
  static PaidWord of(String cell) {
    StringBuilder plain = new StringBuilder();
    cell.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetter)
        .forEach(plain::appendCodePoint);
    String word = plain.toString();
    if (PAID_WORDS.contains(word)) {
      return PAID;
    }
    if (UNPAID_WORDS.contains(word)) {
      return UNPAID;
    }
    if (REFUNDED_WORDS.contains(word)) {
      return REFUNDED;
    }
    throw new Unreadable(HistoryIssue.Kind.STATUS_UNKNOWN);
  }
}
