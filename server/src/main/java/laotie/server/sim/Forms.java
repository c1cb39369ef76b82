package laotie.server.sim;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Outlines, all in a design space 1,000 wide with y downwards. */
final class Forms {

  private Forms() {}

  static Shape oval(double cx, double cy, double rx, double ry) {
    return new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry);
  }

  static Shape box(double x, double y, double width, double height, double round) {
    return new RoundRectangle2D.Double(x, y, width, height, 2 * round, 2 * round);
  }

  /** A closed smooth line (Catmull and Rom 1974) through x, y pairs. */
  static Path2D blob(double... xy) {
    return curve(true, xy);
  }

  /** An open smooth line through x, y pairs. */
  static Path2D line(double... xy) {
    return curve(false, xy);
  }

  private static Path2D curve(boolean isClosed, double... xy) {
    int n = xy.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    int spans = isClosed ? n : n - 1;
    for (int i = 0; i < spans; i++) {
      int a = isClosed ? (i + n - 1) % n : Math.max(0, i - 1);
      int b = i;
      int c = (i + 1) % n;
      int d = isClosed ? (i + 2) % n : Math.min(n - 1, i + 2);
      path.curveTo(
          xy[2 * b] + (xy[2 * c] - xy[2 * a]) / 6,
          xy[2 * b + 1] + (xy[2 * c + 1] - xy[2 * a + 1]) / 6,
          xy[2 * c] - (xy[2 * d] - xy[2 * b]) / 6,
          xy[2 * c + 1] - (xy[2 * d + 1] - xy[2 * b + 1]) / 6,
          xy[2 * c],
          xy[2 * c + 1]);
    }
    if (isClosed) {
      path.closePath();
    }
    return path;
  }

  /** A closed line with straight sides through x, y pairs. */
  static Path2D polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }

  /**
   * A turned body, as from a potter's wheel.
   *
   * @param cx its axis
   * @param base y of its foot
   * @param profile radius, height pairs from the foot up; foot and rim are ellipses flattened by 0.16
   */
  static Path2D turned(double cx, double base, double... profile) {
    int n = profile.length / 2;
    double[] right = new double[2 * n];
    for (int i = 0; i < n; i++) {
      right[2 * i] = cx + profile[2 * i];
      right[2 * i + 1] = base - profile[2 * i + 1];
    }
    double[] left = new double[2 * n];
    for (int i = 0; i < n; i++) {
      left[2 * i] = cx - profile[2 * (n - 1 - i)];
      left[2 * i + 1] = base - profile[2 * (n - 1 - i) + 1];
    }
    Path2D path = new Path2D.Double();
    path.append(line(right), false);
    double top = base - profile[2 * n - 1];
    double rim = profile[2 * n - 2];
    path.curveTo(cx + rim * .9, top - rim * .2, cx - rim * .9, top - rim * .2, cx - rim, top);
    path.append(line(left), true);
    double foot = profile[0];
    double sag = foot * .2;
    path.curveTo(cx - foot * .9, base + sag, cx + foot * .9, base + sag, cx + foot, base);
    path.closePath();
    return path;
  }

  static Shape moved(Shape shape, double dx, double dy) {
    return AffineTransform.getTranslateInstance(dx, dy).createTransformedShape(shape);
  }

  static Shape turnedBy(Shape shape, double degrees, double cx, double cy) {
    return AffineTransform.getRotateInstance(Math.toRadians(degrees), cx, cy).createTransformedShape(shape);
  }

  static Shape join(Shape... shapes) {
    Area area = new Area();
    for (Shape shape : shapes) {
      area.add(new Area(shape));
    }
    return area;
  }

  static Shape cut(Shape from, Shape... away) {
    Area area = new Area(from);
    for (Shape shape : away) {
      area.subtract(new Area(shape));
    }
    return area;
  }

  /** A leaf from its stem at (x, y). */
  static Shape leaf(double x, double y, double length, double degrees) {
    double w = length * .24;
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    path.curveTo(x + length * .25, y - w * 1.3, x + length * .7, y - w * 1.1, x + length, y);
    path.curveTo(x + length * .7, y + w * .8, x + length * .25, y + w * .9, x, y);
    path.closePath();
    return turnedBy(path, degrees, x, y);
  }
}
