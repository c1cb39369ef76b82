package laotie.server.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import laotie.sim.Cast;
import laotie.sim.CastHost;
import laotie.sim.CastProduct;
import laotie.sim.Craft;
import org.junit.jupiter.api.Test;

class PicturesTest {

  private static int colours(BufferedImage image) {
    Set<Integer> seen = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int x = 0; x < image.getWidth(); x += 2) {
        seen.add(image.getRGB(x, y));
      }
    }
    return seen.size();
  }

  private static long sum(BufferedImage image) {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum = sum * 31 + image.getRGB(x, y);
      }
    }
    return sum;
  }

  @Test
  void everyProductOfTheCastHasAPictureOfItsOwn() {
    Set<Long> sums = new HashSet<>();
    for (CastHost host : Cast.hosts()) {
      for (CastProduct product : host.products()) {
        BufferedImage image = Pictures.product(host.craft(), product.slug(), 160);
        assertThat(colours(image)).as(product.slug()).isGreaterThan(1_000);
        assertThat(sums.add(sum(image))).as(product.slug()).isTrue();
      }
    }
  }

  @Test
  void everyTradeHasAFaceAndACover() {
    for (Craft craft : Craft.values()) {
      assertThat(colours(Pictures.avatar(craft, 160))).isGreaterThan(1_000);
      BufferedImage cover = Pictures.cover(craft, 160);
      assertThat(cover.getHeight()).isEqualTo(200);
      assertThat(colours(cover)).isGreaterThan(1_000);
    }
  }

  @Test
  void aLoopMovesAndEndsWhereItBegan() {
    for (Craft craft : new Craft[] {Craft.TEA, Craft.CLOTHES, Craft.ORCHARD}) {
      Loop loop = new Loop(craft);
      long first = sum(loop.frame(0));
      assertThat(sum(loop.frame(25))).as("%s moves", craft).isNotEqualTo(first);
      assertThat(sum(loop.frame(Loop.FRAMES))).as("%s loops", craft).isEqualTo(first);
    }
  }
}
