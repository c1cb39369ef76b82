package laotie.growth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Recorded;

/**
 * Facts on their way into cells of time: the smallest minutes of all that came since they were drained. They
 * are in one part, unless a minute has more persons than can be told apart; then a further part begins.
 */
public final class MinuteParts {

  private final MinuteFold fold;
  private final List<Map<MinuteKey, Minute>> full = new ArrayList<>(1);
  private Map<MinuteKey, Part> parts = new HashMap<>();

  public MinuteParts(MinuteFold fold) {
    this.fold = Objects.requireNonNull(fold);
  }

  /** A minute while facts come: it is looked up once a fact. */
  private static final class Part {
    private Minute minute = Minute.NOTHING;
    private int facts;

    /** Fewer facts cannot have named too many persons. */
    boolean isFull() {
      return facts >= Persons.EXACT_MAX && minute.isFull();
    }
  }

  public void add(Recorded recorded) {
    for (MinuteKey key : fold.keys(recorded)) {
      Part part = parts.get(key);
      if (part != null && part.isFull()) {
        cut();
        part = null;
      }
      if (part == null) {
        part = new Part();
        parts.put(key, part);
      }
      part.minute = fold.add(part.minute, key, recorded);
      part.facts++;
    }
  }

  private void cut() {
    Map<MinuteKey, Minute> minutes = HashMap.newHashMap(parts.size());
    parts.forEach((key, part) -> minutes.put(key, part.minute));
    full.add(minutes);
    parts = new HashMap<>();
  }

  /** The parts so far, and begins anew. */
  public List<Map<MinuteKey, Minute>> drain() {
    if (!parts.isEmpty()) {
      cut();
    }
    List<Map<MinuteKey, Minute>> drained = List.copyOf(full);
    full.clear();
    return drained;
  }
}
