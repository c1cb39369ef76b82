package laotie.server.sim;

import java.util.ArrayList;
import java.util.List;

/** A host cut out once, with a handful of faces, so that a frame only has to put the pieces down. */
final class Puppet {

  private static final int MOUTHS = 6;

  private final double x;
  private final double y;
  private final double radius;
  private final Sprite behind;
  private final Sprite torso;
  private final List<Sprite> open = new ArrayList<>();
  private final Sprite blinking;

  /** {@code radius} is the head's, about (x, y); {@code depth} how far down the body goes, in radii. */
  Puppet(Look look, double x, double y, double radius) {
    this.x = x;
    this.y = y;
    this.radius = radius;
    double[] head = {x - radius * 1.8, y - radius * 2, radius * 3.6, radius * 4.6};
    double[] body = {x - radius * 2.4, y - radius * .2, radius * 5.6, radius * 7};
    this.behind = Sprite.of(Loop.WIDTH, head, b -> new Figures(b).back(x, y, radius, look));
    this.torso = Sprite.of(Loop.WIDTH, body, b -> new Figures(b).torso(x, y, radius, look));
    for (int i = 0; i < MOUTHS; i++) {
      double smile = (double) i / (MOUTHS - 1);
      open.add(face(look, head, new Figures.Pose(0, 0, smile)));
    }
    this.blinking = face(look, head, new Figures.Pose(0, 1, .3));
  }

  private Sprite face(Look look, double[] box, Figures.Pose pose) {
    return Sprite.of(Loop.WIDTH, box, b -> new Figures(b).head(x, y, radius, look, pose));
  }

  void put(Brush on, double dx, double dy, Figures.Pose pose) {
    double pivotY = y + radius * 1.1;
    Sprite.Put place = Sprite.Put.at(dx, dy);
    behind.put(on, place.turned(pose.nod() * .7, x, pivotY));
    torso.put(on, place);
    Sprite face = pose.blink() > .5 ? blinking : open.get((int) Math.round(pose.smile() * (MOUTHS - 1)));
    face.put(on, place.turned(pose.nod(), x, pivotY));
  }
}
