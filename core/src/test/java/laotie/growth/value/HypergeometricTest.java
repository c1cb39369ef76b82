package laotie.growth.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** 2F1 against published values, 50-digit arithmetic, and the identities that define it. */
class HypergeometricTest {

  private static final Offset<Double> TIGHT = within(2e-12);

  /** a, b, c, z, ln 2F1: made with mpmath 1.3.0 at 60 digits. */
  private static final double[][] FIFTY_DIGITS = {
      {0.25, 2.43, 2.22, 0.5, 0.19391373421668979},
      {0.25, 2.43, 2.22, 0.97, 1.1043279121449093},
      {2.2426, 4.4259, 4.2188, 0.4739, 1.5198792027414905},
      {100.24, 102.4, 102.2, 0.6, 92.029920987039932},
      {100.24, 102.4, 102.2, 0.96, 323.30015723528668},
      {1000.5, 3.2, 1001.7, 0.99, 14.428186776533511},
      {12.5, 30.1, 31.9, 0.999, 75.729977313535776},
      {0.553, 1.606, 2.16, 0.091, 0.038984368983798204},
      {3.7, 2.1, 5.8, 0.999999, 5.3751136350761485},
      {2, 3, 5, 0.95, 2.5808847479171184},
      {1, 1, 2, 0.9999, 2.2204268113681917},
      {0.5, 0.5, 1, 0.99, 0.85557032760211776},
      {800, 700, 650, 0.5, 594.5305712117873},
      {5, 4, 3.5, 0.9999, 50.845829649394319},
      {0.01, 0.02, 0.015, 0.93, 0.035533820529882421},
      {1.1593, 1.6062, 2.1593, 0.0806, 0.072219814491623482},
  };

  @Test
  void equalsFiftyDigitArithmetic() {
    for (double[] row : FIFTY_DIGITS) {
      assertThat(Hypergeometric.log(row[0], row[1], row[2], row[3]))
          .as("2F1(%s, %s; %s; %s)", row[0], row[1], row[2], row[3])
          .isCloseTo(row[4], within(1e-12 * Math.max(1, row[4])));
    }
  }

  /** Abramowitz and Stegun, Handbook, table 17.1: K(m) = pi/2 2F1(1/2, 1/2; 1; m). */
  @Test
  void equalsThePublishedEllipticIntegral() {
    double[][] table = {
        {0.1, 1.612441348720219}, {0.5, 1.854074677301372}, {0.9, 2.578092113348173},
        {0.99, 3.695637362989875}};
    for (double[] row : table) {
      assertThat(Math.PI / 2 * Math.exp(Hypergeometric.log(0.5, 0.5, 1, row[0])))
          .isCloseTo(row[1], within(1e-13));
    }
  }

  /** DLMF 15.4.1 and 15.4.6. */
  @Test
  void equalsTheElementaryFunctions() {
    for (double z = 0.02; z < 1; z += 0.0199) {
      assertThat(Math.exp(Hypergeometric.log(1, 1, 2, z)))
          .isCloseTo(-Math.log1p(-z) / z, within(1e-12));
      assertThat(Hypergeometric.log(0.7, 3, 3, z)).isCloseTo(-0.7 * Math.log1p(-z), TIGHT);
    }
  }

  /** DLMF 15.5.11: (c-a)F(a-1) + (2a-c+(b-a)z)F(a) + a(z-1)F(a+1) = 0. */
  @Test
  void keepsTheContiguousRelation() {
    each((a, b, c, z) -> {
      double middle = Hypergeometric.log(a + 1, b, c, z);
      double below = Math.exp(Hypergeometric.log(a, b, c, z) - middle);
      double above = Math.exp(Hypergeometric.log(a + 2, b, c, z) - middle);
      double first = (c - a - 1) * below;
      double second = 2 * (a + 1) - c + (b - a - 1) * z;
      double third = (a + 1) * (z - 1) * above;
      assertThat(first + second + third)
          .isCloseTo(0, within(1e-11 * (Math.abs(first) + Math.abs(second) + Math.abs(third))));
    });
  }

  /** DLMF 15.5.15: c(1-z)F(c) - cF(a-1) + (c-b)zF(c+1) = 0. */
  @Test
  void keepsTheContiguousRelationOfTheThirdParameter() {
    each((a, b, c, z) -> {
      double middle = Hypergeometric.log(a + 1, b, c, z);
      double first = c * (1 - z);
      double second = -c * Math.exp(Hypergeometric.log(a, b, c, z) - middle);
      double third = (c - b) * z * Math.exp(Hypergeometric.log(a + 1, b, c + 1, z) - middle);
      assertThat(first + second + third)
          .isCloseTo(0, within(1e-11 * (Math.abs(first) + Math.abs(second) + Math.abs(third))));
    });
  }

  /** DLMF 15.8.1, where both sides lie in the domain: c above a and b. */
  @Test
  void keepsEulersTransformation() {
    each((a, b, more, z) -> {
      double c = Math.max(a, b) + more;
      assertThat(Hypergeometric.log(a, b, c, z)).isCloseTo(
          (c - a - b) * Math.log1p(-z) + Hypergeometric.log(c - a, c - b, c, z),
          within(1e-11 * (1 + Math.abs((c - a - b) * Math.log1p(-z)))));
    });
  }

  @Test
  void isSymmetricAndOneAtZero() {
    each((a, b, c, z) -> {
      assertThat(Hypergeometric.log(a, b, c, z)).isCloseTo(Hypergeometric.log(b, a, c, z), within(1e-11));
      assertThat(Hypergeometric.log(a, b, c, 0)).isZero();
    });
  }

  @Test
  void refusesWhatLiesOutside() {
    assertThatIllegalArgumentException().isThrownBy(() -> Hypergeometric.log(0, 1, 1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> Hypergeometric.log(1, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Hypergeometric.log(1, 1, Double.NaN, 0.5));
  }

  private interface Check {
    void at(double a, double b, double c, double z);
  }

  private static void each(Check check) {
    SplittableRandom random = new SplittableRandom(20);
    for (int i = 0; i < 400; i++) {
      double a = Math.exp(random.nextDouble(-3, 4));
      double b = Math.exp(random.nextDouble(-3, 4));
      double c = Math.exp(random.nextDouble(-2, 4));
      double z = i % 2 == 0 ? random.nextDouble() : 1 - Math.exp(-random.nextDouble(2, 12));
      check.at(a, b, c, z);
    }
  }
}
