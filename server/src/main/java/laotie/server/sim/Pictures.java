package laotie.server.sim;

import java.awt.image.BufferedImage;
import laotie.sim.Craft;

/** The pictures of the demo, drawn when they are needed: goods, hosts and covers. */
final class Pictures {

  static final int PRODUCT_PIXELS = 1_200;

  private Pictures() {}

  /** The square picture of a product. */
  static BufferedImage product(Craft craft, String slug, int pixels) {
    Brush brush = new Brush(pixels, pixels);
    if (craft == Craft.CLOTHES) {
      Backdrop.CLOTHES.paint(brush, 1000, 880);
      garment(new Wardrobe(brush), slug);
    } else {
      Backdrop.valueOf(craft.name()).paint(brush, 1000, 620);
      if (craft == Craft.OUTDOOR) {
        new Camp(brush).hills();
      }
      brush.g.translate(500, 760);
      brush.g.scale(1.1, 1.1);
      brush.g.translate(-500, -800);
      still(brush, slug);
    }
    brush.grain(3);
    return brush.image();
  }

  private static void garment(Wardrobe wardrobe, String slug) {
    wardrobe.rail(110);
    switch (slug) {
      case "jacket" -> wardrobe.jacket(500, 230, Shade.of(0x6f8a96));
      case "knit" -> wardrobe.knit(500, 240, Shade.of(0xe0cdaf));
      case "dress" -> wardrobe.dress(500, 200, Shade.of(0xc46a5c));
      case "scarf" -> wardrobe.scarf(500, 230, Shade.of(0xc98f55), Shade.of(0x7a4a34));
      case "shirt" -> wardrobe.shirt(500, 230, Shade.of(0xe6ebe4));
      default -> throw new IllegalArgumentException("no picture for " + slug);
    }
  }

  /** The things of one product, standing about y 840. */
  private static void still(Brush brush, String slug) {
    Pantry pantry = new Pantry(brush);
    TeaTable table = new TeaTable(brush);
    Camp camp = new Camp(brush);
    switch (slug) {
      case "apples" -> pantry.apples();
      case "pears" -> pantry.pears();
      case "apple-jam" -> pantry.jam();
      case "dried-apple" -> pantry.crisps();
      case "honey" -> pantry.honey();
      case "country-loaf" -> pantry.loaf();
      case "croissants" -> pantry.croissants();
      case "strawberry-cake" -> pantry.strawberryCake();
      case "cookies" -> pantry.cookies();
      case "milk-rolls" -> pantry.milkRolls();
      case "tea-cake" -> table.teaCake();
      case "rock-tea" -> table.rockTea();
      case "red-tea" -> table.redTea();
      case "jasmine-tea" -> table.jasmine();
      case "gongfu-set" -> table.gongfuSet();
      case "rice-bowls" -> table.riceBowls();
      case "mug" -> table.mugs();
      case "vase" -> table.vase();
      case "plate" -> table.plates();
      case "teapot" -> table.teapot();
      case "backpack" -> camp.backpack();
      case "tent" -> camp.tent();
      case "flask" -> camp.flask();
      case "lantern" -> camp.lantern();
      case "beanie" -> camp.beanie();
      default -> throw new IllegalArgumentException("no picture for " + slug);
    }
  }
}
