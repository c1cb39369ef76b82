package laotie.sim;

import java.util.List;

/**
 * What somebody in the room sees at this moment.
 *
 * @param isLive false when the show has ended
 * @param offers the shelf, in order
 * @param pinned place of the pinned offer in {@code offers}, or -1
 * @param linesLately chat lines of the last ten seconds: in a rush most people only read
 */
public record Scene(boolean isLive, List<Offer> offers, int pinned, int linesLately) {

  public Scene {
    offers = List.copyOf(offers);
    if (pinned < -1 || pinned >= offers.size()) {
      throw new IllegalArgumentException("pinned " + pinned + " of " + offers.size());
    }
  }

  /**
   * A product on the shelf.
   *
   * @param chatName what viewers call it
   */
  public record Offer(String productId, Words chatName, List<Variant> variants) {
    public Offer {
      variants = List.copyOf(variants);
    }
  }

  /** A variant with what is left of it. */
  public record Variant(String skuId, long priceMinor, long available) {}
}
