package laotie.server.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets and signatures of the Standard Webhooks specification 1.0.0: HMAC-SHA256, identifier v1. */
final class Secret {

  static final String PREFIX = "whsec_";

  /** Bytes of chance; the specification asks for 24 to 64. */
  private static final int BYTES = 32;

  private static final String HMAC = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** A new secret as its owner keeps it. */
  static String fresh() {
    byte[] chance = new byte[BYTES];
    RANDOM.nextBytes(chance);
    return PREFIX + Base64.getEncoder().encodeToString(chance);
  }

  /**
   * The header {@code webhook-signature}: one signature a secret, the newest first, divided by spaces.
   *
   * @param id of the message; holds no full stop
   * @param seconds of the attempt, since 1970
   */
  static String sign(List<String> secrets, String id, long seconds, String body) {
    byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
    StringBuilder header = new StringBuilder();
    for (String secret : secrets) {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      header.append(header.isEmpty() ? "" : " ").append("v1,")
          .append(Base64.getEncoder().encodeToString(hmac(key, signed)));
    }
    return header.toString();
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(content);
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
