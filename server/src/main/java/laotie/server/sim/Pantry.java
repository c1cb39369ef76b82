package laotie.server.sim;

import static laotie.server.sim.Forms.blob;
import static laotie.server.sim.Forms.box;
import static laotie.server.sim.Forms.line;
import static laotie.server.sim.Forms.oval;
import static laotie.server.sim.Forms.turned;

import java.awt.Color;
import java.awt.Shape;

/** Fruit, jars and bread. */
final class Pantry {

  private static final Color RED = Shade.of(0xd2493f);
  private static final Color BLUSH = Shade.of(0xe2695a);
  private static final Color PEAR = Shade.of(0xd9be54);
  private static final Color LEAF = Shade.of(0x6f9350);
  private static final Color STEM = Shade.of(0x6b4a33);
  private static final Color CRUST = Shade.of(0xc17f3f);
  private static final Color BUTTER = Shade.of(0xe3a951);
  private static final Color CREAM = Shade.of(0xfbf1e2);
  private static final Color BERRY = Shade.of(0xd43d4a);
  private static final Color WOOD = Shade.of(0xb07f52);

  private final Brush b;

  Pantry(Brush brush) {
    this.b = brush;
  }

  void apple(double x, double y, double r, Color color) {
    b.stand(x, y, r * .9);
    hangingApple(x, y, r, color);
  }

  /** An apple that throws no shadow, for one that rolls. */
  void hangingApple(double x, double y, double r, Color color) {
    Shape body =
        blob(
            x, y - r * 1.62, x + r * .5, y - r * 1.78, x + r * .98, y - r * 1.2, x + r * .82, y - r * .45,
            x + r * .38, y - r * .02, x, y - r * .1, x - r * .38, y - r * .02, x - r * .82, y - r * .45,
            x - r * .98, y - r * 1.2, x - r * .5, y - r * 1.78);
    b.ball(body, color);
    b.within(
        body,
        () -> {
          b.cloud(x, y - r * 1.62, r * .55, r * .22, Shade.shadow(.42));
          b.cloud(x + r * .35, y - r * .1, r * .8, r * .3, Shade.alpha(Shade.of(0xf0c46a), .32));
          for (int i = 0; i < 7; i++) {
            double t = -0.75 + i * .25;
            Shape streak = line(x + r * t * .35, y - r * 1.5, x + r * t * 1.05, y - r * .9, x + r * t * .7,
                y - r * .2);
            b.stroke(streak, Shade.alpha(Shade.of(0xf6d27c), .13), r * .07);
          }
        });
    b.cloud(x - r * .42, y - r * 1.2, r * .3, r * .38, Shade.glow(.55));
    b.rod(line(x, y - r * 1.58, x + r * .03, y - r * 1.8, x + r * .14, y - r * 1.98), STEM, r * .1);
    Shape leaf = Forms.leaf(x + r * .06, y - r * 1.76, r * .75, -24);
    b.plane(leaf, LEAF);
    b.stroke(line(x + r * .1, y - r * 1.78, x + r * .68, y - r * 2.02), Shade.glow(.35), r * .025);
  }

  void pear(double x, double y, double r) {
    b.stand(x, y, r * .85);
    Shape body =
        blob(
            x, y - r * 2.5, x + r * .3, y - r * 2.35, x + r * .45, y - r * 1.75, x + r * .95, y - r * .95,
            x + r * .68, y - r * .15, x, y - r * .02, x - r * .68, y - r * .15, x - r * .95, y - r * .95,
            x - r * .45, y - r * 1.75, x - r * .3, y - r * 2.35);
    b.ball(body, PEAR);
    b.within(
        body,
        () -> {
          for (int i = 0; i < 46; i++) {
            double a = i * 2.399;
            double d = r * Math.sqrt(i / 46.0);
            b.fill(oval(x + d * Math.cos(a) * .8, y - r + d * Math.sin(a) * 1.15, 2.6, 2.6),
                Shade.alpha(STEM, .26));
          }
        });
    b.cloud(x - r * .36, y - r * 1.15, r * .24, r * .5, Shade.glow(.5));
    b.rod(line(x, y - r * 2.45, x + r * .04, y - r * 2.7, x + r * .18, y - r * 2.92), STEM, r * .1);
    b.plane(Forms.leaf(x + r * .1, y - r * 2.68, r * .7, -12), LEAF);
  }

  /** A glass jar with something in it and a cloth or a lid on it. */
  void jar(double x, double y, double w, Color content, Color lid) {
    b.stand(x, y, w * .5);
    double h = w * 1.2;
    Shape glass = turned(x, y, w * .46, 0, w * .5, h * .1, w * .5, h * .72, w * .42, h * .9, w * .4, h);
    b.turned(glass, Shade.light(content, .35));
    Shape fill = turned(x, y - h * .02, w * .43, 0, w * .465, h * .1, w * .465, h * .7, w * .43, h * .79);
    b.turned(fill, content);
    b.cloud(x + w * .05, y - h * .3, w * .34, h * .26, Shade.alpha(Shade.light(content, .6), .35));
    b.fill(oval(x, y - h * .79, w * .43, w * .07), Shade.light(content, .3));
    Shape cap = turned(x, y - h * .94, w * .44, 0, w * .45, h * .04, w * .44, h * .17);
    b.turned(cap, lid);
    b.fill(oval(x, y - h * 1.105, w * .44, w * .085), Shade.light(lid, .28));
    Shape label = box(x - w * .3, y - h * .6, w * .6, h * .36, 8);
    b.plane(label, CREAM);
    b.fill(oval(x, y - h * .45, w * .09, w * .09), Shade.alpha(content, .9));
    b.plane(Forms.leaf(x + w * .03, y - h * .52, w * .12, -35), LEAF);
    b.fill(box(x - w * .16, y - h * .325, w * .32, 4, 2), Shade.alpha(STEM, .5));
    b.gloss(x - w * .43, y - h * .8, w * .055, h * .62);
  }

  void apples() {
    crate(500, 790, 620, 250);
    double[][] back = {{300, 600, 84}, {430, 585, 88}, {570, 590, 86}, {700, 600, 84}};
    for (double[] a : back) {
      apple(a[0], a[1], a[2], a[0] == 430 ? BLUSH : RED);
    }
    crateFront(500, 790, 620, 250);
    apple(250, 850, 92, BLUSH);
    apple(790, 870, 86, RED);
  }

  private void crate(double x, double y, double w, double h) {
    b.cast(box(x - w / 2, y - h, w, h, 8), 46, 34, 60, .42);
    b.plane(box(x - w / 2 + 24, y - h - 10, w - 48, h * .7, 8), Shade.dark(WOOD, .5));
  }

  private void crateFront(double x, double y, double w, double h) {
    for (int i = 0; i < 3; i++) {
      double top = y - h * .82 + i * h * .285;
      Shape slat = box(x - w / 2, top, w, h * .25, 6);
      b.plane(slat, WOOD);
      b.within(
          slat,
          () -> {
            for (int k = 0; k < 4; k++) {
              b.stroke(
                  line(x - w / 2, top + 14 + k * 15, x - 40, top + 9 + k * 16, x + w / 2, top + 16 + k * 14),
                  Shade.shadow(.10), 3);
            }
          });
      b.fill(box(x - w / 2 + 4, top + 2, w - 8, 4, 2), Shade.glow(.4));
    }
    for (int side = -1; side <= 1; side += 2) {
      Shape post = box(x + side * (w / 2 - 30) - 24, y - h * .9, 48, h * .95, 8);
      b.plane(post, Shade.dark(WOOD, .12));
      b.fill(oval(x + side * (w / 2 - 30), y - h * .68, 6, 6), Shade.shadow(.55));
      b.fill(oval(x + side * (w / 2 - 30), y - h * .12, 6, 6), Shade.shadow(.55));
    }
  }

  void pears() {
    plate(500, 800, 360, Shade.of(0xe9e4da));
    pear(385, 770, 104);
    pear(615, 775, 108);
    pear(500, 805, 114);
    halfPear(800, 880);
  }

  private void halfPear(double x, double y) {
    Shape half = blob(x - 110, y - 20, x - 40, y - 78, x + 60, y - 70, x + 130, y - 34, x + 60, y - 2,
        x - 60, y + 2);
    b.cast(half, 16, 14, 22, .4);
    b.ball(half, PEAR);
    Shape flesh = blob(x - 98, y - 24, x - 40, y - 68, x + 56, y - 60, x + 116, y - 34, x + 50, y - 14,
        x - 60, y - 10);
    b.plane(flesh, Shade.of(0xfaf0cf));
    b.fill(Forms.leaf(x - 48, y - 40, 40, 6), Shade.of(0xe7d49a));
    b.fill(Forms.leaf(x - 34, y - 40, 16, 6), STEM);
  }

  void plate(double x, double y, double r, Color color) {
    b.cast(oval(x, y, r, r * .3), 40, 26, 46, .45);
    b.ball(oval(x, y + 10, r, r * .3), Shade.dark(color, .18));
    b.plane(oval(x, y, r, r * .3), color);
    b.fade(oval(x, y + 4, r * .78, r * .21), Shade.dark(color, .13), Shade.light(color, .3));
  }

  void jam() {
    jar(390, 800, 300, Shade.of(0xc8703a), Shade.of(0xd9cfc0));
    jar(690, 830, 240, Shade.of(0xb9552f), Shade.of(0xc65a4a));
    apple(215, 850, 80, RED);
    Shape stick = line(480, 880, 640, 905);
    b.cast(box(480, 872, 160, 30, 10), 8, 14, 14, .35);
    b.rod(stick, Shade.of(0x8a5130), 26);
    b.rod(line(520, 915, 660, 885), Shade.of(0x9a6038), 24);
  }

  void honey() {
    jar(430, 810, 360, Shade.of(0xe0982a), Shade.of(0x8a6a4a));
    b.rod(line(700, 560, 770, 830), WOOD, 24);
    for (int i = 0; i < 5; i++) {
      double t = i * 20;
      b.ball(oval(775 + t * .25, 812 + t, 52 - Math.abs(i - 2) * 9, 15), Shade.of(0xc08a4c));
    }
    b.stand(790, 912, 70);
    b.ball(oval(770, 905, 110, 24), Shade.of(0xe9a93a));
    b.cloud(735, 898, 40, 9, Shade.glow(.7));
    for (int i = 0; i < 5; i++) {
      double a = i * 72 - 90;
      b.ball(
          Forms.turnedBy(oval(215, 838, 20, 34), a, 215, 870), Shade.of(0xfbe3df));
    }
    b.ball(oval(215, 870, 14, 14), Shade.of(0xe6b84a));
  }

  void crisps() {
    bowl(470, 830, 290, 190, Shade.of(0xdcd3c4));
    double[][] chips = {
      {300, 640, -20}, {390, 610, 14}, {490, 600, -8}, {590, 612, 24}, {660, 645, -16}, {350, 668, 30},
      {450, 655, -26}, {560, 660, 10}, {500, 690, -4}
    };
    for (double[] c : chips) {
      crisp(c[0], c[1], 66, c[2]);
    }
    bowlFront(470, 830, 290, 190, Shade.of(0xdcd3c4));
    crisp(800, 880, 70, 12);
    crisp(730, 915, 62, -18);
    apple(850, 790, 72, RED);
  }

  private void crisp(double x, double y, double r, double degrees) {
    Shape outer = Forms.turnedBy(oval(x, y, r, r * .46), degrees, x, y);
    b.cast(outer, 6, 10, 12, .4);
    b.plane(outer, Shade.of(0xd9604a));
    b.plane(Forms.turnedBy(oval(x, y - 3, r * .9, r * .39), degrees, x, y), Shade.of(0xf7e3b4));
    b.fill(Forms.turnedBy(oval(x, y - 2, r * .2, r * .08), degrees, x, y), Shade.of(0xdcb878));
  }

  /** The inside of a bowl; what lies in it is painted before {@link #bowlFront}. */
  void bowl(double x, double y, double r, double h, Color color) {
    b.stand(x, y, r * .6);
    b.fill(oval(x, y - h, r, r * .24), Shade.dark(color, .3));
    b.fade(oval(x, y - h + 8, r * .94, r * .21), Shade.dark(color, .42), Shade.dark(color, .16));
  }

  void bowlFront(double x, double y, double r, double h, Color color) {
    Shape whole = turned(x, y, r * .42, 0, r * .48, h * .06, r * .86, h * .55, r, h);
    Shape front = Forms.cut(whole, oval(x, y - h - 1, r * .985, r * .225));
    b.turned(front, color);
    b.stroke(
        Forms.line(x - r, y - h, x - r * .8, y - h + r * .145, x, y - h + r * .235, x + r * .8,
            y - h + r * .145, x + r, y - h),
        Shade.glow(.6), 6);
  }

  void loaf() {
    board(500, 850, 720, 90);
    Shape body = blob(190, 700, 270, 560, 500, 505, 730, 560, 812, 700, 770, 805, 500, 835, 230, 805);
    b.cast(body, 44, 30, 40, .5);
    b.ball(body, CRUST);
    b.within(
        body,
        () -> {
          b.cloud(430, 600, 260, 90, Shade.glow(.28));
          for (int i = 0; i < 4; i++) {
            double x = 300 + i * 125;
            Shape cut = blob(x - 52, 745, x - 14, 640, x + 46, 560, x + 62, 575, x + 34, 660, x - 20, 752);
            b.fill(cut, Shade.dark(CRUST, .35));
            b.plane(Forms.moved(cut, 7, 5), Shade.of(0xf0d3a0));
          }
          for (int i = 0; i < 160; i++) {
            double a = i * 2.399;
            double d = Math.sqrt(i / 160.0);
            b.fill(oval(500 + 300 * d * Math.cos(a), 660 + 150 * d * Math.sin(a), 3.4, 2.6), Shade.glow(.42));
          }
        });
    wheat(160, 905);
    wheat(215, 925);
  }

  private void wheat(double x, double y) {
    b.stroke(line(x, y, x + 130, y - 30, x + 250, y - 20), Shade.of(0xb8893f), 5);
    for (int i = 0; i < 6; i++) {
      double px = x + 130 + i * 22;
      b.plane(Forms.leaf(px, y - 28, 40, -28), Shade.of(0xdcb35c));
      b.plane(Forms.leaf(px, y - 24, 40, 28), Shade.of(0xc99a45));
    }
  }

  void board(double x, double y, double w, double thick) {
    Shape top = box(x - w / 2, y - thick, w, thick * 1.2, thick * .5);
    b.cast(top, 30, 36, 44, .45);
    b.plane(Forms.moved(top, 0, 18), Shade.dark(WOOD, .34));
    b.plane(top, WOOD);
    b.within(
        top,
        () -> {
          for (int i = 0; i < 6; i++) {
            double t = y - thick + 12 + i * 17;
            b.stroke(line(x - w / 2, t, x - 60, t - 6, x + w / 2, t + 5), Shade.shadow(.09), 3);
          }
        });
  }

  void croissants() {
    plate(500, 840, 370, Shade.of(0xf3ece2));
    croissant(330, 775, 150, -18);
    croissant(680, 770, 150, 16);
    croissant(500, 690, 160, 4);
    croissant(505, 850, 205, -3);
  }

  private void croissant(double x, double y, double r, double degrees) {
    Shape all = Forms.turnedBy(oval(x, y - r * .28, r, r * .4), degrees, x, y);
    b.cast(all, 14, 22, 26, .5);
    for (int i : new int[] {0, 6, 1, 5, 2, 4, 3}) {
      double t = (i - 3) / 3.0;
      double px = x + t * r * .84;
      double py = y - r * .42 + t * t * r * .44;
      double high = r * (.43 - .27 * t * t);
      Shape fold =
          blob(
              px - r * .21, py + high * .5, px - r * .17, py - high * .7, px, py - high, px + r * .17,
              py - high * .7, px + r * .21, py + high * .5, px, py + high * .86);
      Shape turned = Forms.turnedBy(Forms.turnedBy(fold, t * 46, px, py), degrees, x, y);
      b.ball(turned, Shade.mix(BUTTER, CRUST, .25 + .5 * Math.abs(t)));
      b.inner(turned, 14, .3);
      b.within(turned, () -> b.cloud(px - r * .05, py - high * .6, r * .12, high * .36, Shade.glow(.45)));
    }
  }

  void strawberryCake() {
    b.stand(500, 860, 250);
    b.turned(turned(500, 862, 110, 0, 60, 20, 50, 60, 150, 84), Shade.of(0xe8e2da));
    b.ball(oval(500, 778, 340, 80), Shade.of(0xf1ece6));
    Shape side = turned(500, 780, 262, 0, 262, 200);
    b.turned(side, CREAM);
    b.within(
        side,
        () -> {
          b.turned(box(230, 668, 540, 44, 0), Shade.of(0xe8bd7e));
          b.turned(box(230, 712, 540, 14, 0), BERRY);
        });
    b.plane(oval(500, 580, 262, 66), Shade.light(CREAM, .6));
    for (int i = 0; i < 12; i++) {
      double a = i * Math.PI / 6;
      b.ball(oval(500 + 232 * Math.cos(a), 572 + 52 * Math.sin(a), 32, 26), Shade.light(CREAM, .5));
    }
    double[][] berries = {{420, 590, 58}, {560, 585, 60}, {490, 556, 54}, {500, 622, 64}, {620, 610, 46},
        {385, 625, 46}};
    for (double[] s : berries) {
      strawberry(s[0], s[1], s[2]);
    }
    strawberry(190, 900, 62);
  }

  private void strawberry(double x, double y, double r) {
    b.stand(x, y, r * .6);
    Shape body = blob(x, y - r * 1.45, x + r * .7, y - r * 1.1, x + r * .5, y - r * .35, x, y, x - r * .5,
        y - r * .35, x - r * .7, y - r * 1.1);
    b.ball(body, BERRY);
    for (int i = 0; i < 9; i++) {
      b.fill(oval(x + (i % 3 - 1) * r * .34, y - r * (1.05 - i / 3 * .3), 2.6, 4), Shade.of(0xf4d58a));
    }
    b.cloud(x - r * .28, y - r, r * .2, r * .3, Shade.glow(.55));
    for (int i = 0; i < 5; i++) {
      b.plane(Forms.leaf(x, y - r * 1.36, r * .5, -160 + i * 36), LEAF);
    }
  }

  void cookies() {
    b.stand(350, 830, 190);
    b.turned(turned(350, 830, 188, 0, 190, 250), Shade.of(0x8fb0ae));
    b.turned(box(160, 660, 380, 40, 0), Shade.of(0xf4e8d4));
    b.fill(oval(350, 580, 190, 46), Shade.of(0x5f7f7f));
    for (int i = 0; i < 4; i++) {
      cookie(270 + i * 56, 580 - (i % 2) * 22, 78);
    }
    Shape rim = Forms.cut(turned(350, 830, 188, 0, 190, 250), turned(350, 860, 300, 0, 300, 60));
    b.within(box(150, 590, 400, 40, 0), () -> b.turned(Forms.cut(rim, oval(350, 578, 188, 46)),
        Shade.of(0x8fb0ae)));
    for (int i = 0; i < 4; i++) {
      cookie(700, 870 - i * 34, 118);
    }
    cookie(560, 905, 100);
  }

  private void cookie(double x, double y, double r) {
    Shape body = oval(x, y, r, r * .42);
    b.cast(body, 8, 14, 14, .4);
    b.ball(Forms.moved(body, 0, 14), Shade.dark(CRUST, .2));
    b.ball(body, Shade.of(0xd9a45f));
    for (int i = 0; i < 14; i++) {
      double a = i * 2.399;
      double d = r * .8 * Math.sqrt((i + 1) / 15.0);
      Color bit = i % 3 == 0 ? Shade.of(0x6d4630) : Shade.of(0xf2d7a4);
      b.fill(oval(x + d * Math.cos(a), y + d * Math.sin(a) * .4, r * .085, r * .05), bit);
    }
  }

  void milkRolls() {
    board(500, 850, 700, 90);
    double[][] rolls = {{330, 730}, {500, 722}, {670, 730}, {245, 800}, {415, 806}, {585, 806}, {755, 800}};
    for (double[] r : rolls) {
      Shape bun = blob(r[0] - 98, r[1], r[0] - 66, r[1] - 84, r[0], r[1] - 112, r[0] + 66, r[1] - 84,
          r[0] + 98, r[1], r[0], r[1] + 24);
      b.cast(bun, 12, 14, 20, .4);
      b.ball(bun, Shade.of(0xd9964a));
      b.cloud(r[0] - 28, r[1] - 74, 46, 22, Shade.glow(.55));
      b.within(bun, () -> b.cloud(r[0], r[1] + 26, 110, 34, Shade.alpha(Shade.of(0xf8e2b6), .8)));
    }
  }
}
