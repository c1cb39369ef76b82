package laotie.server.sim;

import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;
import laotie.sim.Craft;

/**
 * A moving scene that ends where it began: everything that moves does so in whole turns of the loop. What
 * stands still is painted once; a frame is a few copies, a face and what is in the air.
 */
final class Loop implements Footage {

  static final int WIDTH = 540;
  static final int HEIGHT = 960;
  static final int FRAMES_PER_SECOND = 25;
  static final int SECONDS = 12;
  static final int FRAMES = SECONDS * FRAMES_PER_SECOND;

  private static final double TALL = 1000.0 * HEIGHT / WIDTH;

  private final Craft craft;
  private final Brush sheet = new Brush(WIDTH, HEIGHT).withoutCasts();
  private final BufferedImage back;
  private final BufferedImage front;
  private final List<Sprite> sprites;
  private final List<Puppet> puppets;
  private final Sprite puff =
      Sprite.of(WIDTH, new double[] {0, 0, 200, 200}, b -> b.cloud(100, 100, 100, 100, Shade.glow(1)));
  private final Sprite shine =
      Sprite.of(WIDTH, new double[] {-150, -100, 900, 1040}, b -> b.cloud(300, 420, 420, 520, Shade.glow(1)));

  Loop(Craft craft) {
    this.craft = craft;
    this.back = back();
    this.front = front();
    this.sprites = sprites();
    this.puppets = puppets();
  }

  private Backdrop backdrop() {
    return Backdrop.valueOf(craft.name());
  }

  private BufferedImage back() {
    Brush brush = new Brush(WIDTH, HEIGHT);
    double edge = craft == Craft.CLOTHES ? 1560 : 1120;
    backdrop().paint(brush, TALL, edge);
    if (craft == Craft.CLOTHES) {
      new Wardrobe(brush).rail(250);
    }
    if (craft == Craft.ORCHARD) {
      grove(brush);
    }
    return brush.image();
  }

  /** Soft trees behind the orchard's table. */
  private void grove(Brush brush) {
    for (int i = 0; i < 5; i++) {
      double x = -40 + i * 270;
      brush.fill(Forms.box(x - 14, 640, 28, 470, 10), Shade.alpha(Shade.of(0x9a7a55), .35));
      for (int k = 0; k < 7; k++) {
        double a = k * 2.399;
        double cx = x + 110 * Math.cos(a) * .9;
        double cy = 600 + 120 * Math.sin(a);
        brush.ball(Forms.oval(cx, cy, 110, 100), Shade.alpha(Shade.of(0xa9b878), .9));
      }
      for (int k = 0; k < 6; k++) {
        double a = k * 1.9 + i;
        brush.ball(Forms.oval(x + 130 * Math.cos(a), 610 + 120 * Math.sin(a), 17, 17), Shade.of(0xd9705c));
      }
    }
    brush.fade(Forms.box(-5, 0, 1010, 1120, 0), Shade.alpha(backdrop().wall, .25),
        Shade.alpha(backdrop().wall, .55));
  }

  private BufferedImage front() {
    Brush brush = new Brush(WIDTH, HEIGHT).layer();
    if (craft == Craft.CLOTHES) {
      return brush.image();
    }
    backdrop().table(brush, TALL, 1120);
    TeaTable table = new TeaTable(brush);
    Pantry pantry = new Pantry(brush);
    switch (craft) {
      case TEA -> {
        brush.g.translate(0, 440);
        table.gongfuSet();
        brush.g.translate(0, -440);
        table.leaves(220, 1530, 90, Shade.of(0x5b4636), 14);
        table.tin(830, 1210, 150, 210, Shade.of(0x3f5a66), Shade.of(0xe9dfcb));
      }
      case ORCHARD -> {
        pantry.jar(170, 1210, 190, Shade.of(0xc8703a), Shade.of(0xc65a4a));
        pantry.jar(840, 1200, 170, Shade.of(0xe0982a), Shade.of(0x8a6a4a));
        belt(brush);
      }
      case BAKERY -> {
        brush.g.translate(0, 420);
        pantry.croissants();
        brush.g.translate(0, -420);
      }
      case CERAMICS -> {
        brush.g.translate(0, 420);
        table.mugs();
        brush.g.translate(0, -420);
      }
      case CLOTHES, OUTDOOR -> {}
    }
    return brush.image();
  }

  private void belt(Brush brush) {
    Shape top = Forms.box(-30, 1360, 1060, 96, 14);
    brush.cast(top, 0, 60, 60, .5);
    brush.plane(top, Shade.of(0x5f6a5c));
    brush.fill(Forms.box(-30, 1362, 1060, 8, 4), Shade.glow(.3));
    Shape side = Forms.box(-30, 1446, 1060, 54, 8);
    brush.plane(side, Shade.of(0xb07f52));
    for (int i = 0; i < 9; i++) {
      brush.ball(Forms.oval(40 + i * 118, 1472, 13, 13), Shade.of(0xe0d3bd));
    }
  }

  private List<Sprite> sprites() {
    return switch (craft) {
      case CLOTHES -> garments();
      case ORCHARD -> List.of(apple(0xd2493f), apple(0xe2794f));
      case TEA -> List.of(
          Sprite.of(WIDTH, new double[] {400, 300, 200, 160},
              b -> new TeaTable(b).cup(500, 420, 58, Shade.of(0xf1efe8), Shade.of(0xc9752f))));
      case CERAMICS, BAKERY, OUTDOOR -> List.of();
    };
  }

  private List<Puppet> puppets() {
    return craft == Craft.CLOTHES
        ? List.of(new Puppet(Look.DAPENG, 330, 920, 140), new Puppet(Look.FANG, 650, 1010, 140))
        : List.of(new Puppet(Pictures.look(craft), 500, 630, 150));
  }

  /** Garments about x 500, hanging from y 250. */
  private static List<Sprite> garments() {
    List<Consumer<Wardrobe>> rack =
        List.of(
            wardrobe -> wardrobe.jacket(500, 366, Shade.of(0x6f8a96)),
            wardrobe -> wardrobe.knit(500, 366, Shade.of(0xe0cdaf)),
            wardrobe -> wardrobe.dress(500, 366, Shade.of(0xc46a5c)),
            wardrobe -> wardrobe.shirt(500, 366, Shade.of(0xe6ebe4)),
            wardrobe -> wardrobe.scarf(500, 366, Shade.of(0xc98f55), Shade.of(0x7a4a34)),
            wardrobe -> wardrobe.jacket(500, 366, Shade.of(0x7f8a5c)));
    double[] box = {180, 220, 720, 960};
    return rack.stream().map(made -> Sprite.of(WIDTH, box, b -> made.accept(new Wardrobe(b)))).toList();
  }

  private static Sprite apple(int rgb) {
    double[] box = {400, 1220, 200, 200};
    return Sprite.of(WIDTH, box, b -> new Pantry(b).hangingApple(500, 1390, 78, Shade.of(rgb)));
  }

  @Override
  public int frames() {
    return FRAMES;
  }

  @Override
  public int framesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  /** The picture at frame {@code index}; the sheet is reused, so take what you need at once. */
  @Override
  public BufferedImage frame(int index) {
    double t = (double) Math.floorMod(index, FRAMES) / FRAMES;
    sheet.lay(back, 1);
    sway(t);
    switch (craft) {
      case CLOTHES -> clothes(t);
      case TEA -> tea(t);
      case ORCHARD -> orchard(t);
      case CERAMICS, BAKERY, OUTDOOR -> person(t, 0);
    }
    motes(t);
    return sheet.image();
  }

  private static double wave(double t, int turns, double phase) {
    return Math.sin(2 * Math.PI * (turns * t + phase));
  }

  /** The light of the window drifts a little. */
  private void sway(double t) {
    double opacity = .16 + .05 * wave(t, 2, .3);
    shine.put(sheet, new Sprite.Put(60 * wave(t, 1, 0), 0, 0, 0, 0, 1, opacity));
  }

  /** A soft round light or wisp of radius {@code r}. */
  private void puff(double x, double y, double r, double opacity) {
    puff.put(sheet, new Sprite.Put(x - 100, y - 100, 0, 100, 100, r / 100, opacity));
  }

  private Figures.Pose pose(double t, double phase) {
    double talk = .45 + .3 * wave(t, 29, phase) + .25 * wave(t, 47, phase * 2);
    double speaks = wave(t, 3, phase) > -.35 ? 1 : .25;
    boolean blinks = (t * 5 + phase) % 1 < .022 || (t * 3 + phase * 1.7) % 1 < .012;
    return new Figures.Pose(4 * wave(t, 2, phase) + 1.5 * wave(t, 5, phase), blinks ? 1 : 0,
        Math.clamp(talk * speaks, .08, 1));
  }

  private void person(double t, double phase) {
    puppets.getFirst().put(sheet, 6 * wave(t, 1, phase), 5 * wave(t, 3, phase), pose(t, phase));
    sheet.lay(front, 1);
  }

  private void tea(double t) {
    person(t, 0);
    double lift = Math.max(0, wave(t, 1, -.1));
    double handX = 690 - 40 * lift + 6 * wave(t, 4, .2);
    double handY = 1170 - 230 * lift;
    new Figures(sheet).arm(120, Look.LANLAN, 724, 985, 800, 1170, handX, handY);
    sprites.getFirst().put(sheet, Sprite.Put.at(handX - 534, handY - 406));
    steam(t, handX - 34, handY - 60, 5, .6);
    steam(t, 420, 1060, 9, 1);
    steam(t, 720, 1270, 6, .8);
  }

  /** Wisps that rise, widen and fade. */
  private void steam(double t, double x, double y, int wisps, double strength) {
    for (int i = 0; i < wisps; i++) {
      double age = (t * 3 + (double) i / wisps) % 1;
      double drift = 34 * Math.sin(2 * Math.PI * (age * 1.1 + i * .37)) * age;
      puff(x + drift, y - age * 330, 26 + 80 * age, strength * .36 * Math.sin(Math.PI * age));
    }
  }

  private void clothes(double t) {
    double gap = 430;
    double total = gap * sprites.size();
    for (int i = 0; i < sprites.size(); i++) {
      double x = (i * gap + t * total) % total - gap;
      sprites.get(i).put(sheet, Sprite.Put.at(x - 500, 0).turned(2.2 * wave(t, 6, i * .21), 500, 240));
    }
    boolean heSpeaks = wave(t, 1, 0) > 0;
    puppets.get(0).put(sheet, 0, 5 * wave(t, 3, .2), listening(t, .2, heSpeaks));
    double breath = 5 * wave(t, 3, .6);
    puppets.get(1).put(sheet, 0, breath, listening(t, .6, !heSpeaks));
    double wide = 24 * wave(t, 6, 0);
    double high = 1360 + 30 * wave(t, 3, .1);
    new Figures(sheet).arm(112, Look.FANG, 866, 1360 + breath, 900, 1560, 770 + wide, high);
  }

  private Figures.Pose listening(double t, double phase, boolean speaks) {
    Figures.Pose pose = pose(t, phase);
    return speaks ? pose : new Figures.Pose(pose.nod(), pose.blink(), .2);
  }

  private void orchard(double t) {
    person(t, .35);
    double gap = 250;
    int count = 6;
    double total = gap * count;
    for (int i = 0; i < count; i++) {
      double x = (i * gap + t * total) % total - gap * .6;
      sheet.stand(x, 1392, 62);
      // One and a half units of way a unit of circumference: it rolls, lightly.
      double turns = Math.round(total / (2 * Math.PI * 74));
      sprites.get(i % 2).put(sheet, Sprite.Put.at(x - 500, 0).turned(360 * turns * t + i * 70, 500, 1320));
    }
    double handX = 420 + 34 * wave(t, 3, 0);
    double handY = 1090 + 40 * wave(t, 3, .25);
    new Figures(sheet).arm(120, Look.ZHOU, 284, 985, 290, 1150, handX, handY);
  }

  /** Dust in the light. */
  private void motes(double t) {
    for (int i = 0; i < 16; i++) {
      double age = (t + i * .618) % 1;
      double x = i * 271 % 1000 + 40 * wave(t, 1 + i % 3, i * .17);
      double y = 1500 - age * 1500 + i * 37 % 200;
      puff(x, y, 7 + i % 4 * 3, .45 * Math.sin(Math.PI * age));
    }
  }
}
