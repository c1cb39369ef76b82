package laotie.server.people;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import laotie.guard.Ban;
import laotie.people.PeopleReason;
import laotie.people.Persona;
import laotie.server.guard.Guard;
import laotie.server.http.Caller;
import laotie.server.http.Callers;
import laotie.server.http.HttpReason;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.log.Database;
import laotie.server.log.Tail;
import laotie.server.people.AccountStore.Entry;
import laotie.server.people.SessionStore.Session;

/**
 * The door of people: who calls, who may act for whom, and what others may see of somebody. Answers come
 * from memory; the first question about somebody reads the database, so ask on a virtual thread and never
 * on an event loop.
 */
@Singleton
public final class People implements Callers {

  /** Where a request remembers its caller, as filters and doors ask one after the other. */
  private static final String CALLER = "laotie.caller";

  private static final String ME = "/api/v1/me";
  private static final String OWN_SESSION = "/api/v1/sessions/current";

  private static final String OPERATOR_DOORS = "/api/v1/operator/";

  /** Doors through which somebody comes in: a dead cookie does not stop him. */
  private static final Set<String> ENTRIES =
      Set.of("/api/v1/accounts", "/api/v1/guests", "/api/v1/sessions", OWN_SESSION);

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Sessions sessions;
  private final Accounts accounts;
  private final Hosts hosts;
  private final Guard guard;
  private final Database database;

  People(Sessions sessions, Accounts accounts, Hosts hosts, Guard guard, Database database) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.hosts = hosts;
    this.guard = guard;
    this.database = database;
  }

  /**
   * What others may see of somebody.
   *
   * @param avatarUrl address of a picture, or empty
   * @param roomId the room of a host, or empty
   * @param isSimulated true for the crowd of a demo: its numbers are labelled
   */
  public record Person(
      String accountId, String name, String avatarUrl, boolean isHost, String roomId, boolean isSimulated) {}

  /**
   * A host and what he says of himself.
   *
   * @param avatarUrl address of a picture, or empty
   */
  public record HostCard(
      String hostId,
      String name,
      String avatarUrl,
      String roomId,
      Persona persona,
      Instant openedAt,
      boolean isSimulated) {}

  /** The room an imported account has. */
  public record RoomRow(String roomId, Persona persona, Instant openedAt) {}

  /**
   * An account of the simulated past.
   *
   * @param login absent for guests
   * @param avatarUrl address of a picture, or empty
   * @param room present for hosts
   */
  public record AccountRow(
      String accountId,
      Optional<String> login,
      String name,
      String avatarUrl,
      Instant createdAt,
      Optional<RoomRow> room) {
    public AccountRow {
      Objects.requireNonNull(login);
      Objects.requireNonNull(room);
    }
  }

  /**
   * An account that the program itself wants to exist.
   *
   * @param isOperator true makes it staff
   * @param isSimulated true labels it as part of a demo
   */
  public record Wanted(
      String login, String name, String password, boolean isOperator, boolean isSimulated) {}

  /** What the host page also shows and people must not know: said by the area that does. */
  public interface HostLights {
    HostLight of(Optional<Caller> viewer, String hostId);
  }

  /**
   * A host in others' eyes, now.
   *
   * @param isFollowed by the one who asks
   * @param currentShowId the show that is live, if one is
   */
  public record HostLight(long followers, boolean isFollowed, Optional<String> currentShowId) {
    public HostLight {
      Objects.requireNonNull(currentShowId);
    }

    boolean isLive() {
      return currentShowId.isPresent();
    }
  }

  /**
   * The caller of a request or of a socket's handshake, from its cookie. Refuses {@code BANNED} on every
   * call but reading oneself and signing out, and {@link HttpReason#SESSION_ENDED} on a write with a cookie
   * that is over: he should learn that before he believes that he bought.
   */
  @Override
  public Optional<Caller> callerOf(RoutingContext context) {
    if (context.get(CALLER) instanceof Caller known) {
      return Optional.of(known);
    }
    Optional<Caller> caller = find(context);
    caller.ifPresent(found -> context.put(CALLER, found));
    return caller;
  }

  private Optional<Caller> find(RoutingContext context) {
    Optional<String> token = Sessions.tokenOf(context);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    String path = context.normalizedPath();
    boolean isSafe = SAFE.contains(context.request().method());
    Optional<Session> session = sessions.sessionOf(token.get());
    if (session.isEmpty()) {
      if (!isSafe && !ENTRIES.contains(path)) {
        throw Problem.of(HttpReason.SESSION_ENDED, "the session is over; sign in again");
      }
      return Optional.empty();
    }
    boolean isOwnAffair = path.equals(ME) && isSafe || path.equals(OWN_SESSION);
    Optional<Ban> ban = isOwnAffair ? Optional.empty() : guard.banOf(session.get().accountId());
    if (ban.isPresent()) {
      throw Guard.problem(ban.get());
    }
    sessions.use(context, token.get(), session.get());
    Optional<Entry> entry = accounts.entry(session.get().accountId());
    if (path.startsWith(OPERATOR_DOORS) && entry.filter(Entry::mustChangePassword).isPresent()) {
      throw Problem.of(
          PeopleReason.PASSWORD_MUST_CHANGE, "change the first password with PUT /api/v1/me/password");
    }
    return entry.map(People::caller);
  }

  /** The caller of a session, for doors that are not HTTP; refuses {@code BANNED}. */
  public Optional<Caller> callerOf(String sessionToken) {
    Optional<Session> session = sessions.sessionOf(sessionToken);
    session.flatMap(held -> guard.banOf(held.accountId())).ifPresent(ban -> {
      throw Guard.problem(ban);
    });
    return session.flatMap(held -> accounts.entry(held.accountId())).map(People::caller);
  }

  /** The ban of an account, for sockets that are open when it comes (fact {@code AccountBanned}). */
  public Optional<Ban> banOf(String accountId) {
    return guard.banOf(accountId);
  }

  /** True for the host himself and his assistants. Operators watch over hosts and do not act for them. */
  public boolean mayActFor(Caller caller, String hostId) {
    if (caller.accountId().equals(hostId)) {
      return caller.is(Role.HOST);
    }
    return accounts.entry(caller.accountId())
        .filter(entry -> entry.assistantOf().contains(hostId))
        .isPresent();
  }

  /** What others may see of these accounts; unknown ones are missing from the answer. */
  public Map<String, Person> persons(Collection<String> accountIds) {
    return accounts.persons(accountIds);
  }

  public Optional<HostCard> host(String hostId) {
    return hosts.host(hostId);
  }

  /** The host whose room this is. */
  public Optional<HostCard> hostOfRoom(String roomId) {
    return hosts.hostOfRoom(roomId);
  }

  /** The room of a host, or empty when the account is no host. */
  public Optional<String> roomOfHost(String hostId) {
    return hosts.host(hostId).map(HostCard::roomId);
  }

  /** Hosts whose name, line or trade holds these words; at most {@code limit}. */
  public List<HostCard> searchHosts(String words, int limit) {
    return hosts.search(words, limit);
  }

  /** True when this account exists, member or guest. */
  public boolean exists(String accountId) {
    return accounts.entry(accountId).isPresent();
  }

  /**
   * Writes accounts of a simulated past in the caller's transaction; rows that exist stay. The caller
   * appends {@code AccountRegistered} and {@code HostOpened} at their instants and calls {@link #forgetAll}
   * after the commit. Nobody can sign in as one of
   * them until {@link #ensureAccount} gives it a password.
   */
  public void importAccounts(Connection connection, List<AccountRow> rows) throws SQLException {
    AccountStore.importAll(connection, rows);
    HostStore.importAll(connection, rows);
  }

  /** Forgets what is remembered of accounts and hosts; call it after the commit of an import. */
  public void forgetAll() {
    accounts.forgetAll();
    hosts.forgetAll();
  }

  /**
   * Makes sure that an account with this login and password exists, and tells its id. Only the program
   * itself calls this, for its operator and the accounts of a demo.
   */
  public String ensureAccount(Wanted wanted) {
    return accounts.ensure(wanted);
  }

  /** The accounts of operators, at most {@code limit}, for what all of them must know. */
  public List<String> operators(Connection connection, int limit) throws SQLException {
    return AccountStore.operators(connection, limit);
  }

  /** Labels an account as simulated. No door for browsers does this. */
  public void markSimulated(String accountId) {
    database.write(connection -> {
      AccountStore.markSimulated(connection, accountId);
      return accountId;
    });
    accounts.forget(accountId);
  }

  /** Makes sure that this account is a host, and tells his room. */
  public String ensureHost(String accountId, Persona persona) {
    return roomOfHost(accountId).orElseGet(() -> hosts.open(accountId, persona).roomId());
  }

  /** Begins a session without a password and tells the cookie's value: for the crowd of a demo. */
  public String openSession(String accountId) {
    return database.write(connection -> sessions.open(connection, accountId));
  }

  /**
   * Makes sure that an operator exists. When this makes the first one, it prints his one-time password to
   * the terminal, never to the log; he must change it before operator doors open.
   */
  public void ensureOperator() {
    accounts.ensureOperator().ifPresent(first ->
        System.out.printf(
            "%n  First operator: login %s, one-time password %s%n  Change it after signing in.%n%n",
            first.login(), first.password()));
  }

  /** Whoever still has the password printed at the first start is no operator yet, whatever the address. */
  private static Caller caller(Entry entry) {
    Set<Role> roles = Accounts.rolesOf(entry);
    if (entry.mustChangePassword()) {
      roles.remove(Role.OPERATOR);
    }
    return new Caller(entry.accountId(), roles, entry.isGuest());
  }

  void listen(@Observes StartupEvent start, Tail tail) {
    sessions.listenTo(tail);
    accounts.listenTo(tail);
    hosts.listenTo(tail);
  }
}
