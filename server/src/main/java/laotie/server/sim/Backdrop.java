package laotie.server.sim;

import java.awt.Color;
import java.awt.Shape;

/**
 * The corner of a room in which a trade's things are shown: each trade has its own wall, table and accent.
 */
enum Backdrop {
  CLOTHES(0xeadfd6, 0xc9a98f, 0xd98f6c),
  ORCHARD(0xf3e6c8, 0xb98a5a, 0xe8a24c),
  TEA(0xd9e0cf, 0x8a6a4f, 0x8fa67c),
  CERAMICS(0xdfe3e6, 0xb7a797, 0x9db4bf),
  BAKERY(0xf6dfcf, 0xd2a578, 0xefae8b),
  OUTDOOR(0xcfdde0, 0x7f8a72, 0xe0a765);

  final Color wall;
  final Color table;
  final Color accent;

  Backdrop(int wall, int table, int accent) {
    this.wall = Shade.of(wall);
    this.table = Shade.of(table);
    this.accent = Shade.of(accent);
  }

  /**
   * Paints the wall and the table.
   *
   * @param height of the sheet in the design space
   * @param edge y at which the table begins
   */
  void paint(Brush brush, double height, double edge) {
    brush.fade(Forms.box(-5, -5, 1010, edge + 20, 0), Shade.light(wall, .45), Shade.dark(wall, .10));
    brush.cloud(240, edge * .32, 620, edge * .62, Shade.glow(.55));
    brush.fill(Forms.oval(560, edge * .60, 300, 300), Shade.alpha(accent, .30));
    brush.within(
        Forms.oval(560, edge * .60, 300, 300),
        () -> brush.cloud(450, edge * .42, 340, 340, Shade.glow(.45)));
    window(brush, edge);
    table(brush, height, edge);
  }

  /** The table alone, over whatever stands behind it. */
  void table(Brush brush, double height, double edge) {
    Shape top = Forms.box(-5, edge, 1010, height - edge + 10, 0);
    brush.fade(top, Shade.light(table, .34), Shade.dark(table, .16));
    brush.within(top, () -> brush.cloud(300, edge + 90, 640, 150, Shade.glow(.34)));
    brush.fade(Forms.box(-5, edge - 14, 1010, 14, 0), Shade.shadow(0), Shade.shadow(.10));
    brush.fill(Forms.box(-5, edge, 1010, 4, 0), Shade.glow(.35));
    brush.within(top, () -> brush.cloud(980, height, 620, 420, Shade.shadow(.22)));
  }

  /** Light through a window that is not in the picture. */
  private void window(Brush brush, double edge) {
    brush.within(
        Forms.box(-5, -5, 1010, edge + 5, 0),
        () -> {
          for (int i = 0; i < 2; i++) {
            double x = 60 + i * 190;
            Shape pane = Forms.polygon(x, -10, x + 150, -10, x + 420, edge + 10, x + 230, edge + 10);
            brush.fade(pane, Shade.glow(.34), Shade.glow(.04));
          }
        });
  }
}
