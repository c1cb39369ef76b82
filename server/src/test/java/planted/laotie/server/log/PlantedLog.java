package planted.laotie.server.log;

/** Broken on purpose: the log knows an area and the start. */
public class PlantedLog {
  public planted.laotie.server.goods.Goods goods;
  public planted.laotie.server.boot.PlantedBoot boot;
}
