package laotie.intents;

import java.util.Objects;
import java.util.Optional;

/**
 * What somebody has before his eyes when he comments.
 *
 * @param pinned the product that is pinned now
 * @param explained the one last explained, at most two minutes ago
 */
public record Scene(Shelf shelf, Optional<String> pinned, Optional<String> explained) {

  /** Nothing on the shelf, nothing pinned. */
  public static final Scene EMPTY = new Scene(Shelf.EMPTY, Optional.empty(), Optional.empty());

  public Scene {
    Objects.requireNonNull(shelf);
    Objects.requireNonNull(pinned);
    Objects.requireNonNull(explained);
  }
}
