package laotie.growth;

import java.util.Comparator;
import java.util.Objects;
import laotie.fact.Channel;
import laotie.fact.Origin;
import laotie.fact.Relation;

/**
 * How a view or an order began: when, by which channel (公域, 私域), and what the person was to the host then.
 * Recorded at entry and never joined later.
 *
 * @param at milliseconds since 1970 UTC; {@link #NEVER} when no fact has told it
 */
public record Entry(long at, Channel channel, Relation relation) {

  /** No such instant; the largest number, so that the earlier of two is the smaller. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Channel and relation mean nothing here. */
  public static final Entry UNKNOWN = new Entry(NEVER, Channel.FEED, Relation.STRANGER);

  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::at).thenComparing(Entry::channel).thenComparing(Entry::relation);

  public Entry {
    Objects.requireNonNull(channel);
    Objects.requireNonNull(relation);
  }

  static Entry of(long at, Origin origin) {
    return new Entry(at, origin.channel(), origin.relation());
  }

  public boolean isKnown() {
    return at != NEVER;
  }

  Entry earlier(Entry other) {
    if (!isKnown() || !other.isKnown()) {
      return isKnown() ? this : other;
    }
    return ORDER.compare(this, other) <= 0 ? this : other;
  }

  static void write(ByteWriter out, Entry entry) {
    out.octet(entry.isKnown() ? 1 : 0);
    if (entry.isKnown()) {
      out.signed(entry.at);
      out.text(entry.channel.name());
      out.text(entry.relation.name());
    }
  }

  static Entry read(ByteReader in) {
    return in.octet() == 0 ? UNKNOWN
        : new Entry(in.signed(), Channel.valueOf(in.text()), Relation.valueOf(in.text()));
  }
}
