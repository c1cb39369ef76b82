package laotie.server.http;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from counting what a stranger wrote: a cell that it would take for a formula gets an
 * apostrophe before it. So does what would be one where a spreadsheet of another country cuts a cell in two:
 * after a semicolon, a tab or the end of a line. {@link #off} takes away exactly what {@link #on} put there.
 */
final class CsvGuard {

  private static final String FORMULA = "=+-@＝＋－＠";
  private static final String CUTS = ";\t\r\n";
  private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d{1,30}([.,]\\d{1,30})?");

  private CsvGuard() {}

  static String on(String cell) {
    if (cell.isEmpty() || PLAIN_NUMBER.matcher(cell).matches()) {
      return cell;
    }
    char[] guarded = new char[2 * cell.length()];
    int from = guarded.length;
    Seen seen = new Seen();
    for (int i = cell.length() - 1; i >= 0; i--) {
      seen.next(cell.charAt(i));
      guarded[--from] = cell.charAt(i);
      if (seen.isTaken(cell, i)) {
        guarded[--from] = '\'';
      }
    }
    int length = guarded.length - from;
    return length == cell.length() ? cell : new String(guarded, from, length);
  }

  static String off(String cell) {
    if (cell.indexOf('\'') < 0) {
      return cell;
    }
    char[] plain = new char[cell.length()];
    int from = plain.length;
    Seen seen = new Seen();
    for (int i = cell.length() - 1; i >= 0; i--) {
      // Decided by what stands behind the apostrophe, before the apostrophe itself is seen.
      boolean isGuard = cell.charAt(i) == '\'' && seen.isTaken(cell, i);
      seen.next(cell.charAt(i));
      if (!isGuard) {
        plain[--from] = cell.charAt(i);
      }
    }
    return new String(plain, from, plain.length - from);
  }

  /** What the text from here on begins with; it is read from its end, so that each character is seen once. */
  private static final class Seen {
    private boolean isFormula;
    private boolean isControl;

    void next(char sign) {
      boolean isQuote = sign == '\'' || sign == '"';
      boolean isSkipped = isQuote || Character.isWhitespace(sign) || Character.isSpaceChar(sign);
      isFormula = FORMULA.indexOf(sign) >= 0 || isSkipped && isFormula;
      isControl = sign == '\t' || sign == '\r' || isQuote && isControl;
    }

    /** Whether a spreadsheet that begins a cell at {@code at} would be led astray. */
    boolean isTaken(String cell, int at) {
      return at == 0 ? isFormula || isControl : isFormula && CUTS.indexOf(cell.charAt(at - 1)) >= 0;
    }
  }
}
