package laotie.goods;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import laotie.fact.Money;

/** A product as its host writes it down, not checked yet. */
public record Draft(String title, String story, String category, List<Variant> variants) {

  /** Characters of a title. */
  public static final int TITLE_MAX = 80;

  /** Characters of a story. */
  public static final int STORY_MAX = 4_000;

  /** Characters of a category or of a variant's name. */
  public static final int NAME_MAX = 40;

  /** Variants of one product. */
  public static final int VARIANTS_MAX = 50;

  /** Pictures of one product. */
  public static final int PICTURES_MAX = 9;

  /** Minor units of one variant's price: ten million yuan. */
  public static final long PRICE_MINOR_MAX = 1_000_000_000L;

  /** Units one supply may bring. */
  public static final long SUPPLY_MAX = 10_000_000L;

  /**
   * One variant (规格).
   *
   * @param skuId the variant it edits, or empty for a new one
   * @param supply units to add, or to take away when negative; a new variant starts with them
   */
  public record Variant(String skuId, String name, Money price, long supply) {
    public Variant {
      Objects.requireNonNull(skuId);
      Objects.requireNonNull(name);
      Objects.requireNonNull(price);
    }
  }

  /**
   * A field that is wrong.
   *
   * @param pointer JSON pointer into the draft
   */
  public record Wrong(String pointer, String message) {}

  public Draft {
    Objects.requireNonNull(title);
    Objects.requireNonNull(story);
    Objects.requireNonNull(category);
    variants = List.copyOf(variants);
  }

  /** The first wrong field, from top to bottom; empty when the product may be listed. */
  public Optional<Wrong> wrong() {
    if (title.isBlank() || title.length() > TITLE_MAX) {
      return wrong("/title", "1 to " + TITLE_MAX + " characters");
    }
    if (story.length() > STORY_MAX) {
      return wrong("/story", "at most " + STORY_MAX + " characters");
    }
    if (category.isBlank() || category.length() > NAME_MAX) {
      return wrong("/category", "1 to " + NAME_MAX + " characters");
    }
    if (variants.isEmpty() || variants.size() > VARIANTS_MAX) {
      return wrong("/skus", "1 to " + VARIANTS_MAX + " variants");
    }
    for (int i = 0; i < variants.size(); i++) {
      Optional<Wrong> wrong = wrong("/skus/" + i, variants.get(i));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<Wrong> wrong(String at, Variant variant) {
    if (variant.name().isBlank() || variant.name().length() > NAME_MAX) {
      return wrong(at + "/name", "1 to " + NAME_MAX + " characters");
    }
    if (variant.price().minor() < 1 || variant.price().minor() > PRICE_MINOR_MAX) {
      return wrong(at + "/price/minor", "1 to " + PRICE_MINOR_MAX + " minor units");
    }
    if (!variant.price().currency().equals(variants.getFirst().price().currency())) {
      return wrong(at + "/price/currency", "one product has one currency");
    }
    long least = variant.skuId().isEmpty() ? 0 : -SUPPLY_MAX;
    if (variant.supply() < least || variant.supply() > SUPPLY_MAX) {
      return wrong(at + "/supply", least + " to " + SUPPLY_MAX + " units");
    }
    return Optional.empty();
  }

  private static Optional<Wrong> wrong(String pointer, String message) {
    return Optional.of(new Wrong(pointer, message));
  }
}
