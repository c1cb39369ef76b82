package laotie.server.goods;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import laotie.server.fans.Fans;

/** Tells the fans' area what products are called, which it must not know itself. */
@Singleton
final class FanShelf implements Fans.Shelf {

  private final Goods goods;

  FanShelf(Goods goods) {
    this.goods = goods;
  }

  @Override
  public Map<String, Fans.Article> articles(Collection<String> productIds) {
    Map<String, Fans.Article> articles = new HashMap<>();
    goods.products(productIds).forEach((productId, product) -> articles.put(productId,
        new Fans.Article(product.title(), product.category(), product.skus().stream()
            .collect(Collectors.toMap(Goods.SkuView::skuId, Goods.SkuView::name)))));
    return articles;
  }
}
