package laotie.server.payments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of a gateway: all of them or none, each given as it is or as a file that holds it. */
final class Keys {

  private static final String FILE = "file:";

  private Keys() {}

  /**
   * True when all are set, false when none is; some of them stop the start, since a gateway that is offered
   * and cannot work is worse than none.
   *
   * @param keys by their names, such as {@code laotie.payments.stripe.key}
   */
  static boolean areComplete(Map<String, Optional<String>> keys) {
    TreeMap<String, Optional<String>> sorted = new TreeMap<>(keys);
    long set = sorted.values().stream().filter(Optional::isPresent).count();
    if (set == 0) {
      return false;
    }
    sorted.forEach((name, value) -> {
      if (value.isEmpty()) {
        throw new IllegalStateException(name + " is missing: the keys of a gateway go together");
      }
    });
    return true;
  }

  /** The value itself, or what stands in its file; throws {@link IllegalStateException} without that file. */
  static String text(Optional<String> value) {
    String given = value.orElse("").strip();
    if (!given.startsWith(FILE)) {
      return given;
    }
    Path file = Path.of(given.substring(FILE.length()));
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new IllegalStateException("the key in " + file + " cannot be read", unreadable);
    }
  }

  /** A key without its PEM lines. */
  static String bare(String pem) {
    return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
  }
}
