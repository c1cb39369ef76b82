package planted.laotie.server.goods;

/** What only goods may touch. */
public class GoodsStore {}
