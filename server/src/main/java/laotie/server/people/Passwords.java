package laotie.server.people;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106) and keeps them in the PHC string format, parameters included, so
 * that a later version may raise them. The numbers are those of OWASP's password storage sheet: 19 MiB, two
 * passes, one lane; about 30 ms on one core. As each hash costs a core and 19 MiB, only so many run at once.
 */
@Singleton
final class Passwords {

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Hashes that may wait for a free place, and how long; more are refused. */
  private static final int WAITING_MAX = 100;

  private static final int WAIT_SECONDS_MAX = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** One core is left to those who buy while many sign in. */
  private final Semaphore places =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

  private final MeterRegistry meters;
  private final String nobodysHash;

  Passwords(MeterRegistry meters) {
    this.meters = meters;
    // Never verified successfully: the password is chance and forgotten.
    byte[] chance = new byte[HASH_BYTES];
    RANDOM.nextBytes(chance);
    this.nobodysHash = encode(new byte[SALT_BYTES], chance);
  }

  /** The hash to keep; refuses {@link HttpReason#OVERLOADED} when too many wait. */
  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return encode(salt, inPlace(password, salt));
  }

  /**
   * True when the password made this hash. Without a hash (an unknown login, an account without a password)
   * the work and so the time are the same, and the answer is no.
   */
  boolean isRight(String password, Optional<String> hash) {
    String[] parts = hash.orElse(nobodysHash).split("\\$");
    byte[] salt = Base64.getDecoder().decode(parts[4]);
    byte[] wanted = Base64.getDecoder().decode(parts[5]);
    boolean isSame = MessageDigest.isEqual(wanted, inPlace(password, salt));
    return isSame && hash.isPresent();
  }

  private byte[] inPlace(String password, byte[] salt) {
    boolean hasPlace = false;
    try {
      hasPlace =
          places.getQueueLength() < WAITING_MAX && places.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      if (!hasPlace) {
        meters.counter("laotie.people.hashes.refused").increment();
        throw Problem.of(
            HttpReason.OVERLOADED,
            "more than " + WAITING_MAX + " people sign in at once",
            Map.of("retryAfterSeconds", WAIT_SECONDS_MAX));
      }
      return argon2id(password, salt);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Problem.of(HttpReason.OVERLOADED, "the server stops", Map.of("retryAfterSeconds", 5));
    } finally {
      if (hasPlace) {
        places.release();
      }
    }
  }

  private static byte[] argon2id(String password, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    byte[] secret = password.getBytes(StandardCharsets.UTF_8);
    generator.generateBytes(secret, hash);
    Arrays.fill(secret, (byte) 0);
    return hash;
  }

  private static String encode(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }
}
