package laotie.growth;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import laotie.fact.Origin;
import laotie.fact.Pool;
import laotie.fact.Relation;

/**
 * The cell of one host's business day, by where people came from and what they were to him at entry.
 *
 * @param pool public (公域) or private (私域), of the channel at entry
 * @param relation at entry, as it was recorded then
 */
public record DomainKey(String hostId, LocalDate day, Pool pool, Relation relation)
    implements Comparable<DomainKey> {

  private static final Comparator<DomainKey> ORDER =
      Comparator.comparing(DomainKey::hostId)
          .thenComparing(DomainKey::day)
          .thenComparing(DomainKey::pool)
          .thenComparing(DomainKey::relation);

  public DomainKey {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(day);
    Objects.requireNonNull(pool);
    Objects.requireNonNull(relation);
  }

  static DomainKey of(String hostId, LocalDate day, Origin origin) {
    return new DomainKey(hostId, day, origin.channel().pool(), origin.relation());
  }

  @Override
  public int compareTo(DomainKey other) {
    return ORDER.compare(this, other);
  }
}
