package planted.laotie.server.goods;

/** A door that calls back: with Live it makes a cycle. */
public class Goods {
  public planted.laotie.server.live.Live live;
}
