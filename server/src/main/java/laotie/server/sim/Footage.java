package laotie.server.sim;

import java.awt.image.BufferedImage;

/** Moving pictures of {@link Loop#WIDTH} x {@link Loop#HEIGHT} pixels, made frame by frame. */
interface Footage {

  int frames();

  int framesPerSecond();

  /** The picture at a frame; it is reused for the next one. */
  BufferedImage frame(int index);
}
