package laotie.payments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.payments.Finding.Verdict;

/**
 * Compares a gateway's statement of a day with our books. The two days never begin at the same instant: a
 * payment of 23:59 is heard of after midnight. So each side brings its day and, from its other days, what the
 * other side names; only movements of the day are judged.
 */
public final class Reconciliation {

  private Reconciliation() {}

  /**
   * One side's book.
   *
   * @param ofDay its movements of the day
   * @param elsewhere movements of its other days that the other side's day names
   */
  public record Book(List<Movement> ofDay, List<Movement> elsewhere) {
    public Book {
      ofDay = List.copyOf(ofDay);
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /** A finding for each movement of the day, theirs first, in the order of the books. */
  public static List<Finding> compare(Book theirs, Book ours) {
    Map<String, Movement> weKnow = byKey(ours);
    Map<String, Movement> theyKnow = byKey(theirs);
    Map<String, Movement> told = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Movement their : theirs.ofDay()) {
      if (told.putIfAbsent(their.key(), their) != null) {
        findings.add(new Finding(Verdict.TWICE_THERE, Optional.of(their), known(weKnow, their)));
      } else {
        findings.add(judged(their, known(weKnow, their)));
      }
    }
    for (Movement our : ours.ofDay()) {
      if (!theyKnow.containsKey(our.key())) {
        findings.add(new Finding(Verdict.MISSING_THERE, Optional.empty(), Optional.of(our)));
      }
    }
    return findings;
  }

  private static Finding judged(Movement their, Optional<Movement> our) {
    if (our.isEmpty()) {
      return new Finding(Verdict.MISSING_HERE, Optional.of(their), our);
    }
    boolean isSame = our.get().amount().equals(their.amount());
    return new Finding(isSame ? Verdict.MATCHED : Verdict.AMOUNTS_DIFFER, Optional.of(their), our);
  }

  private static Optional<Movement> known(Map<String, Movement> book, Movement movement) {
    return movement.id().isEmpty() ? Optional.empty() : Optional.ofNullable(book.get(movement.key()));
  }

  private static Map<String, Movement> byKey(Book book) {
    Map<String, Movement> byKey = new LinkedHashMap<>();
    book.elsewhere().forEach(movement -> byKey.putIfAbsent(movement.key(), movement));
    book.ofDay().forEach(movement -> byKey.put(movement.key(), movement));
    return byKey;
  }
}
