package laotie.server.notices;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import laotie.server.http.Bodies;
import laotie.server.http.HttpReason;
import laotie.server.http.Marks;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where else the caller wants to be told: by mail, once a code proved that the address is his. */
@Path("/api/v1/me/channels")
@RunOnVirtualThread
@Tag(name = "notices")
public class ChannelApi {

  private static final int EMAIL_CHARACTERS_MAX = 254;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;:\\p{Cntrl}]+@[^\\s@<>\",;:\\p{Cntrl}]+");

  /** A code holds for this long, and another one is sent no sooner than a minute after it. */
  private static final Duration CODE_HOLDS = Duration.ofHours(1);
  private static final Duration CODE_PAUSE = Duration.ofMinutes(1);
  private static final int TRIES_MAX = 5;
  private static final int CODES = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Who who;
  private final Database database;
  private final MailClient client;
  private final Seal seal;
  private final InstantSource clock;
  private final CodeLimit limit;

  ChannelApi(Who who, Database database, MailClient client, Seal seal, InstantSource clock) {
    this.who = who;
    this.database = database;
    this.client = client;
    this.seal = seal;
    this.clock = clock;
    this.limit = new CodeLimit(seal);
  }

  /**
   * The channels as they stand.
   *
   * @param email masked
   * @param isMailOffered false when the operator set up no mail
   */
  record Channels(boolean isMailOffered, Optional<String> email, boolean isConfirmed) {}

  /** The wish; without an address mails stop and the address is erased. */
  record Wish(Optional<String> email, String locale) {
    Wish {
      email = email == null ? Optional.empty() : email.map(String::strip).filter(text -> !text.isEmpty());
      locale = "en".equals(locale) ? "en" : "zh-CN";
    }
  }

  record Proof(String code) {
    Proof {
      code = Bodies.text(code).strip();
    }
  }

  @GET
  public Channels mine() {
    String accountId = who.requireMember().accountId();
    return channels(accountId);
  }

  @PUT
  public Channels set(Wish bodyOrNull, @Context RoutingContext context) {
    String accountId = who.requireMember().accountId();
    Wish wish = Bodies.present(bodyOrNull);
    if (wish.email().isEmpty()) {
      database.write(connection -> {
        ChannelStore.drop(connection, accountId);
        return accountId;
      });
      return channels(accountId);
    }
    requireSendable(wish.email().get());
    return send(accountId, wish, Marks.networkOf(context));
  }

  private void requireSendable(String email) {
    if (email.length() > EMAIL_CHARACTERS_MAX || !EMAIL.matcher(email).matches()) {
      throw Problem.field("/email", "is no e-mail address");
    }
    if (!client.isOn()) {
      throw Problem.field("/email", "this square sends no mail");
    }
  }

  private Channels send(String accountId, Wish wish, String network) {
    String email = wish.email().orElseThrow();
    String code = "%06d".formatted(RANDOM.nextInt(CODES));
    Instant now = clock.instant();
    database.write(connection -> {
      if (ChannelStore.claim(connection, accountId).codeSentAt().plus(CODE_PAUSE).isAfter(now)) {
        throw Problem.of(HttpReason.TOO_MANY_REQUESTS, "a code was sent less than a minute ago",
            Map.of("retryAfterSeconds", CODE_PAUSE.toSeconds()));
      }
      limit.take(connection, limit.asked(email, network), now);
      ChannelStore.save(connection, accountId, new ChannelStore.Row(
          seal.encrypt(email), wish.locale(), hash(accountId, code), now, 0, false));
      return accountId;
    });
    MailWords.Letter letter = MailWords.code(wish.locale(), code);
    client.send(email, letter.subject(), letter.text());
    return channels(accountId);
  }

  @POST
  @Path("confirmation")
  public Channels confirm(Proof bodyOrNull) {
    String accountId = who.requireMember().accountId();
    Proof proof = Bodies.present(bodyOrNull);
    Instant now = clock.instant();
    boolean isRight = database.write(connection -> {
      ChannelStore.Row row = ChannelStore.findForUpdate(connection, accountId)
          .orElseThrow(() -> Problem.notFound("address", "to confirm"));
      if (row.email().length == 0) {
        throw Problem.notFound("address", "to confirm");
      }
      if (row.isConfirmed()) {
        return true;
      }
      boolean isFresh = row.codeSentAt().plus(CODE_HOLDS).isAfter(now) && row.tries() < TRIES_MAX;
      if (isFresh && row.codeHash().equals(hash(accountId, proof.code()))) {
        ChannelStore.confirm(connection, accountId, now);
        return true;
      }
      ChannelStore.countTry(connection, accountId);
      return false;
    });
    if (!isRight) {
      throw Problem.field("/code", "is not the code that was sent, or no longer");
    }
    return channels(accountId);
  }

  private Channels channels(String accountId) {
    Optional<ChannelStore.Row> row =
        database.read(connection -> ChannelStore.find(connection, accountId))
            .filter(found -> found.email().length > 0);
    return new Channels(client.isOn(), row.map(one -> masked(seal.decrypt(one.email()))),
        row.filter(ChannelStore.Row::isConfirmed).isPresent());
  }

  private String hash(String accountId, String code) {
    return seal.hash("mail code", accountId + " " + code);
  }

  private static String masked(String email) {
    int at = email.indexOf('@');
    return email.substring(0, email.offsetByCodePoints(0, 1)) + "***" + email.substring(at);
  }
}
