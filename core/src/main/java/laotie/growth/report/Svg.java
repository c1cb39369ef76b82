package laotie.growth.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A drawing in the making. Colours are classes of the page, so that day, night and paper have their own. */
final class Svg {

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  private Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * The same drawing for a desk and for a phone: one that is merely shrunk has words nobody can read.
   *
   * @param title what it shows, for those who do not see it
   */
  static String both(Said title, int height, Consumer<Svg> draw) {
    return one("wide", title, new Svg(960, height), draw)
        + one("narrow", title, new Svg(360, Math.min(height, 260)), draw);
  }

  private static String one(String size, Said title, Svg svg, Consumer<Svg> draw) {
    draw.accept(svg);
    return "<svg class=\"chart %s\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>%s</svg>".formatted(
        size, svg.width, svg.height, Said.escaped(title.zh() + " · " + title.en()), svg.body);
  }

  /** True for a phone. */
  boolean isNarrow() {
    return width < 600;
  }

  void line(String kind, double[] from, double[] to) {
    body.append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>".formatted(
        kind, n(from[0]), n(from[1]), n(to[0]), n(to[1])));
  }

  /** From corner to corner; a bar of no height is not drawn. */
  void bar(String kind, double[] corner, double[] other) {
    double high = Math.abs(other[1] - corner[1]);
    double wide = Math.abs(other[0] - corner[0]);
    if (high > 0 && wide > 0) {
      body.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\"/>".formatted(
          kind, n(Math.min(corner[0], other[0])), n(Math.min(corner[1], other[1])), n(wide), n(high)));
    }
  }

  void dot(String kind, double[] at, double radius) {
    body.append("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>".formatted(
        kind, n(at[0]), n(at[1]), n(radius)));
  }

  void path(String kind, List<double[]> points, boolean isClosed) {
    if (points.isEmpty()) {
      return;
    }
    StringBuilder d = new StringBuilder("M");
    for (double[] point : points) {
      d.append(d.length() == 1 ? "" : "L").append(n(point[0])).append(' ').append(n(point[1]));
    }
    body.append("<path class=\"").append(kind).append("\" d=\"").append(d)
        .append(isClosed ? "Z" : "").append("\"/>");
  }

  /** Words; {@code anchor} is start, middle or end. */
  void words(String kind, double[] at, String anchor, Said words) {
    boolean isSame = words.zh().equals(words.en());
    if (isSame) {
      word(kind, at, anchor, words.zh());
    } else {
      word(kind + " zh", at, anchor, words.zh());
      word(kind + " en", at, anchor, words.en());
    }
  }

  private void word(String kind, double[] at, String anchor, String words) {
    body.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>".formatted(
        kind, n(at[0]), n(at[1]), anchor, Said.escaped(words)));
  }

  static double[] at(double x, double y) {
    return new double[] {x, y};
  }

  private static String n(double number) {
    String written = String.format(Locale.ROOT, "%.1f", number);
    return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
  }
}
