package laotie.goods;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Currency;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts and counts as people write them in tables, read exactly: what cannot be said in whole minor units
 * is not rounded but refused.
 */
final class SheetNumbers {

  private static final int CHARACTERS_MAX = 40;
  private static final Pattern AROUND = Pattern.compile(
      "^(?:[A-Za-z]{1,3}\\$?|[\\p{Sc}元])?\\s*([-\\d.,\\s']*\\d)\\s*(?:[A-Za-z]{3}|[\\p{Sc}元])?$");
  private static final Pattern PLAIN = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
  private static final Pattern COMMAS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d{1,20})?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d{1,20},\\d{1,2}");
  private static final Pattern DOTS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+,\\d{1,2}");
  private static final Pattern SPACES = Pattern.compile("(?<=\\d)[\\s'](?=\\d{3})");

  private SheetNumbers() {}

  /** Minor units; empty for what is no amount, or has more decimals than the currency. */
  static OptionalLong minor(String cell, Currency currency) {
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    return whole(cell, digits);
  }

  /** A whole number, such as {@code 12}, {@code 1,200} or {@code 12.0}. */
  static OptionalLong units(String cell) {
    return whole(cell, 0);
  }

  private static OptionalLong whole(String cell, int digits) {
    if (cell.length() > CHARACTERS_MAX) {
      return OptionalLong.empty();
    }
    Matcher around = AROUND.matcher(Normalizer.normalize(cell, Normalizer.Form.NFKC).strip());
    if (!around.matches()) {
      return OptionalLong.empty();
    }
    String plain = plain(SPACES.matcher(around.group(1)).replaceAll(""));
    if (plain.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(plain).movePointRight(digits).longValueExact());
    } catch (ArithmeticException tooFineOrTooLarge) {
      return OptionalLong.empty();
    }
  }

  /** The number with a dot before its decimals and nothing else; empty when it is none. */
  private static String plain(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    if (COMMAS.matcher(text).matches()) {
      return text.replace(",", "");
    }
    return DECIMAL_COMMA.matcher(text).matches() || DOTS.matcher(text).matches()
        ? text.replace(".", "").replace(',', '.') : "";
  }
}
