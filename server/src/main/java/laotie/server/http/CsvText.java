package laotie.server.http;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bytes and the charset they are written in. A mark at the start decides; then whatever is UTF-8 without a
 * fault is UTF-8, whatever is GB18030 without a fault is that (GBK is part of it). A few short texts of GBK
 * are faultless UTF-8 as well; their sender must say what they are.
 */
record CsvText(byte[] bytes, int start, Charset charset) {

  /** What spreadsheets in China write; each text of GBK is one of GB18030. */
  static final Charset GB18030 = Charset.forName("GB18030");

  private static final int CHUNK_CHARS = 8_192;

  private record Mark(Charset charset, byte... bytes) {
    boolean begins(byte[] text) {
      return text.length >= bytes.length
          && Arrays.equals(text, 0, bytes.length, bytes, 0, bytes.length);
    }
  }

  private static final List<Mark> MARKS = List.of(
      new Mark(StandardCharsets.UTF_8, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF),
      new Mark(StandardCharsets.UTF_16LE, (byte) 0xFF, (byte) 0xFE),
      new Mark(StandardCharsets.UTF_16BE, (byte) 0xFE, (byte) 0xFF),
      new Mark(GB18030, (byte) 0x84, (byte) 0x31, (byte) 0x95, (byte) 0x33));

  /** The text, or empty when it has a fault in each charset that it could be in. */
  static Optional<CsvText> of(byte[] bytes, Optional<Charset> named) {
    for (Mark mark : MARKS) {
      if (mark.begins(bytes) && mark.charset().equals(named.orElse(mark.charset()))) {
        return faultless(bytes, mark.bytes().length, mark.charset());
      }
    }
    return named.isPresent() ? faultless(bytes, 0, named.get())
        : faultless(bytes, 0, StandardCharsets.UTF_8).or(() -> faultless(bytes, 0, GB18030));
  }

  Reader reader() {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, start, bytes.length - start), charset);
  }

  private static Optional<CsvText> faultless(byte[] bytes, int start, Charset charset) {
    CharsetDecoder decoder = charset.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(CHUNK_CHARS);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    out.clear();
    boolean isFaultless = !result.isError() && !decoder.flush(out).isError();
    return isFaultless ? Optional.of(new CsvText(bytes, start, charset)) : Optional.empty();
  }
}
