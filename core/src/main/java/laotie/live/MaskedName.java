package laotie.live;

/** A name that others may read beside a purchase: the first character, then stars. */
public final class MaskedName {

  private MaskedName() {}

  public static String of(String name) {
    if (name.isBlank()) {
      return "**";
    }
    String bare = name.strip();
    return bare.substring(0, bare.offsetByCodePoints(0, 1)) + "**";
  }
}
