package laotie.server.sim;

import static laotie.server.sim.Forms.blob;
import static laotie.server.sim.Forms.box;
import static laotie.server.sim.Forms.line;
import static laotie.server.sim.Forms.oval;
import static laotie.server.sim.Forms.polygon;

import java.awt.Color;
import java.awt.Shape;

/** Garments, hanging from a rail by wooden hangers. */
final class Wardrobe {

  private static final Color WOOD = Shade.of(0xb98a5c);
  private static final Color BRASS = Shade.of(0xcaa25a);

  private final Brush b;

  Wardrobe(Brush brush) {
    this.b = brush;
  }

  /** The rail along the top. */
  void rail(double y) {
    b.cast(box(-20, y - 8, 1040, 16, 8), 16, 34, 22, .3);
    b.rod(line(-20, y, 1020, y), BRASS, 18);
  }

  /** A hanger at (x, y) of the hook's top, shoulders {@code w} wide, 120 lower. */
  void hanger(double x, double y, double w) {
    b.stroke(line(x - 18, y + 16, x - 6, y - 8, x + 18, y + 2, x + 14, y + 28, x, y + 44, x, y + 84), BRASS,
        7);
    Shape wood = blob(x - w / 2, y + 128, x - w * .3, y + 102, x, y + 78, x + w * .3, y + 102, x + w / 2,
        y + 128, x + w * .3, y + 124, x, y + 106, x - w * .3, y + 124);
    b.plane(wood, WOOD);
  }

  private void cloth(Shape shape, Color color) {
    b.cast(shape, 46, 34, 50, .38);
    b.plane(shape, color);
    b.inner(shape, 46, .22);
  }

  private void fold(Shape outline, double... xy) {
    b.within(
        outline,
        () -> {
          Shape crease = line(xy);
          for (int i = 0; i < 3; i++) {
            b.stroke(Forms.moved(crease, i * 3, 0), Shade.shadow(.07), 10 - i * 3);
          }
          b.stroke(Forms.moved(crease, -9, 0), Shade.glow(.16), 8);
        });
  }

  /** A sleeve from the shoulder; {@code side} -1 is left. */
  private Shape sleeve(double x, double y, int side, double length, double wide) {
    double s = side;
    return blob(
        x + s * 120, y + 14, x + s * 186, y + 48, x + s * (226 + wide * .2), y + length * .55,
        x + s * (238 + wide * .3), y + length, x + s * (178 + wide * .1), y + length + 14,
        x + s * 158, y + length * .6, x + s * 124, y + 150);
  }

  private Shape body(double x, double y, double length, double hem) {
    return polygonSoft(
        x - 70, y - 6, x - 130, y + 16, x - 172, y + 60, x - 150, y + 200, x - 152, y + length * .7,
        x - hem, y + length, x, y + length + 14, x + hem, y + length, x + 152, y + length * .7,
        x + 150, y + 200, x + 172, y + 60, x + 130, y + 16, x + 70, y - 6, x, y + 16);
  }

  private static Shape polygonSoft(double... xy) {
    return blob(xy);
  }

  void jacket(double x, double y, Color color) {
    hanger(x, y - 120, 300);
    for (int side = -1; side <= 1; side += 2) {
      Shape arm = sleeve(x, y, side, 400, 30);
      cloth(arm, Shade.dark(color, side > 0 ? .14 : .02));
      fold(arm, x + side * 190, y + 120, x + side * 200, y + 240, x + side * 206, y + 380);
      b.stroke(line(x + side * 176, y + 384, x + side * 246, y + 372), Shade.shadow(.3), 5);
    }
    Shape body = body(x, y, 500, 176);
    cloth(body, color);
    fold(body, x - 120, y + 180, x - 112, y + 330, x - 124, y + 500);
    fold(body, x + 116, y + 160, x + 124, y + 340, x + 110, y + 500);
    b.stroke(line(x + 4, y + 60, x + 2, y + 260, x + 4, y + 508), Shade.shadow(.4), 5);
    b.stroke(line(x - 22, y + 70, x - 24, y + 260, x - 22, y + 506), Shade.glow(.3), 3);
    for (int i = 0; i < 5; i++) {
      b.ball(oval(x - 10, y + 120 + i * 84, 10, 10), Shade.of(0x6a4a34));
    }
    pocket(x - 96, y + 180, 92, 92, color);
    pocket(x + 96, y + 180, 92, 92, color);
    pocket(x - 98, y + 372, 108, 104, color);
    pocket(x + 98, y + 372, 108, 104, color);
    for (int side = -1; side <= 1; side += 2) {
      Shape flap = polygon(x, y + 62, x + side * 76, y - 16, x + side * 118, y + 58, x + side * 52, y + 108);
      b.cast(flap, 4, 8, 12, .4);
      b.plane(flap, Shade.light(color, .12));
      b.stroke(line(x + side * 14, y + 62, x + side * 54, y + 98, x + side * 108, y + 56), Shade.glow(.35),
          3);
    }
  }

  private void pocket(double x, double y, double w, double h, Color color) {
    Shape pocket = box(x - w / 2, y, w, h, 12);
    b.cast(pocket, 4, 6, 10, .32);
    b.plane(pocket, Shade.light(color, .05));
    b.stroke(box(x - w / 2 + 6, y + 6, w - 12, h - 12, 8), Shade.glow(.32), 2.4);
    b.fill(box(x - w / 2, y, w, 20, 8), Shade.shadow(.10));
  }

  void knit(double x, double y, Color color) {
    hanger(x, y - 120, 300);
    for (int side = -1; side <= 1; side += 2) {
      Shape arm = sleeve(x, y, side, 410, 40);
      cloth(arm, Shade.dark(color, side > 0 ? .12 : .02));
      stitches(arm);
      ribs(arm, x + side * 208, y + 396, 80, 46);
    }
    Shape body = body(x, y, 440, 160);
    cloth(body, color);
    stitches(body);
    ribs(body, x, y + 424, 360, 52);
    fold(body, x - 110, y + 140, x - 104, y + 300, x - 116, y + 430);
    Shape neck = Forms.cut(oval(x, y + 2, 92, 46), oval(x, y - 8, 70, 30));
    b.plane(neck, Shade.light(color, .1));
    b.fill(oval(x, y - 8, 70, 30), Shade.dark(color, .55));
    ribs(neck, x, y + 10, 200, 70);
  }

  private void stitches(Shape outline) {
    b.within(
        outline,
        () -> {
          for (double y = outline.getBounds2D().getY(); y < outline.getBounds2D().getMaxY(); y += 17) {
            for (double x = outline.getBounds2D().getX(); x < outline.getBounds2D().getMaxX(); x += 22) {
              b.stroke(Forms.polygon(x, y, x + 7, y + 9, x + 14, y), Shade.shadow(.055), 3);
            }
          }
        });
  }

  private void ribs(Shape outline, double cx, double cy, double w, double h) {
    b.within(
        outline,
        () -> {
          for (double x = cx - w / 2; x < cx + w / 2; x += 11) {
            b.stroke(line(x, cy - h / 2, x, cy + h / 2), Shade.shadow(.2), 4);
            b.stroke(line(x + 5, cy - h / 2, x + 5, cy + h / 2), Shade.glow(.22), 3);
          }
        });
  }

  void dress(double x, double y, Color color) {
    hanger(x, y - 120, 240);
    Shape skirt = blob(x - 96, y + 224, x - 190, y + 420, x - 236, y + 640, x - 110, y + 668, x, y + 656,
        x + 110, y + 668, x + 236, y + 640, x + 190, y + 420, x + 96, y + 224);
    for (int side = -1; side <= 1; side += 2) {
      Shape puff = blob(x + side * 84, y + 6, x + side * 150, y + 16, x + side * 196, y + 100,
          x + side * 156, y + 142, x + side * 116, y + 120);
      cloth(puff, Shade.dark(color, side > 0 ? .12 : .02));
      flowers(puff);
    }
    cloth(skirt, color);
    for (int i = -2; i <= 2; i++) {
      fold(skirt, x + i * 34, y + 236, x + i * 66, y + 430, x + i * 92, y + 656);
    }
    flowers(skirt);
    Shape top = blob(x - 74, y - 4, x - 122, y + 40, x - 112, y + 150, x - 92, y + 236, x, y + 246, x + 92,
        y + 236, x + 112, y + 150, x + 122, y + 40, x + 74, y - 4, x + 40, y + 66, x, y + 92, x - 40, y + 66);
    cloth(top, Shade.light(color, .04));
    flowers(top);
    b.plane(box(x - 96, y + 220, 192, 26, 10), Shade.dark(color, .28));
    for (int i = 0; i < 4; i++) {
      b.ball(oval(x, y + 116 + i * 28, 6, 6), Shade.of(0xf6ead6));
    }
  }

  private void flowers(Shape outline) {
    b.within(
        outline,
        () -> {
          for (int i = 0; i < 320; i++) {
            double px = outline.getBounds2D().getX() + i * .7548777 % 1 * outline.getBounds2D().getWidth();
            double py = outline.getBounds2D().getY() + i * .5698403 % 1 * outline.getBounds2D().getHeight();
            if (i % 3 == 0) {
              for (int k = 0; k < 5; k++) {
                b.fill(Forms.turnedBy(oval(px, py - 6, 4.5, 5.5), k * 72, px, py), Shade.of(0xf9e7d6));
              }
              b.fill(oval(px, py, 3, 3), Shade.of(0xe2a24a));
            } else if (i % 5 == 0) {
              b.fill(Forms.leaf(px, py, 15, i * 40), Shade.of(0x8fa67c));
            }
          }
        });
  }

  void shirt(double x, double y, Color color) {
    hanger(x, y - 120, 300);
    for (int side = -1; side <= 1; side += 2) {
      Shape arm = sleeve(x, y, side, 390, 16);
      cloth(arm, Shade.dark(color, side > 0 ? .12 : .02));
      fold(arm, x + side * 184, y + 120, x + side * 192, y + 240, x + side * 200, y + 370);
      b.plane(Forms.turnedBy(box(x + side * 206 - 36, y + 352, 72, 46, 8), -side * 6, x + side * 206,
          y + 375), Shade.light(color, .12));
    }
    Shape body = body(x, y, 480, 150);
    cloth(body, color);
    fold(body, x - 104, y + 120, x - 92, y + 320, x - 108, y + 480);
    fold(body, x + 96, y + 180, x + 106, y + 330, x + 92, y + 480);
    b.plane(box(x - 18, y + 60, 36, 430, 6), Shade.light(color, .14));
    for (int i = 0; i < 6; i++) {
      b.ball(oval(x, y + 104 + i * 72, 7, 7), Shade.of(0xe6d3b4));
    }
    pocket(x + 82, y + 150, 84, 92, color);
    for (int side = -1; side <= 1; side += 2) {
      Shape flap = polygon(x, y + 54, x + side * 62, y - 22, x + side * 96, y + 36, x + side * 44, y + 96);
      b.cast(flap, 3, 7, 10, .4);
      b.plane(flap, Shade.light(color, .2));
    }
  }

  void scarf(double x, double y, Color color, Color check) {
    hanger(x, y - 120, 260);
    Shape back = blob(x - 96, y - 6, x + 20, y - 10, x + 30, y + 300, x + 22, y + 560, x - 92, y + 560,
        x - 100, y + 280);
    Shape front = blob(x - 16, y - 10, x + 104, y - 4, x + 118, y + 260, x + 112, y + 470, x - 6, y + 474,
        x - 12, y + 240);
    for (Shape part : new Shape[] {back, front}) {
      double bottom = part.getBounds2D().getMaxY() - 10;
      for (double fx = part.getBounds2D().getX() + 16; fx < part.getBounds2D().getMaxX() - 10; fx += 12) {
        b.stroke(line(fx, bottom - 10, fx - 2, bottom + 20, fx + 2, bottom + 46), Shade.dark(color, .1), 6);
      }
      cloth(part, color);
      b.within(
          part,
          () -> {
            for (double t = y - 20; t < y + 600; t += 84) {
              b.fill(box(x - 140, t, 300, 22, 0), Shade.alpha(check, .5));
              b.fill(box(x - 140, t + 34, 300, 5, 0), Shade.alpha(Shade.of(0xfff4de), .6));
            }
            for (double t = x - 120; t < x + 140; t += 62) {
              b.fill(box(t, y - 30, 18, 640, 0), Shade.alpha(check, .38));
              b.fill(box(t + 28, y - 30, 4, 640, 0), Shade.alpha(Shade.of(0xfff4de), .5));
            }
          });
      fold(part, part.getBounds2D().getCenterX() + 10, y + 40, part.getBounds2D().getCenterX() + 18,
          y + 300, part.getBounds2D().getCenterX() + 6, y + 540);
    }
  }
}
