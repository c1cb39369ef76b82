package laotie.server.http;

import java.util.List;

/**
 * Part of a list.
 *
 * @param next the {@code after} of the next page, or empty at the end; opaque to callers
 */
public record Page<T>(List<T> items, String next) {

  /** Items on a page when the caller does not say, as {@code @DefaultValue} takes it. */
  public static final String LIMIT_DEFAULT = "20";

  /** Items on a page at most. */
  public static final int LIMIT_MAX = 100;

  public Page {
    items = List.copyOf(items);
  }

  /** The wanted size within 1..{@value #LIMIT_MAX}; refuses anything else. */
  public static int limit(int wanted) {
    if (wanted < 1 || wanted > LIMIT_MAX) {
      throw Problem.field("/limit", "limit is 1.." + LIMIT_MAX);
    }
    return wanted;
  }
}
