package laotie.growth;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import laotie.fact.Fold;
import laotie.fact.GrowthFact;
import laotie.fact.Recorded;

/**
 * How facts arrived, by the number of the business day on which they happened. Orders that a host brought
 * along from elsewhere are years old when they come, and in no cell of time: they say nothing of how the
 * square's own facts arrive.
 */
public final class QualityFold implements Fold<Long, Quality> {

  static final int VERSION = 1;

  private final Finality finality;
  private final Midnights midnights;

  /** With the rule that tells when a day's numbers stop to move. */
  public QualityFold(Finality finality) {
    this.finality = Objects.requireNonNull(finality);
    this.midnights = new Midnights(finality.days());
  }

  @Override
  public Collection<Long> keys(Recorded recorded) {
    return recorded.fact() instanceof GrowthFact ? List.of()
        : List.of(midnights.at(recorded.at().toEpochMilli()).day().toEpochDay());
  }

  @Override
  public Quality zero() {
    return Quality.NOTHING;
  }

  @Override
  public Quality add(Quality state, Long key, Recorded recorded) {
    if (recorded.at().isBefore(finality.openedAt())) {
      // A past that was brought along is late by nature and says nothing of how facts arrive.
      return new Quality(state.facts() + 1, state.late(), state.afterFinal(), state.ahead(), state.delays());
    }
    long delay = recorded.cursor().recordedAt().toEpochMilli() - recorded.at().toEpochMilli();
    return new Quality(
        state.facts() + 1,
        state.late() + (delay > Quality.LATE_MILLIS ? 1 : 0),
        state.afterFinal() + (finality.isTooLate(recorded) ? 1 : 0),
        state.ahead() + (delay < -Quality.AHEAD_MILLIS ? 1 : 0),
        state.delays().with(delay));
  }

  @Override
  public Quality merge(Quality left, Quality right) {
    return left.merge(right);
  }

  /** Version, the four counts, then the delays. */
  @Override
  public byte[] encode(Quality state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.facts());
    out.number(state.late());
    out.number(state.afterFinal());
    out.number(state.ahead());
    state.delays().write(out);
    return out.bytes();
  }

  @Override
  public Quality decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("quality of version " + version + ", known is " + VERSION);
    }
    Quality quality = new Quality(in.number(), in.number(), in.number(), in.number(), Histogram.read(in));
    in.end();
    return quality;
  }
}
