package laotie.intents;

import java.util.Objects;
import java.util.Optional;

/**
 * What a comment was read as.
 *
 * @param label the likeliest of the ten
 * @param probability what the model gives that label, 0..1; not calibrated beyond what the quality page says
 * @param link how it points at a product
 * @param productId the product it means; there is one for {@code NAMED}, {@code PINNED}, {@code EXPLAINED}
 */
public record Reading(Label label, double probability, Link link, Optional<String> productId) {
  public Reading {
    Objects.requireNonNull(label);
    boolean isLinked = link != Link.NONE && link != Link.ABSENT;
    if (isLinked != productId.isPresent()) {
      throw new IllegalArgumentException(link + " with product " + productId);
    }
  }

  /** True when it asks to buy, its price, size, stock or delivery. */
  public boolean isIntent() {
    return label.isIntent();
  }
}
