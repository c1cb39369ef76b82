package laotie.server.sim;

import static laotie.server.sim.Forms.blob;
import static laotie.server.sim.Forms.box;
import static laotie.server.sim.Forms.line;
import static laotie.server.sim.Forms.oval;
import static laotie.server.sim.Forms.polygon;
import static laotie.server.sim.Forms.turned;

import java.awt.Color;
import java.awt.Shape;

/** Things for the hills. */
final class Camp {

  private static final Color MOSS = Shade.of(0x6f7f4f);
  private static final Color STRAP = Shade.of(0x4a4038);
  private static final Color OCHRE = Shade.of(0xd08a3e);
  private static final Color STEEL = Shade.of(0xb9c0c2);
  private static final Color STONE = Shade.of(0x9a958c);

  private final Brush b;

  Camp(Brush brush) {
    this.b = brush;
  }

  /** Far hills on the wall, so that the outdoors is in the room. */
  void hills() {
    b.within(
        box(-5, 0, 1010, 640, 0),
        () -> {
          Shape far = blob(-60, 700, -40, 520, 140, 430, 260, 480, 430, 350, 600, 470, 760, 390, 930, 480,
              1060, 440, 1060, 700);
          b.fade(far, Shade.alpha(Shade.of(0x9fb6bb), .55), Shade.alpha(Shade.of(0xc5d4d3), .4));
          Shape near = blob(-60, 720, -40, 590, 120, 540, 300, 600, 470, 520, 700, 590, 880, 520, 1060, 580,
              1060, 720);
          b.fade(near, Shade.alpha(Shade.of(0x7d9790), .6), Shade.alpha(Shade.of(0xa9bdb4), .5));
        });
  }

  void backpack() {
    stone(800, 880, 90);
    b.stand(480, 860, 190);
    Shape roll = box(300, 770, 370, 86, 43);
    b.turned(Forms.join(roll), OCHRE);
    b.fill(oval(318, 813, 22, 42), Shade.dark(OCHRE, .35));
    Shape body = blob(300, 800, 292, 560, 320, 400, 400, 330, 490, 318, 580, 330, 655, 400, 684, 560, 672,
        800, 480, 832);
    b.cast(body, 60, 20, 46, .42);
    b.turned(body, MOSS);
    b.inner(body, 40, .25);
    Shape hood = blob(318, 430, 350, 330, 480, 286, 612, 330, 652, 430, 640, 490, 480, 512, 330, 490);
    b.cast(hood, 6, 16, 18, .4);
    b.ball(hood, Shade.light(MOSS, .08));
    Shape pocket = blob(352, 600, 480, 586, 610, 600, 620, 740, 590, 790, 480, 800, 372, 790, 342, 740);
    b.cast(pocket, 8, 12, 18, .4);
    b.plane(pocket, Shade.dark(MOSS, .08));
    b.stroke(line(366, 650, 480, 640, 600, 650), STRAP, 10);
    b.stroke(line(366, 646, 480, 636, 600, 646), Shade.glow(.25), 3);
    for (double x : new double[] {405, 560}) {
      b.plane(box(x - 12, 440, 24, 160, 6), STRAP);
      b.plane(box(x - 20, 540, 40, 34, 8), STEEL);
    }
    b.rod(line(440, 300, 480, 250, 525, 300), STRAP, 16);
    b.rod(line(292, 560, 250, 640, 290, 740), STRAP, 20);
    Shape patch = oval(480, 715, 40, 40);
    b.plane(patch, Shade.of(0xece2cd));
    b.fill(polygon(452, 735, 474, 694, 486, 712, 494, 702, 510, 735), Shade.of(0x5f7f78));
  }

  private void stone(double x, double y, double r) {
    b.stand(x, y, r);
    b.ball(blob(x - r, y - 10, x - r * .7, y - r * .7, x, y - r * .9, x + r * .8, y - r * .5, x + r, y, x,
        y + 12), STONE);
  }

  void tent() {
    Shape floor = blob(110, 850, 500, 800, 900, 850, 830, 900, 500, 920, 170, 900);
    b.cloud(540, 880, 470, 90, Shade.shadow(.42));
    b.plane(floor, Shade.of(0x5c6650));
    Shape dome = blob(130, 860, 200, 640, 340, 470, 500, 410, 660, 470, 800, 640, 872, 860, 500, 890);
    b.ball(dome, OCHRE);
    b.within(
        dome,
        () -> {
          b.fill(polygon(640, 400, 900, 900, 700, 900, 560, 410), Shade.shadow(.16));
          b.fill(polygon(140, 900, 330, 420, 460, 400, 330, 900), Shade.glow(.16));
        });
    Shape door = blob(360, 884, 392, 690, 500, 560, 612, 690, 650, 884, 500, 896);
    b.ball(door, Shade.of(0x6b4a32));
    b.cloud(505, 790, 110, 100, Shade.alpha(Shade.of(0xffd27a), .85));
    Shape flap = blob(650, 884, 612, 690, 502, 562, 580, 640, 680, 720, 742, 884);
    b.plane(flap, Shade.light(OCHRE, .22));
    b.stroke(line(130, 860, 260, 560, 500, 408, 740, 560, 872, 860), Shade.shadow(.38), 8);
    b.stroke(line(500, 408, 560, 640, 640, 884), Shade.shadow(.15), 5);
    b.stroke(line(200, 650, 60, 900), Shade.of(0xf3ead6), 4);
    b.stroke(line(800, 650, 945, 900), Shade.of(0xf3ead6), 4);
    stone(90, 905, 40);
    stone(920, 915, 44);
  }

  void flask() {
    bottle(420, 860, 190, 500, STEEL);
    bottle(650, 880, 150, 380, Shade.of(0x5f7f78));
    b.stand(830, 900, 62);
    b.turned(turned(830, 900, 50, 0, 62, 96), STEEL);
    b.fade(oval(830, 804, 58, 13), Shade.of(0x5a3a28), Shade.of(0x8a5a3a));
  }

  private void bottle(double x, double y, double w, double h, Color color) {
    b.stand(x, y, w * .55);
    double r = w / 2;
    b.turned(turned(x, y, r * .94, 0, r, h * .04, r, h * .68, r * .86, h * .77, r * .66, h * .81), color);
    b.turned(turned(x, y - h * .8, r * .72, 0, r * .72, h * .16, r * .66, h * .2), STRAP);
    b.fill(oval(x, y - h, r * .66, r * .14), Shade.light(STRAP, .22));
    b.rod(line(x - r * .5, y - h * .98, x, y - h * 1.08, x + r * .5, y - h * .98), STRAP, r * .16);
    b.turned(turned(x, y - h * .14, r * 1.005, 0, r * 1.005, h * .03), Shade.dark(color, .3));
    Shape sign = polygon(x - r * .34, y - h * .34, x - r * .06, y - h * .47, x + r * .08, y - h * .41,
        x + r * .18, y - h * .45, x + r * .38, y - h * .34);
    b.fill(sign, Shade.glow(.6));
    b.gloss(x - r * .8, y - h * .64, r * .12, h * .52);
  }

  void lantern() {
    b.cloud(500, 560, 440, 400, Shade.alpha(Shade.of(0xffd98a), .55));
    b.stand(500, 860, 170);
    b.cloud(500, 880, 360, 70, Shade.alpha(Shade.of(0xffdf9a), .6));
    b.turned(turned(500, 860, 160, 0, 150, 46, 128, 84), Shade.of(0x50604f));
    Shape glass = turned(500, 780, 118, 0, 156, 110, 150, 210, 104, 290);
    b.turned(glass, Shade.of(0xffd27a));
    b.within(
        glass,
        () -> {
          b.cloud(500, 640, 130, 150, Shade.alpha(Shade.of(0xfffbe8), .98));
          b.cloud(500, 660, 60, 90, Shade.alpha(Shade.of(0xffffff), .9));
        });
    b.rod(line(470, 780, 470, 690, 500, 640, 530, 690, 530, 780), Shade.of(0xf2a93a), 8);
    b.stroke(line(344, 670, 420, 694, 580, 694, 656, 670), Shade.alpha(Shade.of(0x50604f), .8), 9);
    b.gloss(372, 590, 16, 130);
    b.turned(turned(500, 500, 118, 0, 120, 24, 60, 70, 40, 96), Shade.of(0x50604f));
    b.rod(line(352, 700, 330, 420, 500, 300, 670, 420, 648, 700), STEEL, 11);
    b.rod(line(460, 306, 540, 306), Shade.of(0xb98a5a), 24);
    stone(810, 900, 70);
    stone(900, 925, 44);
  }

  void beanie() {
    hat(370, 850, 190, Shade.of(0xc07a3a), true);
    hat(690, 880, 170, Shade.of(0x55676a), false);
  }

  private void hat(double x, double y, double r, Color wool, boolean hasBobble) {
    b.stand(x, y, r * .95);
    if (hasBobble) {
      for (int i = 0; i < 26; i++) {
        double a = i * 2.399;
        double d = r * .2 * Math.sqrt(i / 26.0);
        b.ball(oval(x + d * Math.cos(a), y - r * 1.72 + d * Math.sin(a), r * .11, r * .11),
            Shade.light(wool, .55));
      }
    }
    Shape dome = blob(x - r, y - r * .4, x - r * .86, y - r * 1.1, x - r * .42, y - r * 1.52, x,
        y - r * 1.62, x + r * .42, y - r * 1.52, x + r * .86, y - r * 1.1, x + r, y - r * .4, x, y - r * .2);
    b.ball(dome, wool);
    b.within(dome, () -> ribs(x, y, r));
    Shape cuff = blob(x - r * 1.06, y - r * .1, x - r * 1.06, y - r * .5, x, y - r * .4, x + r * 1.06,
        y - r * .5, x + r * 1.06, y - r * .1, x, y + r * .05);
    b.cast(cuff, 4, 10, 14, .4);
    b.turned(cuff, Shade.light(wool, .10));
    b.within(
        cuff,
        () -> {
          for (int i = 0; i < 30; i++) {
            double px = x - r * 1.05 + i * r * .072;
            b.stroke(line(px, y - r * .56, px, y + r * .08), Shade.shadow(.14), r * .025);
            b.stroke(line(px + r * .03, y - r * .56, px + r * .03, y + r * .08), Shade.glow(.2), r * .02);
          }
        });
    b.plane(box(x + r * .45, y - r * .4, r * .26, r * .2, 5), Shade.of(0xe9dcc2));
  }

  private void ribs(double x, double y, double r) {
    for (int i = -7; i <= 7; i++) {
      double t = i / 7.0;
      Shape rib = line(x + t * r, y - r * .3, x + t * r * .86, y - r * 1.05, x + t * r * .12, y - r * 1.66);
      b.stroke(rib, Shade.shadow(.16), r * .05);
      b.stroke(Forms.moved(rib, -r * .04, 0), Shade.glow(.22), r * .03);
    }
  }
}
