package laotie.server.http;

import java.security.SecureRandom;

/** Makes opaque, prefixed ids: {@code ord_} and 20 characters of 5 bits, 100 bits of chance. */
public final class Ids {

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int CHARACTERS = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static String next(String prefix) {
    byte[] chance = new byte[CHARACTERS];
    RANDOM.nextBytes(chance);
    StringBuilder id = new StringBuilder(prefix.length() + 1 + CHARACTERS).append(prefix).append('_');
    for (byte piece : chance) {
      id.append(ALPHABET[piece & 31]);
    }
    return id.toString();
  }
}
