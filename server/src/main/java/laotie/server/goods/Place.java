package laotie.server.goods;

import laotie.server.http.HttpReason;
import laotie.server.http.Problem;

/** Where a page of products ended: best rank first, then the newest. */
record Place(double rank, long number) {

  private static final Place START = new Place(Double.MAX_VALUE, Long.MAX_VALUE);

  static Place of(String cursor) {
    if (cursor.isEmpty()) {
      return START;
    }
    int dash = cursor.indexOf('-');
    try {
      return new Place(Double.longBitsToDouble(Long.parseUnsignedLong(cursor.substring(0, dash), 36)),
          Long.parseLong(cursor.substring(dash + 1), 36));
    } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
      throw Problem.of(HttpReason.MALFORMED, "after is not a cursor of this list");
    }
  }

  String text() {
    return Long.toUnsignedString(Double.doubleToLongBits(rank), 36) + "-" + Long.toString(number, 36);
  }
}
