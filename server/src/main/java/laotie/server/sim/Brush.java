package laotie.server.sim;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * Paints volumes under one light from the upper left, in a design space 1,000 wide. Shading is gradients
 * only, so that a picture takes a tenth of a second; cast shadows are blurred at an eighth of the size.
 */
final class Brush {

  private static final int SHADOW_SCALE = 8;

  final Graphics2D g;
  private final BufferedImage image;
  private final double scale;
  private boolean throwsShadows = true;

  /** A new sheet of so many pixels. */
  Brush(int width, int height) {
    this(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), width / 1000.0);
  }

  private Brush(BufferedImage image, double scale) {
    this.image = image;
    this.scale = scale;
    this.g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.scale(scale, scale);
  }

  /** A transparent piece of a sheet with {@code scale} pixels a design unit. */
  static Brush patch(int width, int height, double scale) {
    return new Brush(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE), scale);
  }

  /** A transparent sheet of the same size. */
  Brush layer() {
    return new Brush(
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE), scale);
  }

  /** Without cast shadows from now on: for what moves, frame after frame. */
  Brush withoutCasts() {
    throwsShadows = false;
    return this;
  }

  BufferedImage image() {
    return image;
  }

  /** Puts another sheet of the same size on this one. */
  void lay(BufferedImage other, double opacity) {
    AffineTransform before = g.getTransform();
    g.setTransform(new AffineTransform());
    g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) Math.clamp(opacity, 0, 1)));
    g.drawImage(other, 0, 0, null);
    g.setComposite(AlphaComposite.SrcOver);
    g.setTransform(before);
  }

  void fill(Shape shape, Color color) {
    g.setPaint(color);
    g.fill(shape);
  }

  void stroke(Shape shape, Color color, double width) {
    g.setPaint(color);
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(shape);
  }

  /** A rod along a line, round in section. */
  void rod(Shape line, Color color, double width) {
    stroke(line, Shade.dark(color, .28), width);
    g.translate(-width * .07, -width * .09);
    stroke(line, color, width * .78);
    g.translate(-width * .12, -width * .12);
    stroke(line, Shade.light(color, .35), width * .22);
    g.translate(width * .19, width * .21);
  }

  /** Something round in plan: a jar, a cup, a tin. */
  void turned(Shape shape, Color color) {
    Rectangle2D b = shape.getBounds2D();
    g.setPaint(
        new LinearGradientPaint(
            new Point2D.Double(b.getX(), b.getY()),
            new Point2D.Double(b.getMaxX(), b.getY() + b.getHeight() * .12),
            new float[] {0, .2f, .48f, .86f, 1},
            new Color[] {
              Shade.dark(color, .10),
              Shade.light(color, .42),
              color,
              Shade.dark(color, .36),
              Shade.dark(color, .24)
            }));
    g.fill(shape);
    foot(shape, .16);
  }

  /** Something round every way: an apple, a bun. */
  void ball(Shape shape, Color color) {
    Rectangle2D b = shape.getBounds2D();
    double radius = Math.max(b.getWidth(), b.getHeight()) * .82;
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(b.getX() + b.getWidth() * .36, b.getY() + b.getHeight() * .28),
            (float) radius,
            new float[] {0, .38f, .82f, 1},
            new Color[] {
              Shade.light(color, .46), color, Shade.dark(color, .36), Shade.dark(color, .28)
            }));
    g.fill(shape);
  }

  /** Skin: like a ball, but its shadow stays warm. */
  void skin(Shape shape, Color color) {
    Rectangle2D b = shape.getBounds2D();
    Color warm = Shade.mix(color, new Color(0xa8, 0x5a, 0x45), .42);
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(b.getX() + b.getWidth() * .38, b.getY() + b.getHeight() * .34),
            (float) (Math.max(b.getWidth(), b.getHeight()) * .8),
            new float[] {0, .5f, 1},
            new Color[] {Shade.light(color, .34), color, warm}));
    g.fill(shape);
  }

  /** Something flat or soft, such as cloth or paper. */
  void plane(Shape shape, Color color) {
    Rectangle2D b = shape.getBounds2D();
    g.setPaint(
        new LinearGradientPaint(
            new Point2D.Double(b.getX(), b.getY()),
            new Point2D.Double(b.getMaxX(), b.getMaxY()),
            new float[] {0, .5f, 1},
            new Color[] {Shade.light(color, .24), color, Shade.dark(color, .24)}));
    g.fill(shape);
  }

  /** Fades one colour into another from top to bottom. */
  void fade(Shape shape, Color top, Color bottom) {
    Rectangle2D b = shape.getBounds2D();
    g.setPaint(
        new LinearGradientPaint(
            new Point2D.Double(b.getX(), b.getY()),
            new Point2D.Double(b.getX(), b.getMaxY()),
            new float[] {0, 1},
            new Color[] {top, bottom}));
    g.fill(shape);
  }

  private void foot(Shape shape, double opacity) {
    Rectangle2D b = shape.getBounds2D();
    g.setPaint(
        new LinearGradientPaint(
            new Point2D.Double(0, b.getY() + b.getHeight() * .55),
            new Point2D.Double(0, b.getMaxY()),
            new float[] {0, 1},
            new Color[] {Shade.shadow(0), Shade.shadow(opacity)}));
    g.fill(shape);
  }

  /** A soft oval of one colour, strongest in the middle. */
  void cloud(double cx, double cy, double rx, double ry, Color color) {
    AffineTransform before = g.getTransform();
    g.translate(cx, cy);
    g.scale(1, ry / rx);
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(0, 0),
            (float) rx,
            new float[] {0, .45f, 1},
            new Color[] {color, Shade.alpha(color, color.getAlpha() / 255.0 * .55), Shade.alpha(color, 0)}));
    g.fill(Forms.oval(0, 0, rx, rx));
    g.setTransform(before);
  }

  /** Where something stands: a dark touch under it and a soft one to the right. */
  void stand(double cx, double y, double radius) {
    cloud(cx + radius * .42, y + radius * .06, radius * 1.55, radius * .36, Shade.shadow(.30));
    cloud(cx + radius * .05, y + radius * .02, radius * 1.04, radius * .17, Shade.shadow(.55));
  }

  /** A gloss along the left of a turned thing. */
  void gloss(double x, double y, double width, double height) {
    fill(Forms.box(x, y, width, height, width / 2), Shade.glow(.5));
  }

  /** Something painted inside an outline only. */
  void within(Shape outline, Runnable painting) {
    Shape before = g.getClip();
    g.clip(outline);
    painting.run();
    g.setClip(before);
  }

  /** A soft darkening along the right and lower inner edge. */
  void inner(Shape outline, double width, double opacity) {
    within(
        outline,
        () -> {
          g.translate(-width * .35, -width * .3);
          for (int i = 1; i <= 5; i++) {
            stroke(outline, Shade.shadow(opacity / 5), width * i / 2.5);
          }
          g.translate(width * .35, width * .3);
        });
  }

  /** The shadow an outline throws, moved by (dx, dy). */
  void cast(Shape outline, double dx, double dy, double blur, double opacity) {
    if (!throwsShadows) {
      return;
    }
    int w = image.getWidth() / SHADOW_SCALE;
    int h = image.getHeight() / SHADOW_SCALE;
    BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    Graphics2D s = small.createGraphics();
    s.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    // The current transform may hold more than the scale of the sheet.
    s.scale(1.0 / SHADOW_SCALE, 1.0 / SHADOW_SCALE);
    s.transform(g.getTransform());
    s.translate(dx, dy);
    s.setPaint(Shade.shadow(opacity));
    s.fill(outline);
    s.dispose();
    blur(small, (int) Math.max(1, Math.round(blur * scale / SHADOW_SCALE)));
    AffineTransform before = g.getTransform();
    g.setTransform(new AffineTransform());
    g.drawImage(small, 0, 0, image.getWidth(), image.getHeight(), null);
    g.setTransform(before);
  }

  /** Three box blurs, next to a Gaussian, on the opacity alone. */
  private static void blur(BufferedImage image, int radius) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
    int rgb = Shade.shadow(1).getRGB() & 0xffffff;
    double[] a = new double[w * h];
    for (int i = 0; i < a.length; i++) {
      a[i] = pixels[i] >>> 24;
    }
    for (int pass = 0; pass < 3; pass++) {
      a = box(box(a, w, h, radius, true), w, h, radius, false);
    }
    for (int i = 0; i < a.length; i++) {
      pixels[i] = (int) Math.round(a[i]) << 24 | rgb;
    }
    image.setRGB(0, 0, w, h, pixels, 0, w);
  }

  private static double[] box(double[] from, int w, int h, int radius, boolean isAcross) {
    double[] to = new double[from.length];
    int lines = isAcross ? h : w;
    int length = isAcross ? w : h;
    for (int line = 0; line < lines; line++) {
      double sum = 0;
      for (int i = -radius; i < length + radius; i++) {
        sum += i + radius < length && i + radius >= 0 ? from[at(line, i + radius, w, isAcross)] : 0;
        sum -= i - radius - 1 >= 0 && i - radius - 1 < length
            ? from[at(line, i - radius - 1, w, isAcross)] : 0;
        if (i >= 0 && i < length) {
          to[at(line, i, w, isAcross)] = sum / (2 * radius + 1);
        }
      }
    }
    return to;
  }

  private static int at(int line, int i, int w, boolean isAcross) {
    return isAcross ? line * w + i : i * w + line;
  }

  /** A fine grain over everything, as of good paper. */
  void grain(int strength) {
    SplittableRandom random = new SplittableRandom(1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int noise = random.nextInt(2 * strength + 1) - strength;
        int red = Math.clamp((rgb >> 16 & 255) + noise, 0, 255);
        int green = Math.clamp((rgb >> 8 & 255) + noise, 0, 255);
        int blue = Math.clamp((rgb & 255) + noise, 0, 255);
        image.setRGB(x, y, 0xff000000 | red << 16 | green << 8 | blue);
      }
    }
  }
}
