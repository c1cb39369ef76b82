package laotie.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the crowd lives: the cast with the ids the square gave them.
 *
 * @param stands one per host, in the order of the cast
 */
public record Stage(List<Stand> stands) {

  public Stage {
    stands = List.copyOf(stands);
  }

  /** A host with his room and goods. */
  public record Stand(CastHost host, String hostId, String roomId, List<Good> goods) {
    public Stand {
      goods = List.copyOf(goods);
      if (goods.size() != host.products().size()) {
        throw new IllegalArgumentException(host.login() + " has " + goods.size() + " goods on the stage");
      }
    }
  }

  /** A product with its ids; {@code skuIds} stand as its variants do. */
  public record Good(CastProduct product, String productId, List<String> skuIds) {
    public Good {
      skuIds = List.copyOf(skuIds);
      if (skuIds.size() != product.skus().size()) {
        throw new IllegalArgumentException(product.slug() + " has " + skuIds.size() + " sku ids");
      }
    }
  }

  /** The cast under ids made of its own words, for tests and trials. */
  public static Stage rehearsal() {
    List<Stand> stands = new ArrayList<>();
    for (CastHost host : Cast.hosts()) {
      List<Good> goods = new ArrayList<>();
      for (CastProduct product : host.products()) {
        List<String> skuIds = new ArrayList<>();
        for (int i = 0; i < product.skus().size(); i++) {
          skuIds.add("sku_" + product.slug() + "_" + i);
        }
        goods.add(new Good(product, "prd_" + product.slug(), skuIds));
      }
      stands.add(new Stand(host, "acc_" + host.login(), "rm_" + host.login(), goods));
    }
    return new Stage(stands);
  }
}
