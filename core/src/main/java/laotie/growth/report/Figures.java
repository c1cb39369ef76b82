package laotie.growth.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.Repurchase.Interval;
import laotie.growth.Share;

/**
 * How numbers are written. Rounding is for eyes alone, half up; nothing is counted on from here.
 *
 * @param currency of all amounts
 */
record Figures(Currency currency) {

  static final Said NO_VALUE = Said.both("—");

  private static final double TEN_THOUSAND = 1e4;
  private static final double HUNDRED_MILLION = 1e8;

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String decimal(double number, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", number);
  }

  /** 0.1906 as 19.1%. */
  static String percent(double share) {
    return decimal(100 * share, 1) + "%";
  }

  /** For axes: 12.5%, 25%. */
  static Said tick(double share) {
    return Said.both(shortly(100 * share) + "%");
  }

  static Said percent(Share share) {
    return share.isHidden() ? NO_VALUE
        : Said.both(percent(share.rate().map(Ratio::shown).orElse(0.0)));
  }

  static Said interval(Optional<Interval> interval) {
    return interval.map(range -> Said.both(percent(range.low()) + " – " + percent(range.high())))
        .orElse(NO_VALUE);
  }

  static Said of(Share share) {
    return Said.both(count(share.part()) + " / " + count(share.whole()));
  }

  static Said month(YearMonth month) {
    String english = month.getMonth().getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH);
    return new Said(
        month.getYear() + "年" + month.getMonthValue() + "月", english + " " + month.getYear());
  }

  /** Narrow, for axes and heads of tables: 25-11. */
  static String narrow(YearMonth month) {
    return String.format(Locale.ROOT, "%02d-%02d", month.getYear() % 100, month.getMonthValue());
  }

  private int digits() {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  private String symbol() {
    return switch (currency.getCurrencyCode()) {
      case "CNY", "JPY" -> "¥";
      case "USD" -> "$";
      case "EUR" -> "€";
      case "GBP" -> "£";
      default -> currency.getCurrencyCode() + " ";
    };
  }

  /** To the minor unit. */
  String money(long minor) {
    BigDecimal amount = BigDecimal.valueOf(minor, digits());
    return (minor < 0 ? "−" : "") + symbol() + grouped(amount.abs());
  }

  private String grouped(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,." + digits() + "f", amount);
  }

  /** A quotient of money, to the minor unit, half up. */
  String money(Ratio minor) {
    return money(new BigDecimal(minor.over())
        .divide(new BigDecimal(minor.under()), 0, RoundingMode.HALF_UP).longValueExact());
  }

  /** About: 1.42 million as 142万 and 1.42M. */
  Said about(double minor) {
    double amount = minor / Math.pow(10, digits());
    double size = Math.abs(amount);
    String sign = (amount < 0 ? "−" : "") + symbol();
    String chinese = size >= HUNDRED_MILLION ? shortly(size / HUNDRED_MILLION) + "亿"
        : size >= TEN_THOUSAND ? shortly(size / TEN_THOUSAND) + "万" : shortly(size);
    String english = size >= 1e9 ? shortly(size / 1e9) + "B" : size >= 1e6 ? shortly(size / 1e6) + "M"
        : size >= 1e3 ? shortly(size / 1e3) + "k" : shortly(size);
    return new Said(sign + chinese, sign + english);
  }

  /** Three digits. */
  private static String shortly(double number) {
    int digits = number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2;
    String written = decimal(number, digits);
    return written.contains(".") ? written.replaceAll("0+$", "").replaceAll("\\.$", "") : written;
  }
}
