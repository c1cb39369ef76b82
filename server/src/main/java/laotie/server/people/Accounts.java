package laotie.server.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import laotie.fact.Decision;
import laotie.fact.Fact;
import laotie.fact.PeopleFact;
import laotie.fact.Recorded;
import laotie.people.FieldFault;
import laotie.people.PeopleReason;
import laotie.people.Registration;
import laotie.people.Registration.Applicant;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Role;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Remembered;
import laotie.server.log.Tail;
import laotie.server.people.AccountStore.Entry;
import laotie.server.people.AccountStore.Joining;
import laotie.server.people.AccountStore.Proof;
import laotie.server.people.People.Person;
import laotie.server.people.People.Wanted;

/** Accounts: joining, proving oneself, changing name and password; remembered so that requests are cheap. */
@Singleton
final class Accounts {

  /** Accounts in memory, once whole for the doors and once as others see them. */
  private static final int REMEMBERED_MAX = 200_000;

  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  /** A name or picture of another process's change is at most this old, should the log be silent. */
  private static final Duration PERSON_REMEMBERED_FOR = Duration.ofMinutes(1);

  private static final int ONE_TIME_PASSWORD_CHARACTERS = 16;
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Database database;
  private final Log log;
  private final InstantSource clock;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Cache<String, Optional<Entry>> entries =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();
  private final Cache<String, Optional<Person>> persons =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(PERSON_REMEMBERED_FOR).build();

  Accounts(Database database, Log log, InstantSource clock, Passwords passwords, Sessions sessions) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  /** Somebody who is signed in now. */
  record Signed(Entry entry, String token) {}

  /** A login and the password told once. */
  record OneTime(String login, String password) {}

  Optional<Entry> entry(String accountId) {
    return Bodies.isId(accountId)
        ? Remembered.of(entries, accountId, id -> read(Set.of(id)).stream().findFirst())
        : Optional.empty();
  }

  Map<String, Person> persons(Collection<String> accountIds) {
    Map<String, Person> found = new HashMap<>();
    Remembered.all(persons, Set.copyOf(accountIds), this::readPersons)
        .forEach((id, person) -> person.ifPresent(known -> found.put(id, known)));
    return found;
  }

  private Map<String, Optional<Person>> readPersons(Set<String> ids) {
    Map<String, Optional<Person>> read = new HashMap<>();
    ids.forEach(id -> read.put(id, Optional.empty()));
    read(ids).forEach(entry -> read.put(entry.accountId(), Optional.of(person(entry))));
    return read;
  }

  private List<Entry> read(Collection<String> ids) {
    return database.read(connection -> AccountStore.accounts(connection, ids));
  }

  static Set<Role> rolesOf(Entry entry) {
    Set<Role> roles = EnumSet.of(Role.VIEWER);
    if (entry.roomId().isPresent()) {
      roles.add(Role.HOST);
    }
    if (entry.isOperator()) {
      roles.add(Role.OPERATOR);
    }
    return roles;
  }

  private static Person person(Entry entry) {
    return new Person(
        entry.accountId(),
        entry.name(),
        entry.avatarUrl(),
        entry.roomId().isPresent(),
        entry.roomId().orElse(""),
        entry.isSimulated());
  }

  /** A new guest with a name and a session. */
  Signed joinAsGuest(String rawName) {
    String name = Registration.nameKept(rawName);
    refuse(Registration.faultsOfName(name));
    String accountId = Ids.next("acc");
    Instant now = now();
    Joining joining =
        new Joining(
            accountId, Optional.empty(), name, Optional.empty(), false, false, false, now);
    String token = database.write(connection -> {
      AccountStore.add(connection, joining);
      log.append(connection, now, List.of(new PeopleFact.AccountRegistered(accountId, true, false)));
      return sessions.open(connection, accountId);
    });
    return new Signed(entry(accountId).orElseThrow(), token);
  }

  /** A new member with a session; a guest stays who he is and loses his old session. */
  Signed register(Optional<Caller> guest, String rawLogin, String rawName, String password) {
    String login = Registration.loginKept(rawLogin);
    String name = Registration.nameKept(rawName);
    refuse(Registration.faults(login, name, password));
    Applicant applicant =
        guest.isPresent()
            ? new Applicant.Guest(guest.get().accountId())
            : new Applicant.Stranger(Ids.next("acc"));
    boolean isSimulated =
        guest.flatMap(caller -> entry(caller.accountId())).filter(Entry::isSimulated).isPresent();
    boolean isTaken = proofOf(login).isPresent();
    String accountId = accept(Registration.decide(applicant, login, isTaken, isSimulated));
    String hash = passwords.hash(password);
    Instant now = now();
    Joining joining =
        new Joining(
            accountId, Optional.of(login), name, Optional.of(hash), false, isSimulated, false, now);
    String token = database.write(connection -> {
      boolean hasJoined =
          switch (applicant) {
            case Applicant.Stranger stranger -> AccountStore.add(connection, joining);
            case Applicant.Guest upgraded -> AccountStore.upgrade(connection, joining);
          };
      // Two may ask for one login at the same instant: the row decides, and the rule says it.
      List<Fact> facts = factsOf(Registration.decide(applicant, login, !hasJoined, isSimulated));
      log.append(connection, now, facts);
      if (guest.isPresent()) {
        sessions.closeAll(connection, accountId);
      }
      return sessions.open(connection, accountId);
    });
    forget(accountId);
    sessions.forgetAll(accountId);
    return new Signed(entry(accountId).orElseThrow(), token);
  }

  /**
   * The account that this login and password prove; refuses {@link PeopleReason#WRONG_CREDENTIALS} in the
   * same time whether the login or the password is wrong.
   */
  Entry prove(String login, String password) {
    Optional<Proof> proof = proofOf(login);
    boolean isTooLong = password.length() > Registration.PASSWORD_BYTES_MAX;
    String tried = isTooLong ? "" : password;
    if (!passwords.isRight(tried, proof.flatMap(Proof::passwordHash)) || isTooLong) {
      throw Problem.of(PeopleReason.WRONG_CREDENTIALS, "login or password is wrong");
    }
    return entry(proof.orElseThrow().accountId()).orElseThrow();
  }

  Signed signIn(Entry entry) {
    return new Signed(entry, database.write(connection -> sessions.open(connection, entry.accountId())));
  }

  Entry changeProfile(Entry before, String rawName, String avatarUrl) {
    String name = Registration.nameKept(rawName);
    refuse(Registration.faultsOfName(name));
    if (!name.equals(before.name()) || !avatarUrl.equals(before.avatarUrl())) {
      String accountId = before.accountId();
      database.write(connection -> {
        AccountStore.changeProfile(connection, accountId, name, avatarUrl);
        log.append(connection, now(), List.of(new PeopleFact.ProfileChanged(accountId)));
        return accountId;
      });
      forget(accountId);
    }
    return entry(before.accountId()).orElseThrow();
  }

  /** Replaces the password, ends every session and begins a new one for this browser. */
  Signed changePassword(Entry entry, String password, String newPassword) {
    refuse(Registration.faultsOfPassword("/newPassword", newPassword, entry.login().orElse("")));
    String accountId = entry.accountId();
    requirePassword(accountId, password);
    if (password.equals(newPassword)) {
      throw Problem.field("/newPassword", "is the present password");
    }
    String hash = passwords.hash(newPassword);
    String token = database.write(connection -> {
      AccountStore.setPassword(connection, accountId, hash, false);
      sessions.closeAll(connection, accountId);
      return sessions.open(connection, accountId);
    });
    forget(accountId);
    sessions.forgetAll(accountId);
    return new Signed(entry(accountId).orElseThrow(), token);
  }

  /** Refuses {@link PeopleReason#WRONG_PASSWORD} whoever has only a session. */
  void requirePassword(String accountId, String password) {
    Optional<Proof> proof =
        database.read(connection -> AccountStore.proofOfAccount(connection, accountId));
    boolean isTooLong = password.length() > Registration.PASSWORD_BYTES_MAX;
    if (isTooLong || !passwords.isRight(password, proof.flatMap(Proof::passwordHash))) {
      throw Problem.of(PeopleReason.WRONG_PASSWORD, "the present password is wrong");
    }
  }

  List<Entry> search(String query, Optional<AccountStore.Place> after, int limit) {
    return database.read(connection -> AccountStore.search(connection, query, after, limit));
  }

  Optional<Entry> entryOfLogin(String login) {
    return proofOf(login).flatMap(proof -> entry(proof.accountId()));
  }

  private Optional<Proof> proofOf(String login) {
    return Registration.faultsOfLogin(login).isEmpty()
        ? database.read(connection -> AccountStore.proofOfLogin(connection, login))
        : Optional.empty();
  }

  String ensure(Wanted wanted) {
    Optional<Proof> present = proofOf(wanted.login());
    if (present.isEmpty()) {
      return join(wanted, false);
    }
    String accountId = present.get().accountId();
    if (!passwords.isRight(wanted.password(), present.get().passwordHash())) {
      String hash = passwords.hash(wanted.password());
      database.write(connection -> {
        AccountStore.setPassword(connection, accountId, hash, false);
        return accountId;
      });
    }
    if (wanted.isOperator() && !entry(accountId).orElseThrow().isOperator()) {
      database.write(connection -> {
        AccountStore.appoint(connection, accountId);
        return accountId;
      });
    }
    forget(accountId);
    return accountId;
  }

  /** The first operator, when there was none. */
  Optional<OneTime> ensureOperator() {
    if (database.read(AccountStore::hasOperator)) {
      return Optional.empty();
    }
    boolean isTaken = proofOf("operator").isPresent();
    String login = isTaken ? "operator_" + chance(6) : "operator";
    String password = chance(ONE_TIME_PASSWORD_CHARACTERS);
    join(new Wanted(login, "Operator", password, true, false), true);
    return Optional.of(new OneTime(login, password));
  }

  private String join(Wanted wanted, boolean mustChangePassword) {
    String login = Registration.loginKept(wanted.login());
    String name = Registration.nameKept(wanted.name());
    refuse(Registration.faults(login, name, wanted.password()));
    String accountId = Ids.next("acc");
    Optional<String> hash = Optional.of(passwords.hash(wanted.password()));
    Instant now = now();
    Joining joining =
        new Joining(
            accountId,
            Optional.of(login),
            name,
            hash,
            wanted.isOperator(),
            wanted.isSimulated(),
            mustChangePassword,
            now);
    Applicant stranger = new Applicant.Stranger(accountId);
    return database.write(connection -> {
      boolean isTaken = !AccountStore.add(connection, joining);
      log.append(
          connection, now, factsOf(Registration.decide(stranger, login, isTaken, wanted.isSimulated())));
      return accountId;
    });
  }

  void forgetAll() {
    entries.invalidateAll();
    persons.invalidateAll();
  }

  void forget(String accountId) {
    entries.invalidate(accountId);
    persons.invalidate(accountId);
  }

  void listenTo(Tail tail) {
    tail.listen(this::hear);
  }

  private void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case PeopleFact.AccountRegistered fact -> forget(fact.accountId());
      case PeopleFact.HostOpened fact -> forget(fact.hostId());
      case PeopleFact.ProfileChanged fact -> forget(fact.accountId());
      case PeopleFact.AssistantAdded fact -> forget(fact.accountId());
      case PeopleFact.AssistantRemoved fact -> forget(fact.accountId());
      case PeopleFact.SessionsEnded fact -> forget(fact.accountId());
      case PeopleFact.AccountErased fact -> forget(fact.accountId());
      default -> { }
    }
  }

  /** Refuses all wrong fields at once. */
  static void refuse(List<FieldFault> faults) {
    if (!faults.isEmpty()) {
      throw Problem.fields(
          faults.stream()
              .map(fault -> new Problem.FieldError(fault.pointer(), fault.message()))
              .collect(Collectors.toList()));
    }
  }

  private static <T> T accept(Decision<T> decision) {
    return switch (decision) {
      case Decision.Refused<T> refused -> throw Problem.of(refused);
      case Decision.Accepted<T> accepted -> accepted.value();
    };
  }

  private static List<Fact> factsOf(Decision<?> decision) {
    return switch (decision) {
      case Decision.Refused<?> refused -> throw Problem.of(refused);
      case Decision.Accepted<?> accepted -> accepted.facts();
    };
  }

  private static String chance(int characters) {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < characters; i++) {
      text.append(READABLE.charAt(random.nextInt(READABLE.length())));
    }
    return text.toString();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
