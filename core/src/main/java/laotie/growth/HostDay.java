package laotie.growth;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;

/** The cell of one host's business day. */
public record HostDay(String hostId, LocalDate day) implements Comparable<HostDay> {

  private static final Comparator<HostDay> ORDER =
      Comparator.comparing(HostDay::hostId).thenComparing(HostDay::day);

  public HostDay {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(day);
  }

  @Override
  public int compareTo(HostDay other) {
    return ORDER.compare(this, other);
  }
}
