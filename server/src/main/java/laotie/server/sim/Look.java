package laotie.server.sim;

import java.awt.Color;

/** What a drawn host looks like. */
record Look(Color skin, Color hair, Hair style, Color top, Dress dress, boolean hasGlasses) {

  enum Hair {
    SHORT,
    BOB,
    LONG,
    BUN,
    TOPKNOT,
    WAVY,
    BEANIE
  }

  enum Dress {
    SHIRT,
    SWEATER,
    APRON,
    COLLAR,
    JACKET
  }

  private static final Color FAIR = Shade.of(0xf3c9a8);
  private static final Color TAN = Shade.of(0xdba47c);
  private static final Color BLACK = Shade.of(0x2f2728);
  private static final Color BROWN = Shade.of(0x4a3229);

  static final Look DAPENG = new Look(TAN, BLACK, Hair.SHORT, Shade.of(0x6f8a96), Dress.SHIRT, false);
  static final Look FANG = new Look(FAIR, BLACK, Hair.BOB, Shade.of(0xcf7a58), Dress.SWEATER, false);
  static final Look ZHOU = new Look(TAN, BLACK, Hair.BUN, Shade.of(0xb9483f), Dress.APRON, false);
  static final Look LANLAN = new Look(FAIR, BLACK, Hair.LONG, Shade.of(0xa9c0ad), Dress.COLLAR, false);
  static final Look KILN = new Look(FAIR, BROWN, Hair.TOPKNOT, Shade.of(0x5f7680), Dress.APRON, true);
  static final Look XIAOMAI = new Look(FAIR, BROWN, Hair.WAVY, Shade.of(0xe9a98c), Dress.APRON, false);
  static final Look GUIDE = new Look(TAN, BLACK, Hair.BEANIE, Shade.of(0xd9823f), Dress.JACKET, false);
}
