package laotie.server.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs, hashes and encrypts with keys derived from the server's secret, 32 random bytes in the file
 * {@code secret} of the data folder. Whoever loses that file loses the addresses of his buyers: back it up.
 */
@Singleton
public final class Seal {

  private static final int SECRET_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SIGNATURE_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] signingKey;
  private final byte[] hashingKey;
  private final SecretKeySpec encryptionKey;

  @Inject
  Seal(Settings settings) {
    this(secretOf(settings.data().dir()));
  }

  /** With a secret of 32 bytes. */
  Seal(byte[] secret) {
    this.signingKey = hmac(secret, "sign");
    this.hashingKey = hmac(secret, "hash");
    this.encryptionKey = new SecretKeySpec(hmac(secret, "encrypt"), "AES");
  }

  /** {@code payload} with a signature of 128 bits, safe in addresses. */
  public String sign(String payload) {
    return text(payload.getBytes(StandardCharsets.UTF_8)) + "." + text(signature(payload));
  }

  /** The payload, or empty when the signature is not ours. */
  public Optional<String> verify(String sealed) {
    int dot = sealed.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      String payload =
          new String(Base64.getUrlDecoder().decode(sealed.substring(0, dot)), StandardCharsets.UTF_8);
      byte[] given = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
      return MessageDigest.isEqual(given, signature(payload)) ? Optional.of(payload) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Encrypts personal text (AES-256-GCM, a fresh nonce each time). */
  public byte[] encrypt(String text) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, encryptionKey, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] body = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + body.length).put(nonce).put(body).array();
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** The text; throws {@link IllegalStateException} when the bytes were changed or the secret is another. */
  public String decrypt(byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, encryptionKey, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
      byte[] text = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException changed) {
      throw new IllegalStateException("sealed text cannot be opened: was the secret replaced?", changed);
    }
  }

  /** A keyed hash of 96 bits; the same value has another hash for another purpose. */
  public String hash(String purpose, String value) {
    return text(Arrays.copyOf(hmac(hashingKey, purpose + "\n" + value), 12));
  }

  private byte[] signature(String payload) {
    return Arrays.copyOf(hmac(signingKey, payload), SIGNATURE_BYTES);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hmac(byte[] key, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static byte[] secretOf(Path dir) {
    Path file = dir.resolve("secret");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(dir);
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        Files.write(file, secret, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      byte[] secret = Files.readAllBytes(file);
      if (secret.length != SECRET_BYTES) {
        throw new IllegalStateException(file + " has " + secret.length + " bytes, not " + SECRET_BYTES);
      }
      return secret;
    } catch (IOException fault) {
      throw new UncheckedIOException("the server's secret cannot be read", fault);
    }
  }
}
