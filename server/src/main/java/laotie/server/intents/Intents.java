package laotie.server.intents;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.intents.DemandWords;
import laotie.intents.Link;
import laotie.server.log.Database;
import laotie.server.log.Tail;
import laotie.server.log.Target;

/**
 * The door of intents (求链接). The areas where comments are made ask for a reading before they write the
 * comment, and hand it over in the transaction that writes it.
 */
@Singleton
public final class Intents {

  private final Desks desks;
  private final Ledger ledger;
  private final Database database;

  Intents(Desks desks, Ledger ledger, Database database) {
    this.desks = desks;
    this.ledger = ledger;
    this.database = database;
  }

  /** Where a comment is made and what its writer sees. */
  public record Scene(
      String hostId, List<String> shelfProductIds, Optional<String> pinnedProductId,
      Optional<String> explainedProductId) {
    public Scene {
      shelfProductIds = List.copyOf(shelfProductIds);
    }
  }

  /**
   * What a comment was read as.
   *
   * @param label the code of what it asks
   * @param isIntent true when it asks to buy, its price, size, stock or delivery
   * @param productId the product it means, or empty when none of the host's
   * @param offersCard true when the writer should see that card for his eyes only ("this one?")
   * @param wanted the name of what it asks for and the host does not sell, or empty
   */
  public record Reading(
      String label, boolean isIntent, Optional<String> productId, boolean offersCard,
      Optional<String> wanted) {

    /** What nobody has to answer, such as the host's own words. */
    public static final Reading NONE = new Reading("CHAT", false, Optional.empty(), false);

    public Reading(String label, boolean isIntent, Optional<String> productId, boolean offersCard) {
      this(label, isIntent, productId, offersCard, Optional.empty());
    }
  }

  /**
   * A comment with its reading, as it is written down.
   *
   * @param commentId the message of a room or the comment of a clip
   * @param showId the show it was said in, or empty
   * @param clipId the clip it stands under, or empty
   */
  public record Heard(
      String commentId, String viewerId, String name, String hostId, String showId, String clipId,
      String viewId, String text, Reading reading, Instant at) {}

  /**
   * What a host answered.
   *
   * @param productId the product he pointed at, or empty
   * @param words his words, or empty
   */
  public record Said(Optional<String> productId, String words) {}

  /**
   * What the words mean in that scene; some microseconds. The first question in a while about a host reads
   * his shelf and his corrections from the database, so ask on a virtual thread.
   */
  public Reading read(String text, Scene scene) {
    laotie.intents.Reading read = desks.read(text, scene);
    Optional<String> wanted = read.isIntent() && read.link() == Link.ABSENT
        ? DemandWords.of(text).filter(words -> !words.isBlank()) : Optional.empty();
    return new Reading(read.label().name(), read.isIntent(), read.productId(),
        read.isIntent() && read.productId().isPresent(), wanted);
  }

  /** Writes questions down with their facts, in the caller's transaction. Everything else is left out. */
  public void record(Connection connection, List<Heard> heard) throws SQLException {
    ledger.record(connection, heard, Map.of());
  }

  /**
   * The same where it is known from which networks they came, so that a crowd behind one collapses.
   *
   * @param networks the mark of its network by the id of a comment; unknown ones are left out
   */
  public void record(Connection connection, List<Heard> heard, Map<String, String> networks)
      throws SQLException {
    ledger.record(connection, heard, networks);
  }

  /** What was answered to these comments; those without an answer are left out. */
  public Map<String, Said> answersTo(Collection<String> commentIds) {
    return commentIds.isEmpty() ? Map.of()
        : database.read(connection -> AnswerStore.answersTo(connection, commentIds));
  }

  /**
   * The products that these questions mean, by comment: what the host answered them with, else what was read
   * or what he corrected it to. Those that mean none are left out.
   */
  public Map<String, String> meantBy(Collection<String> commentIds) {
    return commentIds.isEmpty() ? Map.of()
        : database.read(connection -> AnswerStore.meantBy(connection, commentIds));
  }

  /** Follows bans and deletions: what they take away counts no more. A line of {@code Consumers}. */
  public Target lifted() {
    return new Lifted();
  }

  void listen(@Observes StartupEvent start, Tail tail) {
    tail.listen(desks::hear);
  }
}
