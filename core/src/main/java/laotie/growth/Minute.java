package laotie.growth;

/**
 * One minute of one scope and tier. Sums are sums of facts: a fact that is told twice counts twice, so the
 * doors tell it once. Play is added up over views: two tabs of one person are two, unlike in a person's cell.
 *
 * @param watchMillis milliseconds of credited play that lie in the minute
 * @param early who played something in its first half
 * @param late who played something in its second half: who is watching is told by beats of the last 30 s
 * @param fans who opened a room or clip as a fan, of whatever tier
 * @param others who did anything else, so that a verdict finds the cells it touches
 * @param buyers who paid; every one of them, however many
 * @param orderValues what was paid for each order, minor units
 */
public record Minute(
    long watchMillis, Sums sums, Persons early, Persons late, Persons fans, Persons others,
    PersonSet buyers, Histogram orderValues) {

  static final Minute NOTHING = new Minute(0, Sums.ZERO, Persons.NONE_OF_MINUTE, Persons.NONE_OF_MINUTE,
      Persons.NONE_OF_MINUTE, Persons.NONE_OF_MINUTE, PersonSet.NONE, Histogram.NONE);

  /** First byte of every encoded minute; a change of form raises it. */
  static final int VERSION = 1;

  /** Both together; also of two hosts or tiers, where persons are a union. */
  public Minute merge(Minute other) {
    return new Minute(
        Math.addExact(watchMillis, other.watchMillis),
        sums.plus(other.sums),
        early.union(other.early),
        late.union(other.late),
        fans.union(other.fans),
        others.union(other.others),
        buyers.union(other.buyers),
        orderValues.merge(other.orderValues));
  }

  Minute watched(long person, long millis, boolean isEarly, boolean isLate) {
    return new Minute(Math.addExact(watchMillis, millis), sums, isEarly ? early.with(person) : early,
        isLate ? late.with(person) : late, fans, others, buyers, orderValues);
  }

  Minute counted(long person, Measure measure, long more) {
    return new Minute(watchMillis, sums.plus(measure, more), early, late, fans, others.with(person), buyers,
        orderValues);
  }

  Minute entered(long person, Measure measure, boolean isFan) {
    return new Minute(watchMillis, sums.plus(measure, 1), early, late, isFan ? fans.with(person) : fans,
        others.with(person), buyers, orderValues);
  }

  Minute bought(long person, boolean isPrivate, long minor) {
    Sums more = sums.plus(isPrivate ? Measure.ORDERS_PRIVATE : Measure.ORDERS_PUBLIC, 1)
        .plus(isPrivate ? Measure.GMV_PRIVATE : Measure.GMV_PUBLIC, minor);
    return new Minute(watchMillis, more, early, late, fans, others.with(person), buyers.with(person),
        orderValues.with(minor));
  }

  /** Distinct buyers, exact. */
  public long buyerCount() {
    return buyers.size();
  }

  /** Viewers at the busier end of its two halves. */
  public Estimate concurrent() {
    Estimate first = early.estimate();
    Estimate second = late.estimate();
    return first.count() > second.count() ? first : second;
  }

  /** Everybody who watched in it. */
  public Persons viewers() {
    return early.union(late);
  }

  /** True when with one more person it may be lifted no more. */
  boolean isFull() {
    return early.isFull() || late.isFull() || fans.isFull() || others.isFull();
  }

  /** What longer cells keep of it; throws {@link IllegalStateException} when persons are no longer exact. */
  TimeCell lifted() {
    Persons viewers = early.lifted().union(late.lifted());
    return new TimeCell(watchMillis, sums, viewers, fans.lifted(), others.lifted(), buyers, orderValues);
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(watchMillis);
    sums.write(out);
    early.write(out);
    late.write(out);
    fans.write(out);
    others.write(out);
    buyers.write(out);
    orderValues.write(out);
    return out.bytes();
  }

  static Minute decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("minute of version " + version + ", known is " + VERSION);
    }
    Sketch.Kind kind = Sketch.Kind.HLL;
    Minute minute = new Minute(in.number(), Sums.read(in), Persons.read(kind, in), Persons.read(kind, in),
        Persons.read(kind, in), Persons.read(kind, in), PersonSet.read(in), Histogram.read(in));
    in.end();
    return minute;
  }
}
