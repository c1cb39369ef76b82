package laotie.server.intents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/** Marks of questions that are the same: by their words, and by what one answer would answer. */
final class Gist {

  private static final int CHARACTERS = 24;

  private Gist() {}

  /** The same for the same words, whatever their blanks, width, case and marks at the end. */
  static String said(String text) {
    return hash(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Punct}\\p{IsPunctuation}]+", ""));
  }

  /** The same for the same question: what it asks of which product, else what it says. */
  static String of(String label, String productId, String said) {
    return hash(label + " " + (productId.isEmpty() ? "~" + said : productId));
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
