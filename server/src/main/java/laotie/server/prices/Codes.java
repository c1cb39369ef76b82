package laotie.server.prices;

import java.util.Locale;
import java.util.regex.Pattern;

/** The codes of coupons: case and blanks do not count, so that they can be read out loud. */
final class Codes {

  static final int LENGTH_MAX = 20;

  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{4," + LENGTH_MAX + "}");

  private Codes() {}

  static String plain(String typed) {
    return typed.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }

  static boolean isCode(String plain) {
    return CODE.matcher(plain).matches();
  }
}
