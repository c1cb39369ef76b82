package laotie.server.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import laotie.guard.Ban;
import laotie.server.guard.Guard;
import laotie.server.http.Bodies;
import laotie.server.http.HttpReason;
import laotie.server.http.Input;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.http.Who;
import laotie.server.people.AccountStore.Entry;
import laotie.server.people.AccountStore.Place;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operator's book of accounts. The guard decides bans; this door knows whom they concern. */
@Path("/api/v1/operator/accounts")
@RunOnVirtualThread
@Tag(name = "people")
@Consumes(MediaType.APPLICATION_JSON)
public class OperatorApi {

  /** Longest words to look for. */
  private static final int QUERY_CHARACTERS_MAX = 64;

  private final Who who;
  private final Accounts accounts;
  private final Guard guard;

  OperatorApi(Who who, Accounts accounts, Guard guard) {
    this.who = who;
    this.accounts = accounts;
    this.guard = guard;
  }

  /** Words that the banned person reads. */
  record Banning(String reason) {
    Banning {
      reason = Bodies.text(reason);
    }
  }

  /** What was ever done about an account, the latest first. */
  record History(List<Guard.Step> items) {}

  /** Accounts, newest first; {@code query} is looked for in names and logins. */
  @GET
  public Page<Account> accounts(
      @QueryParam("query") @DefaultValue("") String query,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) int limit) {
    who.require(Role.OPERATOR);
    if (query.length() > QUERY_CHARACTERS_MAX) {
      throw Problem.field("/query", "has more than " + QUERY_CHARACTERS_MAX + " characters");
    }
    if (query.indexOf('\0') >= 0) {
      throw Problem.field("/query", "holds a zero character");
    }
    int size = Page.limit(limit);
    List<Entry> entries = accounts.search(query.strip(), place(after), size);
    String next = entries.size() < size ? "" : cursor(entries.getLast());
    return new Page<>(entries.stream().map(this::account).toList(), next);
  }

  @GET
  @Path("{accountId}")
  public Account account(@PathParam("accountId") String accountId) {
    who.require(Role.OPERATOR);
    return account(known(accountId));
  }

  /** Shuts an account out; asked again it changes the words. */
  @PUT
  @Path("{accountId}/ban")
  public Account ban(@PathParam("accountId") String accountId, Banning body) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    Banning wish = Bodies.present(body);
    Entry entry = known(accountId);
    guard.ban(new Ban.Target(accountId, entry.isOperator()), wish.reason(), operatorId);
    return account(entry);
  }

  /** Takes a ban back; nothing happens when none holds. */
  @DELETE
  @Path("{accountId}/ban")
  public Account unban(@PathParam("accountId") String accountId) {
    String operatorId = who.require(Role.OPERATOR).accountId();
    Entry entry = known(accountId);
    guard.unban(accountId, operatorId);
    return account(entry);
  }

  @GET
  @Path("{accountId}/history")
  public History history(@PathParam("accountId") String accountId) {
    who.require(Role.OPERATOR);
    known(accountId);
    return new History(guard.historyOf(accountId));
  }

  private Entry known(String accountId) {
    return accounts.entry(accountId).orElseThrow(() -> Problem.notFound("account", accountId));
  }

  private Account account(Entry entry) {
    return Account.of(entry, accounts.persons(entry.assistantOf()), guard.banOf(entry.accountId()));
  }

  private static String cursor(Entry last) {
    String place = last.createdAt() + " " + last.accountId();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Place> place(String after) {
    if (after.isEmpty()) {
      return Optional.empty();
    }
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split(" ", 2);
      Instant createdAt = Instant.parse(parts[0]);
      if (Input.isKnown(createdAt)) {
        return Optional.of(new Place(createdAt, parts[1]));
      }
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException wrong) {
      // Refused below.
    }
    throw Problem.of(HttpReason.MALFORMED, "after is not a place we gave");
  }
}
