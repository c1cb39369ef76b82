package laotie.server.fans;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Fans as a table for spreadsheets (RFC 4180). A name that a spreadsheet would take for a formula gets an
 * apostrophe before it, and so does what would be one after a semicolon, where spreadsheets of some countries
 * cut: names are typed by strangers.
 */
final class Csv {

  private static final String HEAD =
      "fan,name,tier,followed at,orders,spent (minor units),last order,late\r\n";

  /** The mark that tells spreadsheets that the text is UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** What a spreadsheet would count: at the start of a cell, or of what it takes for one. */
  private static final Pattern FORMULA = Pattern.compile("(^|;)([\\s\\p{Z}\"']*[=+\\-@＝＋－＠])");

  private static final Pattern QUOTED = Pattern.compile("[,;\"']");

  private Csv() {}

  static String of(List<SegmentApi.FanView> fans) {
    StringBuilder text = new StringBuilder(BYTE_ORDER_MARK).append(HEAD);
    for (SegmentApi.FanView fan : fans) {
      text.append(cell(fan.viewerId())).append(',').append(cell(fan.name())).append(',')
          .append(fan.tier()).append(',').append(fan.followedAt()).append(',').append(fan.orders())
          .append(',').append(fan.spentMinor()).append(',')
          .append(fan.lastOrderDay().map(Object::toString).orElse("")).append(',')
          .append(fan.isLate() ? "yes" : "no").append("\r\n");
    }
    return text.toString();
  }

  static String cell(String raw) {
    String text = raw.replaceAll("[\\r\\n\\t]+", " ");
    String safe = FORMULA.matcher(text).replaceAll("$1'$2");
    return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
