package laotie.server.people;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Decision;
import laotie.fact.PeopleFact;
import laotie.fact.Recorded;
import laotie.people.Hosting;
import laotie.people.PeopleReason;
import laotie.people.Persona;
import laotie.server.http.Bodies;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Tail;
import laotie.server.people.AccountStore.Entry;
import laotie.server.people.People.HostCard;

/** Hosts: opening a room, the persona, and who may act for whom. */
@Singleton
final class Hosts {

  /** Hosts in memory, once by their id and once by their room. */
  private static final int REMEMBERED_MAX = 50_000;

  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  private final Database database;
  private final Log log;
  private final InstantSource clock;
  private final Accounts accounts;
  private final LoadingCache<String, Optional<HostCard>> hosts;
  private final LoadingCache<String, Optional<String>> hostOfRoom;

  Hosts(Database database, Log log, InstantSource clock, Accounts accounts) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.accounts = accounts;
    this.hosts =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED_FOR)
            .build(id -> database.read(connection -> HostStore.host(connection, id)));
    this.hostOfRoom =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED_FOR)
            .build(
                room ->
                    database
                        .read(connection -> HostStore.hostOfRoom(connection, room))
                        .map(HostCard::hostId));
  }

  Optional<HostCard> host(String hostId) {
    return Bodies.isId(hostId) ? hosts.get(hostId) : Optional.empty();
  }

  Optional<HostCard> hostOfRoom(String roomId) {
    return Bodies.isId(roomId) ? hostOfRoom.get(roomId).flatMap(this::host) : Optional.empty();
  }

  List<HostCard> search(String words, int limit) {
    return database.read(connection -> HostStore.search(connection, words, limit));
  }

  /** Opens a room for a member; refuses {@link PeopleReason#HOST_ALREADY} and wrong fields. */
  HostCard open(String accountId, Persona raw) {
    Persona persona = checked(raw);
    Instant now = now();
    String newRoomId = Ids.next("rm");
    database.write(connection -> {
      boolean isHost = !HostStore.open(connection, accountId, newRoomId, persona, now);
      switch (Hosting.open(accountId, isHost, newRoomId)) {
        case Decision.Refused<String> refused -> throw Problem.of(refused);
        case Decision.Accepted<String> accepted -> log.append(connection, now, accepted.facts());
      }
      return newRoomId;
    });
    hostOfRoom.invalidate(newRoomId);
    forget(accountId);
    accounts.forget(accountId);
    return host(accountId).orElseThrow();
  }

  HostCard changePersona(HostCard host, Persona raw) {
    Persona persona = checked(raw);
    if (!persona.equals(host.persona())) {
      database.write(connection -> {
        HostStore.changePersona(connection, host.hostId(), persona);
        log.append(connection, now(), List.of(new PeopleFact.PersonaChanged(host.hostId())));
        return persona;
      });
      forget(host.hostId());
    }
    return host(host.hostId()).orElseThrow();
  }

  List<String> assistants(String hostId) {
    return database.read(connection -> HostStore.assistants(connection, hostId));
  }

  void addAssistant(String hostId, Entry assistant) {
    Instant now = now();
    String accountId = assistant.accountId();
    database.write(connection -> {
      HostStore.lock(connection, hostId);
      Set<String> present = new HashSet<>(HostStore.assistants(connection, hostId));
      switch (Hosting.addAssistant(hostId, present, accountId)) {
        case Decision.Refused<Set<String>> refused -> throw Problem.of(refused);
        case Decision.Accepted<Set<String>> accepted -> {
          HostStore.addAssistant(connection, hostId, accountId, now);
          log.append(connection, now, accepted.facts());
        }
      }
      return accountId;
    });
    accounts.forget(accountId);
  }

  void removeAssistant(String hostId, String accountId) {
    database.write(connection -> {
      if (HostStore.removeAssistant(connection, hostId, accountId)) {
        log.append(connection, now(), List.of(new PeopleFact.AssistantRemoved(hostId, accountId)));
      }
      return accountId;
    });
    accounts.forget(accountId);
  }

  private Persona checked(Persona raw) {
    Persona persona = raw.kept();
    Accounts.refuse(persona.faults(clock.instant()));
    return persona;
  }

  void forgetAll() {
    hosts.invalidateAll();
    hostOfRoom.invalidateAll();
  }

  void forget(String hostId) {
    hosts.invalidate(hostId);
  }

  void listenTo(Tail tail) {
    tail.listen(this::hear);
  }

  private void hear(Recorded recorded) {
    switch (recorded.fact()) {
      case PeopleFact.HostOpened fact -> {
        forget(fact.hostId());
        hostOfRoom.asMap().values().removeIf(Optional::isEmpty);
      }
      case PeopleFact.PersonaChanged fact -> forget(fact.hostId());
      case PeopleFact.ProfileChanged fact -> forget(fact.accountId());
      default -> { }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
