package laotie.server.log;

import java.util.Objects;
import java.util.Set;

/**
 * A line of {@code Consumers}: who reads which facts into what.
 *
 * @param name of the cursor rows; changing it reads everything anew
 * @param sources the tables it reads
 * @param target where the result goes
 */
public record Consumer(String name, Set<Source> sources, Target target) {

  public Consumer {
    Objects.requireNonNull(name);
    Objects.requireNonNull(target);
    sources = Set.copyOf(sources);
  }
}
