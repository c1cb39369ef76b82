package laotie.server.sim;

import java.awt.Color;

/** Colours that keep together: darker goes towards one deep plum, lighter towards one warm cream. */
final class Shade {

  private static final Color DEEP = new Color(0x3a, 0x20, 0x36);
  private static final Color CREAM = new Color(0xff, 0xf4, 0xde);

  private Shade() {}

  static Color of(int rgb) {
    return new Color(rgb);
  }

  /** {@code amount} 0..1 of the way to the plum of all shadows. */
  static Color dark(Color color, double amount) {
    return mix(color, DEEP, amount);
  }

  /** {@code amount} 0..1 of the way to the cream of all lights. */
  static Color light(Color color, double amount) {
    return mix(color, CREAM, amount);
  }

  static Color mix(Color from, Color to, double amount) {
    double a = Math.clamp(amount, 0, 1);
    return new Color(
        (int) Math.round(from.getRed() + (to.getRed() - from.getRed()) * a),
        (int) Math.round(from.getGreen() + (to.getGreen() - from.getGreen()) * a),
        (int) Math.round(from.getBlue() + (to.getBlue() - from.getBlue()) * a),
        (int) Math.round(from.getAlpha() + (to.getAlpha() - from.getAlpha()) * a));
  }

  /** The colour with an opacity of 0..1. */
  static Color alpha(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * Math.clamp(opacity, 0, 1)));
  }

  static Color shadow(double opacity) {
    return alpha(DEEP, opacity);
  }

  static Color glow(double opacity) {
    return alpha(CREAM, opacity);
  }
}
