package laotie.server.sim;

import static laotie.server.sim.Forms.blob;
import static laotie.server.sim.Forms.box;
import static laotie.server.sim.Forms.line;
import static laotie.server.sim.Forms.oval;
import static laotie.server.sim.Forms.turned;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Tea, cups, pots and everything from the kiln. */
final class TeaTable {

  private static final Color LEAF = Shade.of(0x5f7f52);
  private static final Color DRY_LEAF = Shade.of(0x5b4636);
  private static final Color AMBER = Shade.of(0xc9752f);
  private static final Color PORCELAIN = Shade.of(0xf1efe8);
  private static final Color CLAY = Shade.of(0xa9795a);
  private static final Color CELADON = Shade.of(0xa9c4b6);
  private static final Color BAMBOO = Shade.of(0xc39a62);
  private static final Color INK = Shade.of(0x3f5a66);

  private final Brush b;

  TeaTable(Brush brush) {
    this.b = brush;
  }

  /** A bamboo tray, seen a little from above. */
  private void tray(double x, double y, double w, double h) {
    Shape top = box(x - w / 2, y - h / 2, w, h, 26);
    b.cast(top, 26, 34, 44, .45);
    b.plane(Forms.moved(top, 0, 20), Shade.dark(BAMBOO, .4));
    b.plane(top, BAMBOO);
    b.within(
        top,
        () -> {
          for (double t = y - h / 2 + 16; t < y + h / 2; t += 20) {
            b.fill(box(x - w / 2, t, w, 4, 2), Shade.shadow(.12));
            b.fill(box(x - w / 2, t + 4, w, 2, 1), Shade.glow(.25));
          }
        });
  }

  /** A cup without a handle; {@code tea} is what is in it. */
  void cup(double x, double y, double r, Color color, Color tea) {
    b.stand(x, y, r * .7);
    double h = r * 1.05;
    Shape body = turned(x, y, r * .46, 0, r * .5, h * .08, r * .84, h * .45, r, h);
    b.turned(body, color);
    b.fill(oval(x, y - h, r, r * .25), Shade.light(color, .5));
    b.fade(oval(x, y - h + r * .02, r * .91, r * .21), Shade.dark(color, .32), Shade.dark(color, .08));
    b.fade(oval(x, y - h + r * .055, r * .83, r * .165), Shade.dark(tea, .18), Shade.light(tea, .18));
    b.cloud(x - r * .3, y - h + r * .04, r * .22, r * .045, Shade.glow(.75));
  }

  void leaves(double x, double y, double spread, Color color, int count) {
    for (int i = 0; i < count; i++) {
      double a = i * 2.399;
      double d = spread * Math.sqrt((i + .5) / count);
      double px = x + d * Math.cos(a);
      double py = y + d * Math.sin(a) * .34;
      Shape curl = Forms.leaf(px, py, 34 + i % 3 * 9, a * 57);
      b.fill(Forms.moved(curl, 4, 6), Shade.shadow(.28));
      b.plane(curl, i % 4 == 0 ? Shade.light(color, .24) : Shade.dark(color, i % 3 * .12));
    }
  }

  void sprig(double x, double y, double size, double degrees) {
    Shape stem = Forms.turnedBy(line(x, y, x + size * .5, y - size * .08, x + size, y), degrees, x, y);
    b.stroke(stem, Shade.dark(LEAF, .3), size * .035);
    for (int i = 0; i < 5; i++) {
      double t = .25 + i * .18;
      double bend = i == 4 ? 0 : i % 2 == 0 ? -38 : 38;
      Shape leaf = Forms.leaf(x + size * t, y - size * .06, size * (.46 - i * .03), bend);
      Shape turned = Forms.turnedBy(leaf, degrees, x, y);
      b.fill(Forms.moved(turned, 5, 8), Shade.shadow(.22));
      b.plane(turned, i % 2 == 0 ? LEAF : Shade.light(LEAF, .22));
    }
  }

  void teaCake() {
    tray(500, 850, 740, 130);
    Shape paper = blob(250, 560, 330, 420, 500, 372, 670, 420, 752, 560, 720, 720, 600, 800, 400, 800, 280,
        720);
    b.cast(paper, 50, 30, 46, .5);
    b.plane(paper, Shade.of(0xefe6d3));
    b.within(
        paper,
        () -> {
          for (int i = 0; i < 18; i++) {
            double a = i * Math.PI / 9;
            Shape fold = line(500 + 200 * Math.cos(a), 590 + 172 * Math.sin(a),
                500 + 330 * Math.cos(a + .12), 590 + 290 * Math.sin(a + .12));
            b.stroke(fold, Shade.shadow(.11), 7);
            b.stroke(Forms.moved(fold, -5, -4), Shade.glow(.5), 4);
          }
        });
    Shape cake = oval(500, 592, 206, 180);
    b.ball(cake, Shade.of(0x8a7458));
    b.within(cake, () -> pressed(500, 592, 206, 180));
    b.cloud(500, 598, 46, 36, Shade.shadow(.4));
    b.inner(cake, 26, .3);
    Shape tag = oval(500, 592, 60, 54);
    b.plane(tag, Shade.of(0xb8503c));
    b.plane(Forms.leaf(470, 606, 66, -24), Shade.of(0xf3e6cd));
    cup(800, 900, 92, PORCELAIN, AMBER);
    leaves(230, 900, 90, Shade.of(0x8a8060), 12);
  }

  private void pressed(double x, double y, double rx, double ry) {
    for (int i = 0; i < 220; i++) {
      double a = i * 2.399;
      double d = Math.sqrt(i / 220.0);
      Color color = i % 5 == 0 ? Shade.of(0xd8ccb0) : i % 3 == 0 ? Shade.of(0x6e7a58) : Shade.of(0x6a5238);
      Shape leaf = Forms.leaf(x + rx * d * Math.cos(a), y + ry * d * Math.sin(a), 38, a * 91);
      b.fill(leaf, Shade.alpha(color, .62));
    }
  }

  /** A tin with a paper band; {@code mark} paints the sign on it. */
  void tin(double x, double y, double w, double h, Color color, Color band) {
    b.stand(x, y, w * .52);
    b.turned(turned(x, y, w / 2, 0, w / 2, h), color);
    b.turned(turned(x, y - h * .2, w / 2, 0, w / 2, h * .42), band);
    b.turned(turned(x, y - h * .86, w * .515, 0, w * .515, h * .16), Shade.light(color, .10));
    b.fill(oval(x, y - h * 1.02, w * .515, w * .1), Shade.light(color, .34));
    b.stroke(oval(x, y - h * 1.02, w * .40, w * .075), Shade.glow(.5), 3);
    b.gloss(x - w * .42, y - h * .8, w * .05, h * .68);
  }

  void rockTea() {
    tray(500, 860, 760, 120);
    tin(400, 820, 250, 370, INK, Shade.of(0xe9dfcb));
    Shape hills = blob(290, 690, 330, 640, 370, 660, 410, 610, 460, 660, 510, 690, 400, 700);
    b.plane(hills, Shade.of(0x7d9a94));
    b.fill(oval(470, 632, 17, 17), Shade.of(0xc9604a));
    cup(690, 850, 104, Shade.of(0x56473e), AMBER);
    leaves(800, 930, 88, DRY_LEAF, 16);
    sprig(140, 900, 170, -16);
  }

  void redTea() {
    tin(330, 830, 240, 330, Shade.of(0xa6433a), Shade.of(0xf0dfc4));
    b.fill(oval(330, 690, 34, 34), Shade.of(0xa6433a));
    b.plane(Forms.leaf(306, 702, 52, -26), Shade.of(0xf0dfc4));
    glassPot(660, 850);
    leaves(420, 925, 80, DRY_LEAF, 12);
    cup(880, 910, 74, PORCELAIN, Shade.of(0xb7502a));
  }

  private void glassPot(double x, double y) {
    b.stand(x, y, 120);
    b.cloud(x + 60, y + 6, 130, 26, Shade.alpha(AMBER, .35));
    Shape body = turned(x, y, 110, 0, 150, 70, 150, 150, 96, 240, 92, 290);
    b.fill(body, Shade.alpha(Shade.of(0xeef4f2), .55));
    Shape tea = turned(x, y - 8, 106, 0, 142, 66, 142, 140, 118, 190);
    b.turned(tea, Shade.of(0xb9501f));
    b.fill(oval(x, y - 198, 118, 22), Shade.of(0xdc8344));
    b.cloud(x - 10, y - 70, 84, 60, Shade.alpha(Shade.of(0xf0a860), .5));
    b.stroke(body, Shade.glow(.65), 5);
    b.stroke(Forms.line(x + 96, y - 270, x + 190, y - 250, x + 196, y - 130, x + 140, y - 90),
        Shade.alpha(Shade.of(0xe8f0ee), .85), 20);
    b.stroke(Forms.line(x + 94, y - 274, x + 186, y - 254, x + 192, y - 132), Shade.glow(.8), 5);
    b.fill(oval(x, y - 290, 92, 18), Shade.alpha(PORCELAIN, .75));
    b.gloss(x - 128, y - 170, 16, 110);
  }

  void jasmine() {
    tin(400, 820, 250, 340, Shade.of(0xb9cdb6), Shade.of(0xfbf6ea));
    blossom(400, 672, 44);
    cup(690, 850, 110, PORCELAIN, Shade.of(0xd9b65a));
    blossom(668, 742, 30);
    blossom(820, 925, 58);
    blossom(190, 890, 62);
    blossom(265, 930, 46);
    sprig(640, 930, 150, 4);
  }

  private void blossom(double x, double y, double r) {
    b.cloud(x + r * .2, y + r * .5, r * 1.1, r * .5, Shade.shadow(.3));
    for (int i = 0; i < 6; i++) {
      Shape petal = Forms.turnedBy(oval(x, y - r * .58, r * .27, r * .5), i * 60, x, y);
      b.ball(petal, Shade.of(0xfbf7ee));
    }
    b.ball(oval(x, y, r * .2, r * .2), Shade.of(0xe9c65c));
  }

  void gongfuSet() {
    tray(500, 850, 800, 170);
    pot(420, 830, 150, Shade.of(0xd7dee0), false);
    cup(660, 840, 66, Shade.of(0xd7dee0), AMBER);
    cup(790, 850, 66, Shade.of(0x4d6673), AMBER);
    cup(720, 910, 70, Shade.of(0xd7dee0), AMBER);
    sprig(130, 925, 150, -6);
  }

  /** A small round pot; with a handle to the side or behind. */
  void pot(double x, double y, double r, Color color, boolean isSideHandled) {
    b.stand(x, y, r * .8);
    if (!isSideHandled) {
      Shape ear = line(x - r * .8, y - r * 1.1, x - r * 1.6, y - r * 1.15, x - r * 1.55, y - r * .45,
          x - r * .85, y - r * .4);
      b.rod(ear, Shade.dark(color, .06), r * .17);
    }
    Path2D spout = new Path2D.Double();
    spout.moveTo(x + r * .7, y - r * .42);
    spout.curveTo(x + r * 1.3, y - r * .5, x + r * 1.3, y - r * 1.1, x + r * 1.72, y - r * 1.32);
    spout.lineTo(x + r * 1.52, y - r * 1.42);
    spout.curveTo(x + r * 1.1, y - r * 1.2, x + r * 1.0, y - r * .95, x + r * .7, y - r * .95);
    spout.closePath();
    b.plane(spout, Shade.dark(color, .16));
    Shape body = turned(x, y, r * .55, 0, r * .92, r * .3, r, r * .72, r * .78, r * 1.15, r * .5, r * 1.32);
    b.turned(body, color);
    Shape lid = turned(x, y - r * 1.26, r * .54, 0, r * .48, r * .12, r * .16, r * .22);
    b.turned(lid, Shade.light(color, .08));
    b.ball(oval(x, y - r * 1.56, r * .14, r * .12), color);
    if (isSideHandled) {
      Shape handle = turned(x - r * .55, y - r * .7, r * .13, 0, r * .16, r * .5, r * .22, r * .95);
      Shape aside = Forms.turnedBy(handle, -66, x - r * .55, y - r * .7);
      b.cast(aside, 10, 14, 16, .4);
      b.turned(aside, Shade.light(color, .06));
    }
    b.cloud(x - r * .48, y - r * .86, r * .2, r * .28, Shade.glow(.6));
  }

  void riceBowls() {
    stack(360, 840, 190);
    bowl(680, 860, 190, Shade.of(0xe7dfd2));
    rice(680, 716, 158);
    chopsticks();
  }

  private void stack(double x, double y, double r) {
    Color[] glazes = {Shade.of(0x8fa3a6), Shade.of(0xd9cdb9), Shade.of(0xb98a6a)};
    for (int i = 0; i < 3; i++) {
      bowl(x, y - i * 74, r, glazes[i]);
    }
  }

  private void bowl(double x, double y, double r, Color glaze) {
    b.stand(x, y, r * .5);
    double h = r * .78;
    Shape body = turned(x, y, r * .38, 0, r * .4, h * .1, r * .82, h * .5, r, h);
    b.turned(body, glaze);
    b.within(body, () -> b.turned(turned(x, y + 10, r * .5, 0, r * .66, h * .34), CLAY));
    b.fill(oval(x, y - h, r, r * .23), Shade.light(glaze, .32));
    b.fade(oval(x, y - h + 5, r * .93, r * .2), Shade.dark(glaze, .38), Shade.light(glaze, .08));
    specks(body, x, y - h * .55, r, h * .5);
  }

  private void specks(Shape body, double x, double y, double rx, double ry) {
    b.within(
        body,
        () -> {
          for (int i = 0; i < 60; i++) {
            double a = i * 2.399;
            double d = Math.sqrt(i / 60.0);
            b.fill(oval(x + rx * d * Math.cos(a), y + ry * d * Math.sin(a), 2.2, 2.2), Shade.shadow(.3));
          }
        });
  }

  private void rice(double x, double y, double r) {
    Shape heap = blob(x - r, y, x - r * .6, y - r * .36, x, y - r * .5, x + r * .6, y - r * .36, x + r, y,
        x, y + r * .17);
    b.ball(heap, Shade.of(0xfaf6ec));
    for (int i = 0; i < 90; i++) {
      double a = i * 2.399;
      double d = Math.sqrt(i / 90.0);
      Shape grain = oval(x + r * .86 * d * Math.cos(a), y - r * .14 + r * .26 * d * Math.sin(a), 9, 4.4);
      b.fill(Forms.turnedBy(grain, a * 70, grain.getBounds2D().getCenterX(),
          grain.getBounds2D().getCenterY()),
          i % 2 == 0 ? Shade.glow(.9) : Shade.shadow(.07));
    }
  }

  private void chopsticks() {
    b.rod(line(170, 925, 520, 905), Shade.of(0x7a4c33), 12);
    b.rod(line(180, 950, 530, 918), Shade.of(0x7a4c33), 12);
  }

  void mugs() {
    mug(330, 820, 140, Shade.of(0xe9ebe8));
    mug(660, 870, 158, Shade.of(0x9dbcc6));
  }

  private void mug(double x, double y, double r, Color glaze) {
    b.stand(x, y, r * .92);
    b.rod(line(x + r * .9, y - r * 1.5, x + r * 1.5, y - r * 1.45, x + r * 1.5, y - r * .6, x + r * .86,
        y - r * .5), glaze, r * .2);
    double h = r * 1.95;
    Shape body = turned(x, y, r * .86, 0, r * .98, h * .12, r, h * .6, r * .96, h);
    b.turned(body, glaze);
    b.within(
        body,
        () -> {
          for (int row = 0; row < 9; row++) {
            double t = y - h * .78 + row * h * .085;
            for (int i = 0; i < 15; i++) {
              double px = x - r + i * r * .143 + row % 2 * r * .07;
              b.fill(oval(px, t, r * .035, r * .055), Shade.shadow(.16));
              b.fill(oval(px + 4, t + 4, r * .025, r * .04), Shade.glow(.45));
            }
          }
          b.turned(turned(x, y + 6, r, 0, r, h * .10), CLAY);
        });
    b.fill(oval(x, y - h, r * .96, r * .23), Shade.light(glaze, .5));
    b.fade(oval(x, y - h + 5, r * .88, r * .19), Shade.dark(glaze, .46), Shade.dark(glaze, .1));
    b.fade(oval(x, y - h + 14, r * .78, r * .135), Shade.of(0x5a3a28), Shade.of(0x8a5a3a));
    b.gloss(x - r * .84, y - h * .86, r * .09, h * .6);
  }

  void vase() {
    branch();
    b.stand(470, 860, 130);
    Shape body = turned(470, 860, 92, 0, 150, 90, 156, 190, 84, 300, 44, 370, 52, 430);
    b.turned(body, CELADON);
    b.within(
        body,
        () -> {
          b.cloud(430, 600, 120, 90, Shade.glow(.3));
          Shape drip = blob(300, 560, 360, 640, 420, 610, 480, 680, 540, 620, 600, 650, 650, 560, 640, 400,
              300, 400);
          b.fill(drip, Shade.alpha(Shade.of(0xdfeae2), .5));
        });
    b.fill(oval(470, 430, 52, 12), Shade.dark(CELADON, .5));
    b.gloss(352, 640, 16, 120);
    b.stand(730, 880, 86);
    Shape small = turned(730, 880, 60, 0, 100, 60, 96, 110, 40, 150, 36, 176);
    b.turned(small, Shade.of(0xb98a6a));
    b.fill(oval(730, 704, 36, 9), Shade.dark(CLAY, .5));
  }

  private void branch() {
    b.rod(line(470, 440, 500, 330, 610, 230, 690, 120), Shade.of(0x6a4a38), 13);
    b.rod(line(530, 300, 470, 220, 430, 170), Shade.of(0x6a4a38), 9);
    double[][] flowers = {{690, 120, 44}, {612, 226, 50}, {430, 168, 42}, {556, 282, 38}, {660, 190, 34},
        {478, 226, 32}};
    for (double[] f : flowers) {
      plum(f[0], f[1], f[2]);
    }
  }

  private void plum(double x, double y, double r) {
    for (int i = 0; i < 5; i++) {
      Shape petal = Forms.turnedBy(oval(x, y - r * .56, r * .44, r * .5), i * 72, x, y);
      b.ball(petal, Shade.of(0xf3b9b4));
    }
    b.ball(oval(x, y, r * .2, r * .2), Shade.of(0xd9863f));
  }

  void plates() {
    for (int i = 0; i < 3; i++) {
      plate(500, 880 - i * 40, 330 - i * 46, i == 1 ? Shade.of(0xb9c6c4) : Shade.of(0xf0ece2));
    }
    Shape upright = oval(610, 520, 220, 220);
    b.cast(upright, 40, 26, 40, .4);
    b.ball(upright, CLAY);
    b.plane(oval(606, 516, 212, 212), Shade.of(0xeeeae0));
    b.ball(oval(608, 520, 150, 150), Shade.of(0xe6e2d8));
    b.cloud(560, 460, 90, 80, Shade.glow(.7));
    plum(300, 770, 34);
    b.plane(Forms.leaf(330, 780, 70, 14), LEAF);
  }

  private void plate(double x, double y, double r, Color glaze) {
    b.cast(oval(x, y + 8, r, r * .26), 20, 14, 26, .4);
    b.plane(oval(x, y + 16, r, r * .25), CLAY);
    b.plane(oval(x, y, r, r * .25), CLAY);
    b.plane(oval(x, y - 1, r * .97, r * .235), glaze);
    b.fade(oval(x, y + 4, r * .74, r * .165), Shade.dark(glaze, .15), Shade.light(glaze, .2));
  }

  void teapot() {
    pot(480, 850, 200, Shade.of(0x8a6a58), true);
    cup(790, 890, 78, Shade.of(0x8a6a58), AMBER);
    leaves(220, 925, 80, DRY_LEAF, 10);
  }
}
