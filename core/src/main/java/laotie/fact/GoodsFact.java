package laotie.fact;

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
}
