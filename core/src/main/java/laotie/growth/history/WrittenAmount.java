package laotie.growth.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import laotie.growth.history.HistoryIssue.Kind;

/** Amounts as shops write them: 12.50 · ￥1,299.00 · 1.299,00 · (3.20) · USD 5. */
final class WrittenAmount {

  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,12})?");

  /** Of one line; the sum of all lines that are read stays far below 64 bits. */
  private static final BigDecimal MINOR_MAX = BigDecimal.valueOf(1_000_000_000_000L);

  private WrittenAmount() {}

  /** The number; throws {@link Unreadable} when it is none. */
  static BigDecimal parse(String cell, boolean isDecimalComma) {
    StringBuilder digits = new StringBuilder(cell.length());
    boolean isNegative = false;
    for (int i = 0; i < cell.length(); i++) {
      char sign = cell.charAt(i);
      if (sign >= '0' && sign <= '9' || sign == '.' || sign == ',') {
        digits.append(sign);
      } else if (sign == '-' || sign == '−' || sign == '(') {
        isNegative = true;
      } else if (!isPassedOver(sign)) {
        throw new Unreadable(Kind.AMOUNT_WRONG);
      }
    }
    String plain = plain(digits.toString(), isDecimalComma);
    if (!DECIMAL.matcher(plain).matches()) {
      throw new Unreadable(Kind.AMOUNT_WRONG);
    }
    BigDecimal amount = new BigDecimal(plain);
    return isNegative ? amount.negate() : amount;
  }

  private static boolean isPassedOver(char sign) {
    return sign == ' ' || sign == ')' || sign == '+' || sign == '\'' || sign == '元' || sign == '\u00A0'
        || sign == '\u202F' || sign >= 'A' && sign <= 'Z' || sign >= 'a' && sign <= 'z'
        || Character.getType(sign) == Character.CURRENCY_SYMBOL;
  }

  private static String plain(String digits, boolean isDecimalComma) {
    int comma = digits.lastIndexOf(',');
    int point = digits.lastIndexOf('.');
    boolean isComma = isDecimalComma || comma > point && (point >= 0
        || digits.indexOf(',') == comma && digits.length() - comma - 1 != 3);
    boolean areGroups = !isComma && comma < 0 && digits.indexOf('.') != point;
    String plain = isComma ? digits.replace(".", "").replace(',', '.') : digits.replace(",", "");
    return areGroups ? plain.replace(".", "") : plain;
  }

  /**
   * In minor units, half up: what a till of the shop would have asked for this line. Throws
   * {@link Unreadable} beyond {@link #MINOR_MAX}.
   */
  static long minor(BigDecimal amount, int fractionDigits) {
    BigDecimal minor = amount.movePointRight(fractionDigits).setScale(0, RoundingMode.HALF_UP);
    if (minor.abs().compareTo(MINOR_MAX) > 0) {
      throw new Unreadable(Kind.AMOUNT_WRONG);
    }
    return minor.longValueExact();
  }
}
