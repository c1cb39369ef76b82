package laotie.growth;

/**
 * One hour or day of one scope and tier: what its minutes kept, with persons that can be intersected. Ratios
 * are never in it.
 *
 * @param watchMillis milliseconds of credited play, added up over views
 * @param viewers who played anything
 * @param fans who opened a room or clip as a fan
 * @param others who did anything else
 * @param buyers who paid; every one of them
 * @param orderValues what was paid for each order, minor units
 */
public record TimeCell(
    long watchMillis, Sums sums, Persons viewers, Persons fans, Persons others, PersonSet buyers,
    Histogram orderValues) {

  static final TimeCell NOTHING = new TimeCell(0, Sums.ZERO, Persons.NONE, Persons.NONE, Persons.NONE,
      PersonSet.NONE, Histogram.NONE);

  /** First byte of every encoded cell; a change of form raises it. */
  static final int VERSION = 1;

  /** Both together; also of two tiers, where persons are a union: who is in both counts once. */
  public TimeCell merge(TimeCell other) {
    return new TimeCell(
        Math.addExact(watchMillis, other.watchMillis),
        sums.plus(other.sums),
        viewers.union(other.viewers),
        fans.union(other.fans),
        others.union(other.others),
        buyers.union(other.buyers),
        orderValues.merge(other.orderValues));
  }

  /** Distinct buyers, exact. */
  public long buyerCount() {
    return buyers.size();
  }

  public long orders() {
    return Math.addExact(sums.of(Measure.ORDERS_PUBLIC), sums.of(Measure.ORDERS_PRIVATE));
  }

  /** Paid GMV, minor units. */
  public long gmvMinor() {
    return Math.addExact(sums.of(Measure.GMV_PUBLIC), sums.of(Measure.GMV_PRIVATE));
  }

  /** Fans who bought in it. */
  public Estimate fansWhoBought() {
    return Persons.inBoth(fans, Persons.ofSet(buyers));
  }

  /** False only when the account surely did nothing in it. */
  public boolean mayHold(String accountId) {
    long hash = PersonSet.hash(accountId);
    return viewers.mayHold(hash) || fans.mayHold(hash) || others.mayHold(hash) || buyers.contains(hash);
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(watchMillis);
    sums.write(out);
    viewers.write(out);
    fans.write(out);
    others.write(out);
    buyers.write(out);
    orderValues.write(out);
    return out.bytes();
  }

  static TimeCell decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("time cell of version " + version + ", known is " + VERSION);
    }
    Sketch.Kind kind = Sketch.Kind.THETA;
    TimeCell cell = new TimeCell(in.number(), Sums.read(in), Persons.read(kind, in), Persons.read(kind, in),
        Persons.read(kind, in), PersonSet.read(in), Histogram.read(in));
    in.end();
    return cell;
  }
}
