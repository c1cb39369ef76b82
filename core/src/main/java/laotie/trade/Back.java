package laotie.trade;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What of a paid order was promised back so far.
 *
 * @param units units by line, in the order of the order's lines, >= 0
 * @param minor minor units of money, >= 0
 */
public record Back(List<Integer> units, long minor) {

  public Back {
    units = List.copyOf(units);
    if (minor < 0 || units.stream().anyMatch(one -> one < 0)) {
      throw new IllegalArgumentException("back " + units + ", " + minor + " minor");
    }
  }

  /** Nothing of {@code lines} lines. */
  public static Back none(int lines) {
    return new Back(Collections.nCopies(lines, 0), 0);
  }

  Back plus(List<Part> parts, long moreMinor) {
    List<Integer> after = new ArrayList<>(units);
    parts.forEach(part -> after.set(part.line(), after.get(part.line()) + part.quantity()));
    return new Back(after, Math.addExact(minor, moreMinor));
  }

  /**
   * Units of one line.
   *
   * @param line its place in the order's lines, from 0
   * @param quantity >= 1
   */
  public record Part(int line, int quantity) {
    public Part {
      if (line < 0 || quantity < 1) {
        throw new IllegalArgumentException("line " + line + ", quantity " + quantity);
      }
    }
  }
}
