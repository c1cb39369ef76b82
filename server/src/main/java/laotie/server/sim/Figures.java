package laotie.server.sim;

import static laotie.server.sim.Forms.blob;
import static laotie.server.sim.Forms.box;
import static laotie.server.sim.Forms.line;
import static laotie.server.sim.Forms.oval;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** Hosts as half figures: a head of radius r about (x, y), shoulders below, hands where they are wanted. */
final class Figures {

  private final Brush b;

  Figures(Brush brush) {
    this.b = brush;
  }

  /**
   * How a figure holds itself at one moment.
   *
   * @param nod degrees the head leans to the right
   * @param blink 0 open .. 1 closed
   * @param smile 0 quiet .. 1 open, as when speaking
   */
  record Pose(double nod, double blink, double smile) {
    static final Pose CALM = new Pose(0, 0, .25);
  }

  void bust(double x, double y, double r, Look look, Pose pose) {
    AffineTransform before = b.g.getTransform();
    b.g.rotate(Math.toRadians(pose.nod() * .7), x, y + r * 1.1);
    back(x, y, r, look);
    b.g.setTransform(before);
    torso(x, y, r, look);
    b.g.rotate(Math.toRadians(pose.nod()), x, y + r * 1.1);
    head(x, y, r, look, pose);
    b.g.setTransform(before);
  }

  /** The hair behind the shoulders. */
  void back(double x, double y, double r, Look look) {
    Color hair = Shade.dark(look.hair(), .25);
    switch (look.style()) {
      case LONG ->
          b.plane(blob(x, y - r * 1.2, x + r * .95, y - r * .7, x + r * 1.12, y + r * .4, x + r * 1.15,
              y + r * 1.9, x + r * .5, y + r * 2.2, x - r * .5, y + r * 2.2, x - r * 1.15, y + r * 1.9,
                  x - r * 1.12, y + r * .4, x - r * .95, y - r * .7), hair);
      case BOB ->
          b.plane(blob(x, y - r * 1.22, x + r * 1.0, y - r * .7, x + r * 1.16, y + r * .3, x + r * 1.02,
              y + r * .98, x, y + r * 1.05, x - r * 1.02, y + r * .98, x - r * 1.16, y + r * .3,
                  x - r * 1.0, y - r * .7), hair);
      case WAVY -> {
        for (int i = 0; i < 9; i++) {
          double a = Math.PI * (1.05 + i * -.2625 + .0);
          b.ball(oval(x + r * 1.0 * Math.cos(a), y + r * .25 - r * 1.0 * Math.sin(a) * .9, r * .48,
              r * .48), look.hair());
        }
        b.ball(oval(x - r * .92, y + r * .8, r * .42, r * .5), look.hair());
        b.ball(oval(x + r * .92, y + r * .8, r * .42, r * .5), look.hair());
      }
      case BUN -> b.ball(oval(x + r * .1, y - r * 1.28, r * .42, r * .38), look.hair());
      case TOPKNOT -> b.ball(oval(x, y - r * 1.36, r * .3, r * .34), look.hair());
      case SHORT, BEANIE -> {}
    }
  }

  /** Neck, shoulders and what is worn. */
  void torso(double x, double y, double r, Look look) {
    Color top = look.top();
    Shape neck = blob(x - r * .36, y + r * .6, x + r * .36, y + r * .6, x + r * .4, y + r * 1.35, x,
        y + r * 1.62, x - r * .4, y + r * 1.35);
    Shape body = blob(x - r * .5, y + r * 1.3, x - r * 1.3, y + r * 1.56, x - r * 1.78, y + r * 2.1,
        x - r * 1.95, y + r * 3.3, x - r * 1.95, y + r * 6.2,
            x, y + r * 6.5, x + r * 1.95, y + r * 6.2,
            x + r * 1.95, y + r * 3.3, x + r * 1.78, y + r * 2.1, x + r * 1.3, y + r * 1.56, x + r * .5,
                y + r * 1.3, x, y + r * 1.44);
    b.cast(body, r * .3, r * .1, r * .5, .32);
    b.turned(body, top);
    b.within(
        body,
        () -> {
          b.stroke(line(x - r * 1.25, y + r * 2.5, x - r * 1.12, y + r * 3.4, x - r * 1.2, y + r * 5),
              Shade.shadow(.14), r * .1);
          b.stroke(line(x + r * 1.25, y + r * 2.5, x + r * 1.12, y + r * 3.4, x + r * 1.2, y + r * 5),
              Shade.shadow(.18), r * .1);
        });
    b.skin(neck, Shade.mix(look.skin(), new Color(0xa8, 0x5a, 0x45), .22));
    b.within(neck, () -> b.cloud(x, y + r * .86, r * .6, r * .36, Shade.alpha(Shade.of(0x7a3a30), .4)));
    switch (look.dress()) {
      case SHIRT -> collar(x, y, r, Shade.light(top, .14), true);
      case COLLAR -> {
        Shape band = blob(x - r * .44, y + r * 1.2, x, y + r * 1.5, x + r * .44, y + r * 1.2, x + r * .5,
            y + r * 1.42, x, y + r * 1.78, x - r * .5, y + r * 1.42);
        b.plane(band, Shade.light(top, .2));
        for (int i = 0; i < 3; i++) {
          b.rod(line(x + r * .02, y + r * (1.9 + i * .42), x + r * .3, y + r * (1.9 + i * .42)),
              Shade.dark(top, .4), r * .08);
        }
      }
      case SWEATER -> {
        Shape ring = blob(x - r * .5, y + r * 1.24, x, y + r * 1.56, x + r * .5, y + r * 1.24, x + r * .6,
            y + r * 1.46, x, y + r * 1.86, x - r * .6, y + r * 1.46);
        b.plane(ring, Shade.dark(top, .1));
      }
      case APRON -> apron(x, y, r, top);
      case JACKET -> {
        collar(x, y, r * 1.1, Shade.dark(top, .1), false);
        b.stroke(line(x, y + r * 1.75, x, y + r * 3, x, y + r * 5.2), Shade.of(0x50473f), r * .1);
        b.stroke(line(x - r * 1.62, y + r * 2.7, x, y + r * 2.95, x + r * 1.62, y + r * 2.7),
            Shade.shadow(.2), r * .05);
      }
    }
  }

  private void collar(double x, double y, double r, Color color, boolean hasButtons) {
    for (int side = -1; side <= 1; side += 2) {
      Shape flap = Forms.polygon(x, y + r * 1.66, x + side * r * .44, y + r * 1.12, x + side * r * .76,
          y + r * 1.44, x + side * r * .34, y + r * 1.98);
      b.cast(flap, 2, r * .06, r * .12, .4);
      b.plane(flap, color);
    }
    if (hasButtons) {
      b.stroke(line(x, y + r * 1.8, x, y + r * 3, x, y + r * 5.2), Shade.shadow(.2), r * .04);
      for (int i = 0; i < 4; i++) {
        b.ball(oval(x + r * .1, y + r * (2.1 + i * .56), r * .07, r * .07), Shade.of(0xf1e6d6));
      }
    }
  }

  private void apron(double x, double y, double r, Color top) {
    Color linen = Shade.mix(Shade.of(0xefe3cf), top, .12);
    Shape bib = blob(x - r * .74, y + r * 2.2, x, y + r * 2.28, x + r * .74, y + r * 2.2, x + r * 1.1,
        y + r * 3.4, x + r * 1.24, y + r * 5.3, x, y + r * 5.4, x - r * 1.24, y + r * 5.3, x - r * 1.1,
            y + r * 3.4);
    for (int side = -1; side <= 1; side += 2) {
      b.stroke(line(x + side * r * .56, y + r * 1.36, x + side * r * .66, y + r * 1.8, x + side * r * .66,
          y + r * 2.26), Shade.dark(linen, .1), r * .17);
    }
    b.cast(bib, r * .05, r * .06, r * .14, .35);
    b.plane(bib, linen);
    b.stroke(line(x - r * .66, y + r * 2.3, x, y + r * 2.37, x + r * .66, y + r * 2.3), Shade.shadow(.16),
        r * .03);
    b.plane(box(x - r * .46, y + r * 3.2, r * .92, r * .7, r * .1), Shade.light(linen, .2));
  }

  /** The face with its hair. */
  void head(double x, double y, double r, Look look, Pose pose) {
    Color skin = look.skin();
    for (int side = -1; side <= 1; side += 2) {
      b.skin(oval(x + side * r * .93, y + r * .12, r * .17, r * .24), Shade.dark(skin, .06));
    }
    Shape face = blob(x, y - r * 1.02, x + r * .72, y - r * .72, x + r * .93, y, x + r * .68, y + r * .68,
        x, y + r * 1.06, x - r * .68, y + r * .68, x - r * .93, y, x - r * .72, y - r * .72);
    b.skin(face, skin);
    b.within(
        face,
        () -> {
          b.cloud(x + r * .9, y + r * .2, r * .7, r * 1.1, Shade.shadow(.07));
          b.cloud(x - r * .5, y + r * .38, r * .3, r * .2, Shade.alpha(Shade.of(0xe8705f), .36));
          b.cloud(x + r * .5, y + r * .38, r * .3, r * .2, Shade.alpha(Shade.of(0xe8705f), .36));
        });
    face(x, y, r, look, pose);
    front(x, y, r, look);
  }

  private void face(double x, double y, double r, Look look, Pose pose) {
    Color ink = Shade.of(0x3a2a2a);
    for (int side = -1; side <= 1; side += 2) {
      double ex = x + side * r * .36;
      double ey = y + r * .06;
      if (pose.blink() > .5) {
        b.stroke(line(ex - r * .12, ey, ex, ey + r * .05, ex + r * .12, ey), ink, r * .05);
      } else {
        b.fill(oval(ex, ey, r * .095, r * .125), ink);
        b.fill(oval(ex - r * .03, ey - r * .05, r * .034, r * .04), Shade.of(0xffffff));
      }
      b.stroke(line(ex - r * .17, y - r * .25, ex, y - r * .285, ex + r * .17, y - r * .25),
          Shade.alpha(Shade.mix(look.hair(), ink, .4), .9), r * .055);
    }
    b.stroke(line(x + r * .02, y + r * .2, x + r * .09, y + r * .36, x - r * .02, y + r * .39),
        Shade.alpha(Shade.dark(look.skin(), .5), .7), r * .045);
    double open = pose.smile();
    Shape mouth = blob(x - r * .27, y + r * .56, x, y + r * (.60 + .02 * open), x + r * .27, y + r * .56,
        x + r * .16, y + r * (.62 + .17 * open), x, y + r * (.64 + .22 * open), x - r * .16,
            y + r * (.62 + .17 * open));
    b.fill(mouth, Shade.of(0xa8423f));
    if (open > .3) {
      b.within(mouth, () -> b.fill(box(x - r * .25, y + r * .54, r * .5, r * .12, r * .05),
          Shade.of(0xfff6ec)));
    }
    b.stroke(line(x - r * .29, y + r * .545, x, y + r * .605, x + r * .29, y + r * .545), Shade.alpha(ink,
        .6), r * .032);
    if (look.hasGlasses()) {
      for (int side = -1; side <= 1; side += 2) {
        b.stroke(oval(x + side * r * .37, y + r * .06, r * .27, r * .25), Shade.of(0x5a4436), r * .05);
        b.cloud(x + side * r * .37 - r * .08, y - r * .02, r * .16, r * .12, Shade.glow(.4));
      }
      b.stroke(line(x - r * .1, y + r * .03, x, y - r * .01, x + r * .1, y + r * .03), Shade.of(0x5a4436),
          r * .045);
    }
  }

  private void front(double x, double y, double r, Look look) {
    Color hair = look.hair();
    switch (look.style()) {
      case SHORT, TOPKNOT, BUN -> {
        Shape cap = blob(x, y - r * 1.24, x + r * .8, y - r * .98, x + r * 1.02, y - r * .2, x + r * .9,
            y + r * .02, x + r * .78, y - r * .42, x + r * .3, y - r * .66, x - r * .3, y - r * .6,
                x - r * .76, y - r * .4, x - r * .9, y + r * .02, x - r * 1.02, y - r * .2, x - r * .8,
                    y - r * .98);
        b.plane(cap, hair);
        shine(x, y, r);
        if (look.style() == Look.Hair.BUN) {
          Shape scarf = blob(x - r * .98, y - r * .46, x - r * .5, y - r * .92, x, y - r * 1.02, x + r * .5,
              y - r * .92, x + r * .98, y - r * .46, x + r * .84, y - r * .3, x, y - r * .74, x - r * .84,
                  y - r * .3);
          b.plane(scarf, Shade.of(0xd9574a));
          for (int i = -2; i <= 2; i++) {
            b.fill(oval(x + i * r * .34, y - r * (.84 - Math.abs(i) * .13), r * .05, r * .05),
                Shade.glow(.9));
          }
        }
      }
      case BOB, LONG -> {
        Shape fringe = blob(x, y - r * 1.22, x + r * .84, y - r * .9, x + r * 1.06, y - r * .1, x + r * 1.0,
            y + r * .5, x + r * .84, y + r * .2, x + r * .7, y - r * .3, x + r * .2, y - r * .48,
                x - r * .4, y - r * .42, x - r * .76, y - r * .2, x - r * .84, y + r * .2, x - r * 1.0,
                    y + r * .5, x - r * 1.06, y - r * .1, x - r * .84, y - r * .9);
        b.plane(fringe, hair);
        shine(x, y, r);
      }
      case WAVY -> {
        Shape cap = blob(x, y - r * 1.2, x + r * .84, y - r * .9, x + r * 1.0, y - r * .1, x + r * .76,
            y - r * .36, x + r * .1, y - r * .72, x - r * .66, y - r * .3, x - r * 1.0, y - r * .1,
                x - r * .84, y - r * .9);
        b.plane(cap, hair);
        shine(x, y, r);
        b.stroke(line(x - r * .96, y - r * .44, x - r * .4, y - r * .98, x + r * .4, y - r * .98,
            x + r * .96, y - r * .44), Shade.of(0xf6e7d0), r * .17);
      }
      case BEANIE -> {
        Shape stubble = blob(x - r * .8, y + r * .3, x - r * .5, y + r * .84, x, y + r * 1.06, x + r * .5,
            y + r * .84, x + r * .8, y + r * .3, x + r * .4, y + r * .78, x, y + r * .86, x - r * .4,
                y + r * .78);
        b.fill(stubble, Shade.alpha(hair, .32));
        Shape dome = blob(x - r * 1.02, y - r * .4, x - r * .84, y - r * 1.06, x, y - r * 1.46, x + r * .84,
            y - r * 1.06, x + r * 1.02, y - r * .4, x, y - r * .56);
        b.ball(dome, Shade.of(0x55676a));
        Shape cuff = blob(x - r * 1.06, y - r * .3, x - r * 1.02, y - r * .66, x, y - r * .8, x + r * 1.02,
            y - r * .66, x + r * 1.06, y - r * .3, x, y - r * .46);
        b.turned(cuff, Shade.of(0x6f8486));
      }
    }
  }

  private void shine(double x, double y, double r) {
    b.stroke(line(x - r * .62, y - r * .82, x - r * .3, y - r * 1.0, x + r * .08, y - r * 1.04),
        Shade.glow(.22), r * .1);
  }

  /** An arm that hangs from (0, 0) of {@code joints}: shoulder, elbow, hand as x, y pairs. */
  void arm(double r, Look look, double... joints) {
    double handX = joints[4];
    double handY = joints[5];
    double cuffX = joints[2] + (handX - joints[2]) * .7;
    double cuffY = joints[3] + (handY - joints[3]) * .7;
    Shape sleeve = line(joints[0], joints[1], joints[2], joints[3], cuffX, cuffY);
    b.stroke(Forms.moved(sleeve, r * .06, r * .1), Shade.shadow(.16), r * .74);
    b.stroke(line(cuffX, cuffY, handX, handY), Shade.dark(look.skin(), .1), r * .36);
    b.skin(oval(handX, handY, r * .3, r * .27), look.skin());
    b.stroke(line(handX + r * .06, handY - r * .14, handX + r * .2, handY - r * .34), look.skin(), r * .16);
    b.stroke(sleeve, Shade.dark(look.top(), .22), r * .7);
    b.g.translate(-r * .04, -r * .05);
    b.stroke(sleeve, Shade.dark(look.top(), .06), r * .56);
    b.g.translate(r * .04, r * .05);
  }
}
