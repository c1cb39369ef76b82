package laotie.server.sim;

import java.awt.AlphaComposite;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * Something painted once and put down many times.
 *
 * @param image its pixels, the rest transparent
 * @param x left of the image in the design space it was painted in
 * @param y top of it
 */
record Sprite(BufferedImage image, double x, double y) {

  /** Paints a box of a design space that is 1,000 wide on a sheet of {@code sheetPixels}. */
  static Sprite of(int sheetPixels, double[] box, Consumer<Brush> painting) {
    double scale = sheetPixels / 1000.0;
    Brush brush = Brush.patch((int) Math.ceil(box[2] * scale), (int) Math.ceil(box[3] * scale), scale);
    brush.g.translate(-box[0], -box[1]);
    painting.accept(brush);
    return new Sprite(brush.image(), box[0], box[1]);
  }

  /**
   * How a sprite is put down.
   *
   * @param dx moved to the right by, after the turn
   * @param degrees turned clockwise about (pivotX, pivotY) of its own space
   * @param size times as large, about the pivot
   */
  record Put(double dx, double dy, double degrees, double pivotX, double pivotY, double size,
      double opacity) {

    static Put at(double dx, double dy) {
      return new Put(dx, dy, 0, 0, 0, 1, 1);
    }

    Put turned(double by, double px, double py) {
      return new Put(dx, dy, by, px, py, size, opacity);
    }
  }

  void put(Brush on, Put how) {
    AffineTransform before = on.g.getTransform();
    double scale = before.getScaleX();
    on.g.translate(how.dx() + how.pivotX(), how.dy() + how.pivotY());
    on.g.rotate(Math.toRadians(how.degrees()));
    on.g.scale(how.size(), how.size());
    on.g.translate(x - how.pivotX(), y - how.pivotY());
    on.g.scale(1 / scale, 1 / scale);
    float opacity = (float) Math.clamp(how.opacity(), 0, 1);
    on.g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity));
    on.g.drawImage(image, 0, 0, null);
    on.g.setComposite(AlphaComposite.SrcOver);
    on.g.setTransform(before);
  }
}
