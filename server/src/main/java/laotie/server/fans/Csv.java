package laotie.server.fans;

import java.util.List;

/**
 * Fans as a table for spreadsheets (RFC 4180). A name that a spreadsheet would take for a formula gets an
 * apostrophe before it: names are typed by strangers.
 */
final class Csv {

  private static final String HEAD =
      "fan,name,tier,followed at,orders,spent (minor units),last order,late,standing\r\n";

  /** The mark that tells spreadsheets that the text is UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Csv() {}

  static String of(List<SegmentApi.FanView> fans) {
    StringBuilder text = new StringBuilder(BYTE_ORDER_MARK).append(HEAD);
    for (SegmentApi.FanView fan : fans) {
      text.append(cell(fan.viewerId())).append(',').append(cell(fan.name())).append(',')
          .append(fan.tier()).append(',').append(fan.followedAt()).append(',').append(fan.orders())
          .append(',').append(fan.spentMinor()).append(',')
          .append(fan.lastOrderDay().map(Object::toString).orElse("")).append(',')
          .append(fan.isLate() ? "yes" : "no").append(',').append(cell(fan.standing())).append("\r\n");
    }
    return text.toString();
  }

  static String cell(String raw) {
    String text = raw.replaceAll("[\\r\\n]+", " ");
    String bare = text.strip();
    boolean isFormula = !bare.isEmpty() && "=+-@\t＝＋－＠".indexOf(bare.charAt(0)) >= 0;
    String safe = isFormula || text.startsWith("\t") ? "'" + text : text;
    return safe.contains(",") || safe.contains("\"") || safe.contains("'") || isFormula
        ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
