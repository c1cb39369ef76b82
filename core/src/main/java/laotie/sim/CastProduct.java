package laotie.sim;

import java.util.List;

/**
 * A product of the cast.
 *
 * @param slug names the picture that is drawn for it, such as {@code tea-cake}
 * @param chatName what viewers call it in chat, short
 * @param skus 2 to 4 variants
 */
public record CastProduct(
    String slug, Words title, Words chatName, Words story, String category, List<Sku> skus) {

  public CastProduct {
    skus = List.copyOf(skus);
    if (skus.size() < 2 || skus.size() > 4) {
      throw new IllegalArgumentException(slug + " has " + skus.size() + " skus");
    }
  }

  /**
   * A variant.
   *
   * @param priceMinor minor units of CNY, positive
   * @param supply units on the shelf at the present, > 0; the past is told so that it ends there
   */
  public record Sku(Words name, long priceMinor, int supply) {
    public Sku {
      if (priceMinor <= 0 || supply <= 0) {
        throw new IllegalArgumentException("price " + priceMinor + ", supply " + supply);
      }
    }
  }
}
