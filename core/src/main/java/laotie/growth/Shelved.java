package laotie.growth;

/**
 * The category under which a product stands: the one last told, and of two told at one instant the larger
 * word.
 *
 * @param at when it was told, milliseconds since 1970 UTC
 */
public record Shelved(long at, String category) {

  static final Shelved NOWHERE = new Shelved(Long.MIN_VALUE, "");

  Shelved merge(Shelved other) {
    boolean isLater = at > other.at || (at == other.at && category.compareTo(other.category) >= 0);
    return isLater ? this : other;
  }
}
