package laotie.fact;

import java.util.List;

/** What happened to products and their stock. */
public sealed interface GoodsFact extends Fact {

  @Override
  default Area area() {
    return Area.GOODS;
  }

  /** A host listed a product. */
  record ProductListed(String productId, String hostId, String category) implements GoodsFact {
    @Override
    public String key() {
      return productId;
    }
  }

  /** A host changed words, pictures, variants or prices of a product. Placed orders keep theirs. */
  record ProductEdited(String productId, String hostId) implements GoodsFact {
    @Override
    public String key() {
      return productId;
    }
  }

  /** A host took a product off the shelf. */
  record ProductDelisted(String productId, String hostId) implements GoodsFact {
    @Override
    public String key() {
      return productId;
    }
  }

  /**
   * The supply of a variant changed.
   *
   * @param change units added (positive) or taken away (negative)
   * @param available units that can still be promised after the change, >= 0
   */
  record StockSupplied(String skuId, String productId, String hostId, long change, long available)
      implements GoodsFact {
    @Override
    public String key() {
      return skuId;
    }
  }

  /**
   * Somebody searched the square.
   *
   * @param categories the categories of the goods the search found first, each once; empty when it found none
   */
  record Searched(String viewerId, List<String> categories) implements GoodsFact {
    public Searched {
      categories = List.copyOf(categories);
    }

    @Override
    public String key() {
      return viewerId;
    }
  }

  /**
   * Somebody opened the page of a product.
   *
   * @param isFromOutside true when a link from outside the square led there
   */
  record ProductOpened(String viewerId, String productId, String hostId, boolean isFromOutside)
      implements GoodsFact {
    @Override
    public String key() {
      return productId;
    }
  }
}
