package laotie.growth;

import java.util.Arrays;

/** One whole number for each {@link Measure}. Adding beyond 64 bits throws {@link ArithmeticException}. */
public final class Sums {

  public static final Sums ZERO = new Sums(new long[Measure.COUNT]);

  private final long[] values;

  private Sums(long[] values) {
    this.values = values;
  }

  /** The sum of one measure. */
  public long of(Measure measure) {
    return values[measure.ordinal()];
  }

  Sums plus(Measure measure, long more) {
    long[] changed = values.clone();
    changed[measure.ordinal()] = Math.addExact(changed[measure.ordinal()], more);
    return new Sums(changed);
  }

  /** Both together. */
  public Sums plus(Sums other) {
    if (other == ZERO) {
      return this;
    }
    if (this == ZERO) {
      return other;
    }
    long[] changed = values.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = Math.addExact(changed[i], other.values[i]);
    }
    return new Sums(changed);
  }

  /** How many follow, then each; measures that are added later are zero in older cells. */
  void write(ByteWriter out) {
    int used = values.length;
    while (used > 0 && values[used - 1] == 0) {
      used--;
    }
    out.number(used);
    for (int i = 0; i < used; i++) {
      out.signed(values[i]);
    }
  }

  static Sums read(ByteReader in) {
    int used = in.count();
    if (used > Measure.COUNT) {
      throw new IllegalArgumentException(used + " sums, known are " + Measure.COUNT);
    }
    long[] values = new long[Measure.COUNT];
    for (int i = 0; i < used; i++) {
      values[i] = in.signed();
    }
    return used == 0 ? ZERO : new Sums(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sums sums && Arrays.equals(values, sums.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Sums" + Arrays.toString(values);
  }
}
