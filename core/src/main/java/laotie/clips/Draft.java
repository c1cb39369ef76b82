package laotie.clips;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a host writes about a clip.
 *
 * @param caption 0..{@link #CAPTION_CHARACTERS_MAX} characters on one line, may be empty
 * @param cards the products that appear, each from its moment on
 * @param sourcesProductId the product whose origin it tells of, or empty
 */
public record Draft(String caption, List<Card> cards, String sourcesProductId) {

  public static final int CAPTION_CHARACTERS_MAX = 200;
  public static final int CARDS_MAX = 20;

  public Draft {
    Objects.requireNonNull(caption);
    cards = List.copyOf(cards);
    Objects.requireNonNull(sourcesProductId);
  }

  /**
   * A product in a clip (商品卡).
   *
   * @param fromMs milliseconds from the beginning of the video
   */
  public record Card(String productId, long fromMs) {}

  /** A wrong field: a JSON pointer and plain words. */
  public record Wrong(String pointer, String message) {}

  /** What is wrong with it, or nothing; {@code lengthMs} is the longest possible one while none is known. */
  public Optional<Wrong> wrong(long lengthMs) {
    if (caption.codePointCount(0, caption.length()) > CAPTION_CHARACTERS_MAX) {
      return Optional.of(
          new Wrong("/caption", "a caption has at most " + CAPTION_CHARACTERS_MAX + " characters"));
    }
    if (cards.size() > CARDS_MAX) {
      return Optional.of(new Wrong("/cards", "at most " + CARDS_MAX + " cards"));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < cards.size(); i++) {
      Card card = cards.get(i);
      if (!seen.add(card.productId())) {
        return Optional.of(new Wrong("/cards/" + i + "/productId", "this product has a card already"));
      }
      if (card.fromMs() < 0 || card.fromMs() > lengthMs) {
        return Optional.of(new Wrong("/cards/" + i + "/fromMs", "a moment is 0.." + lengthMs));
      }
    }
    return Optional.empty();
  }

  /** Every product it names. */
  public Set<String> productIds() {
    Set<String> ids = new HashSet<>();
    cards.forEach(card -> ids.add(card.productId()));
    if (!sourcesProductId.isEmpty()) {
      ids.add(sourcesProductId);
    }
    return ids;
  }
}
