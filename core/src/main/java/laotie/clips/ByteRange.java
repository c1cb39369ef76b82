package laotie.clips;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a video a player asks for (RFC 9110, section 14). One range is answered as such; several
 * at once, or something else, get the whole.
 *
 * @param from first byte
 * @param to last byte, inclusive; before {@code from} when nothing of the range exists
 */
public record ByteRange(long from, long to) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** The range of a header, or empty when the whole is to be sent. */
  public static Optional<ByteRange> of(String header, long length) {
    Matcher asked = ONE.matcher(header.strip());
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (asked.group(1).isEmpty()) {
      long last = Long.parseLong(asked.group(2));
      return Optional.of(last == 0 ? new ByteRange(length, -1)
          : new ByteRange(Math.max(0, length - last), length - 1));
    }
    long from = Long.parseLong(asked.group(1));
    long to = asked.group(2).isEmpty() ? length - 1 : Long.parseLong(asked.group(2));
    if (to < from && !asked.group(2).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(from >= length ? new ByteRange(length, -1)
        : new ByteRange(from, Math.min(to, length - 1)));
  }

  /** False when nothing of it exists: the answer is 416. */
  public boolean isThere() {
    return to >= from;
  }

  public long length() {
    return to - from + 1;
  }
}
