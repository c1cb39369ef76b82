package laotie.server.notices;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Seal;

/**
 * How many codes are sent: whoever asks names any address, so strangers' mailboxes and the sender's good
 * name are guarded by the address, by the network and in all, whatever accounts ask.
 */
final class CodeLimit {

  /** Codes to one address in 24 hours. */
  static final int OF_EMAIL_MAX = 3;

  /** Codes for one network in an hour. */
  static final int OF_NETWORK_MAX = 5;

  /** Codes of the whole square in an hour. */
  static final int OF_ALL_MAX = 200;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Seal seal;

  CodeLimit(Seal seal) {
    this.seal = seal;
  }

  /** Who asks for a code and where to, as marks that tell nobody who it is. */
  record Asked(String emailHash, String networkHash) {}

  Asked asked(String email, String network) {
    return new Asked(seal.hash("mail code to", email.toLowerCase(Locale.ROOT)),
        seal.hash("mail code for", network));
  }

  /** Counts one code in the caller's transaction; refuses {@link HttpReason#TOO_MANY_REQUESTS}. */
  void take(Connection connection, Asked asked, Instant now) throws SQLException {
    CodeStore.lock(connection);
    CodeStore.forget(connection, now.minus(DAY));
    CodeStore.Counts sent = CodeStore.count(connection, asked, now.minus(DAY), now.minus(HOUR));
    if (sent.ofEmail() >= OF_EMAIL_MAX || sent.ofNetwork() >= OF_NETWORK_MAX || sent.ofAll() >= OF_ALL_MAX) {
      // One answer for all three: nobody learns whether others wrote to an address.
      throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "too many codes were asked for",
          Map.of("retryAfterSeconds", HOUR.toSeconds()));
    }
    CodeStore.add(connection, asked, now);
  }
}
