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
      Backdrop.CLOTHES.paint(brush, 1000, 930);
      Wardrobe wardrobe = new Wardrobe(brush);
      wardrobe.rail(72);
      double size = slug.equals("dress") ? 1.04 : 1.24;
      brush.g.translate(500, 72);
      brush.g.scale(size, size);
      brush.g.translate(-500, -112);
      garment(wardrobe, slug);
    } else {
      Backdrop.valueOf(craft.name()).paint(brush, 1000, 620);
      if (craft == Craft.OUTDOOR) {
        new Camp(brush).hills();
      }
      brush.g.translate(500, 760);
      double size = slug.equals("vase") ? .92 : 1.1;
      brush.g.scale(size, size);
      brush.g.translate(-500, -800);
      still(brush, slug);
    }
    brush.grain(3);
    return brush.image();
  }

  /** The round-cropped portrait of a host, or of the two who share a shop. */
  static BufferedImage avatar(Craft craft, int pixels) {
    Brush brush = new Brush(pixels, pixels);
    Backdrop.valueOf(craft.name()).paint(brush, 1000, 1200);
    Figures figures = new Figures(brush);
    switch (craft) {
      case CLOTHES -> {
        figures.bust(330, 470, 165, Look.DAPENG, new Figures.Pose(5, 0, .4));
        figures.bust(650, 560, 165, Look.FANG, new Figures.Pose(-5, 0, .8));
      }
      case ORCHARD -> figures.bust(500, 470, 220, Look.ZHOU, new Figures.Pose(3, 0, .9));
      case TEA -> figures.bust(500, 450, 220, Look.LANLAN, new Figures.Pose(-4, 0, .3));
      case CERAMICS -> figures.bust(500, 480, 215, Look.KILN, new Figures.Pose(3, 0, .4));
      case BAKERY -> figures.bust(500, 480, 215, Look.XIAOMAI, new Figures.Pose(-3, 0, .9));
      case OUTDOOR -> {
        brush.g.translate(0, 400);
        new Camp(brush).hills();
        brush.g.translate(0, -400);
        figures.bust(500, 490, 215, Look.GUIDE, new Figures.Pose(3, 0, .6));
      }
    }
    brush.grain(3);
    return brush.image();
  }

  /** The upright cover of a show, 4 to 5. */
  static BufferedImage cover(Craft craft, int width) {
    Brush brush = new Brush(width, width * 5 / 4);
    Figures figures = new Figures(brush);
    if (craft == Craft.CLOTHES) {
      Backdrop.CLOTHES.paint(brush, 1250, 1190);
      Wardrobe wardrobe = new Wardrobe(brush);
      wardrobe.rail(90);
      wardrobe.knit(180, 206, Shade.of(0xe0cdaf));
      wardrobe.jacket(520, 206, Shade.of(0x6f8a96));
      wardrobe.dress(850, 206, Shade.of(0xc46a5c));
      figures.bust(330, 600, 125, Look.DAPENG, new Figures.Pose(4, 0, .5));
      figures.bust(650, 670, 125, Look.FANG, new Figures.Pose(-4, 0, .9));
      brush.grain(3);
      return brush.image();
    }
    Backdrop.valueOf(craft.name()).paint(brush, 1250, 800);
    if (craft == Craft.OUTDOOR) {
      brush.g.translate(0, 170);
      new Camp(brush).hills();
      brush.g.translate(0, -170);
    }
    figures.bust(500, 330, 135, look(craft), new Figures.Pose(3, 0, .8));
    Backdrop.valueOf(craft.name()).table(brush, 1250, 800);
    brush.g.translate(500, 1110);
    brush.g.scale(.86, .86);
    brush.g.translate(-500, -860);
    still(brush, hero(craft));
    brush.grain(3);
    return brush.image();
  }

  static Look look(Craft craft) {
    return switch (craft) {
      case CLOTHES -> Look.FANG;
      case ORCHARD -> Look.ZHOU;
      case TEA -> Look.LANLAN;
      case CERAMICS -> Look.KILN;
      case BAKERY -> Look.XIAOMAI;
      case OUTDOOR -> Look.GUIDE;
    };
  }

  /** The picture that stands for a trade. */
  private static String hero(Craft craft) {
    return switch (craft) {
      case CLOTHES -> "jacket";
      case ORCHARD -> "apples";
      case TEA -> "gongfu-set";
      case CERAMICS -> "mug";
      case BAKERY -> "croissants";
      case OUTDOOR -> "lantern";
    };
  }

  private static void garment(Wardrobe wardrobe, String slug) {
    switch (slug) {
      case "jacket" -> wardrobe.jacket(500, 230, Shade.of(0x6f8a96));
      case "knit" -> wardrobe.knit(500, 240, Shade.of(0xe0cdaf));
      case "dress" -> wardrobe.dress(500, 230, Shade.of(0xc46a5c));
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
