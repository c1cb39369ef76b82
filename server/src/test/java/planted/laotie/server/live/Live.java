package planted.laotie.server.live;

import java.sql.PreparedStatement;
import planted.laotie.server.goods.Goods;
import planted.laotie.server.goods.GoodsStore;

/** Broken on purpose: reaches behind another area's door, and speaks SQL outside a store. */
public class Live {
  public Goods goods;
  public GoodsStore store;
  public PreparedStatement statement;
}
