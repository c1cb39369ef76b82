package laotie.fact;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a rule answers: yes with the facts that follow, or no with the reason. Rules decide, adapters do.
 *
 * @param <T> what the caller gets to write or answer when the rule says yes
 */
public sealed interface Decision<T> {

  /**
   * Yes.
   *
   * @param value the new state
   * @param facts what happened, in order; empty when the world already was as asked
   */
  record Accepted<T>(T value, List<Fact> facts) implements Decision<T> {
    public Accepted {
      Objects.requireNonNull(value);
      facts = List.copyOf(facts);
    }
  }

  /**
   * No. Nothing was written.
   *
   * @param reason the first reason that holds, in the order of its enum
   * @param detail one English sentence that names the thing and the numbers
   * @param members typed extras for the answer, such as {@code available}
   */
  record Refused<T>(Reason reason, String detail, Map<String, Object> members) implements Decision<T> {
    public Refused {
      Objects.requireNonNull(reason);
      Objects.requireNonNull(detail);
      members = Map.copyOf(members);
    }

    public Refused(Reason reason, String detail) {
      this(reason, detail, Map.of());
    }
  }
}
