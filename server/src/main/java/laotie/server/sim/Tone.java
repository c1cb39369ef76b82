package laotie.server.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A quiet chord that swells and fades in whole turns of the loop, so that its end is its beginning.
 */
final class Tone {

  private static final int SAMPLES_PER_SECOND = 44_100;
  private static final int HEADER_BYTES = 44;

  /** Loudness of one voice of the chord, as a share of full scale. */
  private static final double VOICE = .035;

  private Tone() {}

  /**
   * A mono WAV file of so many seconds.
   *
   * @param root the lowest note in hertz
   */
  static byte[] wav(int seconds, double root) {
    int samples = seconds * SAMPLES_PER_SECOND;
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) 1).putInt(SAMPLES_PER_SECOND);
    bytes.putInt(2 * SAMPLES_PER_SECOND).putShort((short) 2).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    double[] ratios = {1, 1.5, 2, 2.5, 3};
    for (int i = 0; i < samples; i++) {
      double t = (double) i / samples;
      double sum = 0;
      for (int voice = 0; voice < ratios.length; voice++) {
        // Whole cycles in the loop: the nearest ones to the wanted pitch.
        double cycles = Math.rint(root * ratios[voice] * seconds);
        double swell = .5 + .5 * Math.sin(2 * Math.PI * ((voice + 1) * t + voice * .23));
        sum += VOICE / (1 + voice * .5) * swell * Math.sin(2 * Math.PI * cycles * t);
      }
      bytes.putShort((short) Math.round(32_767 * Math.clamp(sum, -1, 1)));
    }
    return bytes.array();
  }
}
