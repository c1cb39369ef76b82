package laotie.server.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import laotie.fact.LiveFact;
import laotie.server.intents.Intents;
import laotie.server.log.Database;
import laotie.server.log.GroupCommit;
import laotie.server.log.Log;
import laotie.server.log.Source;

/** Writes what rooms bring forth: messages, many in one commit, each with its fact; and taps on the heart. */
@Singleton
final class RoomWriter {

  /** Messages of one commit, and messages that may wait for theirs, over all rooms. */
  private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(500, 5_000);

  private final Database database;
  private final Log log;
  private final ChatStore messages;
  private final ShowStore shows;
  private final Intents intents;
  private final GroupCommit<Entry> intake;

  /** A message, how it was read, and the mark of the network it came from, or an empty one. */
  record Entry(ChatStore.Message message, Intents.Heard heard, String networkHash) {
    private Log.Happened fact() {
      return new Log.Happened(message.at(),
          new LiveFact.ChatSaid(message.messageId(), message.account().accountId(), message.showId(),
              heard.hostId(), message.viewId(), message.isIntent()));
    }
  }

  /** The rows a room writes. */
  @Singleton
  static final class Rows {
    private final ChatStore messages;
    private final ShowStore shows;
    private final Intents intents;

    Rows(ChatStore messages, ShowStore shows, Intents intents) {
      this.messages = messages;
      this.shows = shows;
      this.intents = intents;
    }
  }

  RoomWriter(Database database, Log log, Rows rows, MeterRegistry registry) {
    this.database = database;
    this.log = log;
    this.messages = rows.messages;
    this.shows = rows.shows;
    this.intents = rows.intents;
    this.intake = new GroupCommit<>("chat", LIMITS, registry, this::write);
  }

  /** Takes a message to be written; empty when too many wait. */
  Optional<CompletableFuture<Void>> offer(Entry entry) {
    return intake.offer(entry);
  }

  /** Adds taps by show. */
  void saveLikes(Map<String, Long> likes) {
    database.write(connection -> {
      shows.addLikes(connection, likes);
      return likes.size();
    });
  }

  private void write(List<Entry> batch) {
    database.write(connection -> writeRows(connection, batch));
  }

  private int writeRows(Connection connection, List<Entry> batch) throws SQLException {
    messages.add(connection, batch.stream().map(Entry::message).toList());
    log.appendAll(connection, Source.LOG, batch.stream().map(Entry::fact).toList());
    Map<String, String> networks = new HashMap<>();
    for (Entry entry : batch) {
      if (!entry.networkHash().isEmpty()) {
        networks.put(entry.message().messageId(), entry.networkHash());
      }
    }
    intents.record(connection, batch.stream().map(Entry::heard).toList(), networks);
    return batch.size();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    intake.stop();
  }
}
