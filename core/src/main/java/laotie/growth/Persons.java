package laotie.growth;

/**
 * Distinct persons: one by one up to {@link #EXACT_MAX}, a sketch beyond. What is kept depends on the persons
 * alone, so that merging is associative and commutative to the byte.
 */
public final class Persons {

  /** So many persons are kept one by one. */
  public static final int EXACT_MAX = Sketch.ENTRIES;

  static final Persons NONE_OF_MINUTE = new Persons(Sketch.Kind.HLL, PersonSet.NONE, Sketch.NONE);
  static final Persons NONE = new Persons(Sketch.Kind.THETA, PersonSet.NONE, Sketch.NONE);

  private final Sketch.Kind kind;
  private final PersonSet exact;

  /** {@link Sketch#NONE} as long as {@code exact} holds them all. */
  private final Sketch rough;

  private Persons(Sketch.Kind kind, PersonSet exact, Sketch rough) {
    this.kind = kind;
    this.exact = exact;
    this.rough = rough;
  }

  private static Persons of(Sketch.Kind kind, PersonSet persons) {
    return persons.size() <= EXACT_MAX
        ? new Persons(kind, persons, Sketch.NONE)
        : new Persons(kind, PersonSet.NONE, Sketch.of(kind, persons));
  }

  /** With one more; this itself when he is among them. */
  Persons with(long hash) {
    if (!isExact()) {
      return roughly(rough.with(PersonSet.of(hash)));
    }
    PersonSet more = exact.with(hash);
    return more == exact ? this : of(kind, more);
  }

  /** Those in either, of the same kind. */
  Persons union(Persons other) {
    if (kind != other.kind) {
      throw new IllegalArgumentException(kind + " and " + other.kind);
    }
    if (!isExact() && !other.isExact()) {
      return roughly(rough.union(other.rough));
    }
    if (!isExact()) {
      return other.exact.size() == 0 ? this : roughly(rough.with(other.exact));
    }
    if (!other.isExact()) {
      return other.union(this);
    }
    PersonSet joined = exact.union(other.exact);
    return joined == exact ? this : joined == other.exact ? other : of(kind, joined);
  }

  private Persons roughly(Sketch more) {
    return more.equals(rough) ? this : new Persons(kind, PersonSet.NONE, more);
  }

  /**
   * The persons of a minute as they are kept in longer cells; throws {@link IllegalStateException} when they
   * are no longer known one by one: HLL does not become theta.
   */
  Persons lifted() {
    if (!isExact()) {
      throw new IllegalStateException("more than " + EXACT_MAX + " persons in a minute's part");
    }
    return exact.size() == 0 ? NONE : new Persons(Sketch.Kind.THETA, exact, Sketch.NONE);
  }

  /** True when they are known one by one and so can be lifted. */
  boolean isExact() {
    return rough == Sketch.NONE;
  }

  /** True when one more may make it a sketch. */
  boolean isFull() {
    return exact.size() >= EXACT_MAX || !isExact();
  }

  /** How many there are. */
  public Estimate estimate() {
    return isExact() ? Estimate.exactly(exact.size()) : rough.estimate();
  }

  /** How many are in both, exactly when both are exact. Not for the persons of a minute. */
  public static Estimate inBoth(Persons one, Persons other) {
    if (one.isExact() && other.isExact()) {
      return Estimate.exactly(one.exact.intersection(other.exact).size());
    }
    return Sketch.intersection(one.sketch(), other.sketch());
  }

  /** As a set that may be too large to be kept so, made rough for the question. */
  static Persons ofSet(PersonSet persons) {
    return of(Sketch.Kind.THETA, persons);
  }

  private Sketch sketch() {
    return isExact() ? Sketch.of(Sketch.Kind.THETA, exact) : rough;
  }

  /** False only when the person is surely not among them. */
  boolean mayHold(long hash) {
    return !isExact() || exact.contains(hash);
  }

  /** 0 and the set, or 1 and the sketch. */
  void write(ByteWriter out) {
    out.octet(!isExact() ? 1 : 0);
    if (!isExact()) {
      out.octets(rough.bytes());
    } else {
      exact.write(out);
    }
  }

  static Persons read(Sketch.Kind kind, ByteReader in) {
    if (in.octet() == 1) {
      return new Persons(kind, PersonSet.NONE, Sketch.ofBytes(kind, in.octets()));
    }
    PersonSet persons = PersonSet.read(in);
    return persons.size() == 0 ? (kind == Sketch.Kind.HLL ? NONE_OF_MINUTE : NONE)
        : new Persons(kind, persons, Sketch.NONE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Persons persons && kind == persons.kind && exact.equals(persons.exact)
        && rough.equals(persons.rough);
  }

  @Override
  public int hashCode() {
    return 31 * exact.hashCode() + rough.hashCode();
  }

  @Override
  public String toString() {
    return estimate().toString();
  }
}
