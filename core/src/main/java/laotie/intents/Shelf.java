package laotie.intents;

import java.util.List;

/**
 * The products of a host in the order their numbers are called out (1号, 2号, ...), with their words made ready
 * for finding. Making one costs some microseconds a product, so a shelf that does not change is kept.
 */
public final class Shelf {

  /** Products that are looked at; those beyond are not found by name. */
  public static final int PRODUCTS_MAX = 200;

  /** A shelf on which nothing stands. */
  public static final Shelf EMPTY = new Shelf(List.of());

  /**
   * One product.
   *
   * @param variants the names of its variants, such as {@code 米白}, {@code XL} or {@code 250g}
   */
  public record Item(String productId, String title, List<String> variants) {
    public Item {
      variants = List.copyOf(variants);
    }
  }

  private final List<Item> items;

  private Shelf(List<Item> items) {
    this.items = items;
  }

  /** The shelf of {@code items}, the first {@value #PRODUCTS_MAX} of them. */
  public static Shelf of(List<Item> items) {
    return new Shelf(List.copyOf(items.subList(0, Math.min(items.size(), PRODUCTS_MAX))));
  }

  /** What stands on it, in order. */
  public List<Item> items() {
    return items;
  }
}
