package laotie.goods;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A product as a host's table says it. What the table does not say is absent: then the shelf keeps what it
 * has.
 *
 * @param row where it begins, as a spreadsheet counts it
 * @param handle what the other shop calls it
 * @param pictureUrls where its pictures are; nobody fetches them
 */
public record SheetProduct(
    long row, String handle, Optional<String> title, Optional<String> story, Optional<String> category,
    Optional<Boolean> isListed, List<Item> items, List<String> pictureUrls) {

  /**
   * A variant as the table says it.
   *
   * @param code the other shop's number of it, or empty
   * @param options its options joined, such as {@code 红 / L}; empty when it has none
   * @param name what it is called here; absent when the table gives it none, as an only variant has
   * @param stock units, not below zero
   */
  public record Item(
      long row, String code, String options, Optional<String> name, OptionalLong priceMinor,
      OptionalLong stock) {}

  public SheetProduct {
    items = List.copyOf(items);
    pictureUrls = List.copyOf(pictureUrls);
  }
}
