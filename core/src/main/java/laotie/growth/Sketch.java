package laotie.growth;

import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaIntersection;
import org.apache.datasketches.theta.ThetaSetOperationBuilder;
import org.apache.datasketches.theta.ThetaUnion;

/**
 * How many persons there were, of more than are kept one by one; Apache DataSketches, decision 0213. Both
 * kinds are kept in a form that depends on the persons alone, not on the order in which they came: theta
 * keeps the smallest {@link #ENTRIES} hashes, and HLL is united with itself: its estimate is composite then.
 */
final class Sketch {

  private static final byte[] NO_BYTES = {};

  /** Where there is none: everybody is known one by one. */
  static final Sketch NONE = new Sketch(Kind.THETA, NO_BYTES);

  /** Nominal entries of theta; its relative standard error is 1/sqrt(4,096), 1.6 %. */
  static final int ENTRIES = 4_096;

  /** 2^12 registers; relative standard error 1.04/sqrt(4,096), 1.6 %. */
  private static final int HLL_REGISTERS_LOG = 12;

  /** Bounds are told at two standard deviations. */
  private static final int DEVIATIONS = 2;

  /** What a sketch can do. */
  enum Kind {
    /** 4 kB; counts and unites. For minutes. */
    HLL,
    /** 32 kB; also intersects. For hours and days. */
    THETA
  }

  private final Kind kind;
  private final byte[] bytes;

  private Sketch(Kind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  static Sketch of(Kind kind, PersonSet persons) {
    return new Sketch(kind, kind == Kind.HLL ? hll(NO_BYTES, NO_BYTES, persons)
        : theta(NO_BYTES, NO_BYTES, persons));
  }

  static Sketch ofBytes(Kind kind, byte[] bytes) {
    return new Sketch(kind, bytes);
  }

  Sketch with(PersonSet persons) {
    return new Sketch(kind, kind == Kind.HLL ? hll(bytes, NO_BYTES, persons)
        : theta(bytes, NO_BYTES, persons));
  }

  Sketch union(Sketch other) {
    return new Sketch(kind, kind == Kind.HLL ? hll(bytes, other.bytes, PersonSet.NONE)
        : theta(bytes, other.bytes, PersonSet.NONE));
  }

  private static byte[] hll(byte[] one, byte[] other, PersonSet persons) {
    HllUnion union = new HllUnion(HLL_REGISTERS_LOG);
    for (byte[] part : new byte[][] {one, other}) {
      if (part.length > 0) {
        union.update(HllSketch.heapify(part));
      }
    }
    for (int i = 0; i < persons.size(); i++) {
      union.update(persons.hashAt(i));
    }
    HllSketch whole = union.getResult(TgtHllType.HLL_8);
    HllUnion twice = new HllUnion(HLL_REGISTERS_LOG);
    twice.update(whole);
    twice.update(whole);
    return twice.getResult(TgtHllType.HLL_8).toCompactByteArray();
  }

  private static byte[] theta(byte[] one, byte[] other, PersonSet persons) {
    ThetaUnion union = new ThetaSetOperationBuilder().setNominalEntries(ENTRIES).buildUnion();
    for (byte[] part : new byte[][] {one, other}) {
      if (part.length > 0) {
        union.union(CompactThetaSketch.wrap(part));
      }
    }
    for (int i = 0; i < persons.size(); i++) {
      union.update(persons.hashAt(i));
    }
    return union.getResult().toByteArray();
  }

  /** Those in both; only of two thetas. */
  static Estimate intersection(Sketch one, Sketch other) {
    ThetaIntersection both = new ThetaSetOperationBuilder().buildIntersection();
    CompactThetaSketch found =
        both.intersect(CompactThetaSketch.wrap(one.bytes), CompactThetaSketch.wrap(other.bytes));
    return new Estimate(Math.round(found.getEstimate()), (long) Math.floor(found.getLowerBound(DEVIATIONS)),
        (long) Math.ceil(found.getUpperBound(DEVIATIONS)), !found.isEstimationMode());
  }

  Estimate estimate() {
    if (kind == Kind.HLL) {
      HllSketch sketch = HllSketch.heapify(bytes);
      return new Estimate(Math.round(sketch.getEstimate()),
          (long) Math.floor(sketch.getLowerBound(DEVIATIONS)),
          (long) Math.ceil(sketch.getUpperBound(DEVIATIONS)), false);
    }
    CompactThetaSketch sketch = CompactThetaSketch.wrap(bytes);
    return new Estimate(Math.round(sketch.getEstimate()), (long) Math.floor(sketch.getLowerBound(DEVIATIONS)),
        (long) Math.ceil(sketch.getUpperBound(DEVIATIONS)), !sketch.isEstimationMode());
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sketch sketch && kind == sketch.kind && Arrays.equals(bytes, sketch.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
