package laotie.server.growth;

import java.time.Instant;

/** Instants of cells as SQL takes them. */
final class Stamps {

  private Stamps() {}

  /** Milliseconds since 1970 UTC as a text for {@code timestamptz}. */
  static String of(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
