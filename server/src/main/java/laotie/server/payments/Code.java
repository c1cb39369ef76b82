package laotie.server.payments;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/** A code to scan (二维码), drawn as one path of black squares on white, four squares of quiet around it. */
final class Code {

  private static final int QUIET = 4;

  private Code() {}

  /** An SVG that any size suits; throws {@link GatewayFault} for a text no code can hold. */
  static String svg(String text) {
    ByteMatrix squares;
    try {
      squares = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
          .getMatrix();
    } catch (WriterException tooLong) {
      throw new GatewayFault("a text of " + text.length() + " characters is no code");
    }
    int side = squares.getWidth() + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < squares.getHeight(); y++) {
      for (int x = 0; x < squares.getWidth(); x++) {
        if (squares.get(x, y) == 1) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <rect width="100%%" height="100%%" fill="white"/><path d="%s" fill="black"/></svg>
        """.formatted(side, side, path);
  }
}
