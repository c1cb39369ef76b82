package laotie.server.sim;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import laotie.sim.Craft;

/**
 * A short clip of a host: he talks and a picture of the thing slides in, or, when it tells of where the
 * thing comes from, the eye wanders slowly over the place and comes to rest on the thing.
 */
final class Story implements Footage {

  static final int FRAMES_PER_SECOND = 20;
  static final int SECONDS = 8;

  private static final int PICTURE = 330;
  private static final int PICTURE_Y = 596;
  private static final int CORNER = 36;
  private static final double SLIDES_FROM = 0.18;
  private static final double SLIDES_UNTIL = 0.3;
  private static final double GOES_AT = 0.9;
  private static final double RESTS_FROM = 0.55;
  private static final double RESTS_UNTIL = 0.7;

  private final BufferedImage sheet =
      new BufferedImage(Loop.WIDTH, Loop.HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Loop loop;
  private final BufferedImage place;
  private final BufferedImage thing;
  private final boolean tellsOrigin;
  private final int offset;

  /**
   * @param slug the thing of the cast that is shown
   * @param number of the host's clips, from 0: each begins at another moment of the loop
   */
  Story(Craft craft, String slug, int number, boolean tellsOrigin) {
    this.loop = new Loop(craft);
    this.tellsOrigin = tellsOrigin;
    this.offset = number * 97;
    this.place = tellsOrigin ? Pictures.cover(craft, Loop.HEIGHT) : sheet;
    this.thing = Pictures.product(craft, slug, tellsOrigin ? Loop.HEIGHT : PICTURE);
  }

  @Override
  public int frames() {
    return SECONDS * FRAMES_PER_SECOND;
  }

  @Override
  public int framesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  @Override
  public BufferedImage frame(int index) {
    double t = (double) index / frames();
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    if (tellsOrigin) {
      origin(g, t);
    } else {
      talk(g, t, index);
    }
    g.dispose();
    return sheet;
  }

  private void talk(Graphics2D g, double t, int index) {
    int moment = offset + index * Loop.FRAMES_PER_SECOND / FRAMES_PER_SECOND;
    g.drawImage(loop.frame(moment), 0, 0, null);
    double shown = smooth((t - SLIDES_FROM) / (SLIDES_UNTIL - SLIDES_FROM)) * smooth((1 - t) / (1 - GOES_AT));
    if (shown <= 0) {
      return;
    }
    int x = (Loop.WIDTH - PICTURE) / 2;
    int y = (int) Math.round(PICTURE_Y + (1 - shown) * (Loop.HEIGHT - PICTURE_Y));
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Shade.alpha(Shade.of(0x3a2330), .28));
    g.fill(new RoundRectangle2D.Double(x - 6, y + 12, PICTURE + 12, PICTURE + 12, CORNER, CORNER));
    g.setClip(new RoundRectangle2D.Double(x, y, PICTURE, PICTURE, CORNER, CORNER));
    g.drawImage(thing, x, y, PICTURE, PICTURE, null);
  }

  private void origin(Graphics2D g, double t) {
    wander(g, place, t, 1.02 + 0.12 * t, 0.15 + 0.7 * t);
    double rest = smooth((t - RESTS_FROM) / (RESTS_UNTIL - RESTS_FROM));
    if (rest > 0) {
      g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) rest));
      wander(g, thing, t, 1.2 - 0.15 * t, 0.5);
    }
  }

  /** The picture as high as the sheet and larger; {@code at} is the place of the eye, 0 left to 1 right. */
  private static void wander(Graphics2D g, BufferedImage picture, double t, double zoom, double at) {
    double scale =
        zoom * Math.max((double) Loop.HEIGHT / picture.getHeight(), (double) Loop.WIDTH / picture.getWidth());
    double x = (Loop.WIDTH - picture.getWidth() * scale) * at;
    double y = (Loop.HEIGHT - picture.getHeight() * scale) * (0.5 - 0.2 * t);
    g.drawImage(picture, new AffineTransform(scale, 0, 0, scale, x, y), null);
  }

  /** 0 below 0, 1 above 1, and an even way between. */
  private static double smooth(double t) {
    double x = Math.clamp(t, 0, 1);
    return x * x * (3 - 2 * x);
  }
}
