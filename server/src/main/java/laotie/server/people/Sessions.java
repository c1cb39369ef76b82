package laotie.server.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import laotie.fact.PeopleFact;
import laotie.fact.Recorded;
import laotie.people.SessionLife;
import laotie.server.http.Callers;
import laotie.server.http.Seal;
import laotie.server.http.Settings;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Remembered;
import laotie.server.log.Tail;
import laotie.server.people.SessionStore.Session;

/**
 * Who is signed in. The secret of a session is 256 bits of chance, signed so that an invented cookie costs
 * no trip to the database, and stored as a hash only. Sessions in use are remembered, so a request needs no
 * trip either; the log tells other processes which to forget.
 */
@Singleton
final class Sessions {

  static final String COOKIE = Callers.SESSION_COOKIE;

  private static final int SECRET_BYTES = 32;

  /** Sessions in memory; a further one costs one database trip a use. */
  private static final int REMEMBERED_MAX = 200_000;

  /** The longest a session is believed without its row, in case the log could not be read. */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  private static final int FORGET_ROWS_MAX = 5_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Log log;
  private final Seal seal;
  private final InstantSource clock;
  private final boolean isPublicUrlSecure;
  private final Cache<String, Optional<Session>> sessions =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();

  Sessions(Database database, Log log, Seal seal, InstantSource clock, Settings settings) {
    this.database = database;
    this.log = log;
    this.seal = seal;
    this.clock = clock;
    this.isPublicUrlSecure = settings.http().publicUrl().filter(url -> url.startsWith("https:")).isPresent();
  }

  /** Begins a session in the caller's transaction; the answer is the cookie's value, told once. */
  String open(Connection connection, String accountId) throws SQLException {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    SessionLife life = SessionLife.startingAt(now());
    SessionStore.open(connection, new Session(idOf(payload), accountId, life));
    return seal.sign(payload);
  }

  /** The session of a cookie's value while it lives. */
  Optional<Session> sessionOf(String token) {
    return seal.verify(token).map(Sessions::idOf).flatMap(this::alive);
  }

  private Optional<Session> alive(String sessionId) {
    Instant now = clock.instant();
    Optional<Session> remembered = Remembered.of(sessions, sessionId, this::read);
    if (remembered.filter(session -> !session.life().isAlive(now)).isPresent()) {
      // It may have been slid on by another process.
      sessions.invalidate(sessionId);
      remembered = Remembered.of(sessions, sessionId, this::read);
    }
    return remembered.filter(session -> session.life().isAlive(now));
  }

  private Optional<Session> read(String sessionId) {
    return database.read(connection -> SessionStore.session(connection, sessionId));
  }

  /** Slides the session of this request on when that is due, and the cookie with it. */
  void use(RoutingContext context, String token, Session session) {
    if (!session.life().isDueToSlide(clock.instant())) {
      return;
    }
    Session slid =
        new Session(session.sessionId(), session.accountId(), session.life().slide(now()));
    database.write(connection -> {
      SessionStore.slide(connection, slid);
      return slid;
    });
    sessions.invalidate(slid.sessionId());
    if (!context.response().headWritten()) {
      give(context, token);
    }
  }

  /** Ends one session; nothing happens when it is over. */
  void close(String token) {
    Optional<Session> session = sessionOf(token);
    if (session.isEmpty()) {
      return;
    }
    String sessionId = session.get().sessionId();
    String accountId = session.get().accountId();
    database.write(connection -> {
      if (SessionStore.close(connection, sessionId)) {
        log.append(connection, now(), List.of(new PeopleFact.SignedOut(accountId, sessionId)));
      }
      return sessionId;
    });
    sessions.invalidate(sessionId);
  }

  /** Ends all sessions of an account in the caller's transaction; call {@link #forgetAll} after it. */
  void closeAll(Connection connection, String accountId) throws SQLException {
    SessionStore.closeAll(connection, accountId);
    log.append(connection, now(), List.of(new PeopleFact.SessionsEnded(accountId)));
  }

  /** Forgets what is remembered of an account's sessions. */
  void forgetAll(String accountId) {
    sessions.asMap().values().removeIf(
        session -> session.filter(held -> held.accountId().equals(accountId)).isPresent());
  }

  /** The cookie's value of this request. */
  static Optional<String> tokenOf(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(COOKIE)).map(Cookie::getValue);
  }

  /** Hands the session to the browser, where no script can read it. */
  void give(RoutingContext context, String token) {
    context.response().addCookie(cookie(context, token).setMaxAge(SessionLife.IDLE_MAX.toSeconds()));
  }

  /** Takes the cookie away. */
  void take(RoutingContext context) {
    context.response().addCookie(cookie(context, "").setMaxAge(0));
  }

  private Cookie cookie(RoutingContext context, String value) {
    return Cookie.cookie(COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(isPublicUrlSecure || context.request().isSSL());
  }

  @Scheduled(every = "1h", delayed = "5m")
  void forgetOver() {
    database.write(connection -> SessionStore.forgetOver(connection, now(), FORGET_ROWS_MAX));
  }

  void listenTo(Tail tail) {
    tail.listen(this::hear);
  }

  private void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case PeopleFact.SignedOut out -> sessions.invalidate(out.sessionId());
      case PeopleFact.SessionsEnded ended -> forgetAll(ended.accountId());
      default -> { }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String idOf(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return "ses_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
