package laotie.server.http;

import java.util.Arrays;

/** Seals for tests without a data folder. */
public final class Seals {

  private Seals() {}

  /** The same secret each time. */
  public static Seal fixed() {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 7);
    return new Seal(secret);
  }
}
