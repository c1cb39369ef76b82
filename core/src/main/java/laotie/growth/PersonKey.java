package laotie.growth;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;

/**
 * The cell of one person in one scope.
 *
 * @param day the business day of a host's cell; {@link #WHOLE_SHOW} in a show's, because a show that goes
 *     on past midnight is one show
 * @param personId the viewer and buyer; a guest has an id too
 */
public record PersonKey(Scope scope, String scopeId, LocalDate day, String personId)
    implements Comparable<PersonKey> {

  /** Stands for the day where a cell is not cut by days. */
  public static final LocalDate WHOLE_SHOW = LocalDate.EPOCH;

  private static final Comparator<PersonKey> ORDER =
      Comparator.comparing(PersonKey::scope)
          .thenComparing(PersonKey::scopeId)
          .thenComparing(PersonKey::day)
          .thenComparing(PersonKey::personId);

  public PersonKey {
    Objects.requireNonNull(scope);
    Objects.requireNonNull(scopeId);
    Objects.requireNonNull(day);
    Objects.requireNonNull(personId);
  }

  static PersonKey ofShow(String showId, String personId) {
    return new PersonKey(Scope.SHOW, showId, WHOLE_SHOW, personId);
  }

  static PersonKey ofHost(String hostId, LocalDate day, String personId) {
    return new PersonKey(Scope.HOST, hostId, day, personId);
  }

  /** By hand, cheapest first: every beat asks twice. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PersonKey key && scope == key.scope && personId.equals(key.personId)
        && (day == key.day || day.equals(key.day)) && scopeId.equals(key.scopeId);
  }

  @Override
  public int hashCode() {
    return (personId.hashCode() * 31 + scopeId.hashCode()) * 31 + day.getDayOfYear() * 2 + scope.ordinal();
  }

  @Override
  public int compareTo(PersonKey other) {
    return ORDER.compare(this, other);
  }
}
