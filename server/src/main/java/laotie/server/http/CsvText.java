package laotie.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where bytes come from and the charset they are written in. A mark at the start decides; then whatever is
 * UTF-8 without a fault is UTF-8, whatever is GB18030 without a fault is that (GBK is part of it). A few
 * short texts of GBK are faultless UTF-8 as well; their sender must say what they are.
 */
record CsvText(Csv.Source source, int start, Charset charset) {

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

  /**
   * The text, or empty when it has a fault in each charset that it could be in.
   *
   * @param head how it begins, some bytes
   */
  static Optional<CsvText> of(Csv.Source source, byte[] head, Optional<Charset> named)
      throws IOException {
    for (Mark mark : MARKS) {
      if (mark.begins(head) && mark.charset().equals(named.orElse(mark.charset()))) {
        return faultless(source, mark.bytes().length, mark.charset());
      }
    }
    if (named.isPresent()) {
      return faultless(source, 0, named.get());
    }
    Optional<CsvText> utf8 = faultless(source, 0, StandardCharsets.UTF_8);
    return utf8.isPresent() ? utf8 : faultless(source, 0, GB18030);
  }

  Reader reader() {
    try {
      return reader(CodingErrorAction.REPLACE);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Reader reader(CodingErrorAction onFault) throws IOException {
    InputStream stream = source.open();
    stream.skipNBytes(start);
    return new InputStreamReader(
        stream, charset.newDecoder().onMalformedInput(onFault).onUnmappableCharacter(onFault));
  }

  private static Optional<CsvText> faultless(Csv.Source source, int start, Charset charset)
      throws IOException {
    CsvText text = new CsvText(source, start, charset);
    char[] chars = new char[CHUNK_CHARS];
    try (Reader reader = text.reader(CodingErrorAction.REPORT)) {
      while (reader.read(chars) >= 0) {
        // Only whether it can be read.
      }
      return Optional.of(text);
    } catch (CharacterCodingException fault) {
      return Optional.empty();
    }
  }
}
