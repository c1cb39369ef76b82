package laotie.server.notices;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The door of notices: other areas tell somebody something, in the transaction of what happened. */
@Singleton
public final class Notices {

  /** Notices of answered comments that one person gets in an hour; those above it are not told. */
  public static final int ANSWERS_MAX = 20;

  /** What a notice is about; the words of each stand in the message files. */
  public enum Kind {
    /** A reserved show begins soon. */
    RESERVATION_SOON,
    /** A reserved show, or the show of a followed host, is on. */
    SHOW_STARTED,
    /** A host answered the question of the one who is told. */
    CARD_ANSWERED,
    /** What he asked for is sold now. */
    DEMAND_MET,
    /** A host wrote to his fans. */
    HOST_WROTE,
    /** Somebody answered his comment; never mailed, at most {@link #ANSWERS_MAX} an hour. */
    COMMENT_ANSWERED,
    /** His comment won the prize of the day. */
    COMMENT_CHOSEN,
    /** His tier with a host rose. */
    TIER_ROSE,
    /** What he bought left. */
    ORDER_SHIPPED,
    /** For a host: a buyer took a paid order back before it left. */
    ORDER_CANCELLED,
    /** For a host: a buyer asks to return something, or went on in it. */
    RETURN_ASKED,
    /** For a buyer: something happened to his return. */
    RETURN_ANSWERED,
    /** For a host: a buyer reviewed something of his. */
    REVIEW_WRITTEN,
    /** For a buyer: the host answered his review. */
    REVIEW_ANSWERED,
    /** For a buyer: an operator decided about his review, with words. */
    REVIEW_DECIDED,
    /** What he waits for is back, and one is held for him. */
    STOCK_BACK,
    /** A webhook of his failed for a day. */
    HOOK_FAILING,
    /** A webhook of his was switched off. */
    HOOK_OFF,
    /** For an operator: a gateway's statement and our books do not agree, or it cannot be read. */
    BOOKS_DIFFER
  }

  /**
   * One thing told to one person.
   *
   * @param hostId whose affair it is, or empty
   * @param words words of a person, at most 500 characters, or empty; shown as text
   * @param path address inside the square where it leads, beginning with a slash, or empty
   * @param names what the sentence of the kind needs, such as {@code host} or {@code title}
   * @param once the same text tells nothing a second time to the same person
   */
  public record Notice(
      String accountId, Kind kind, String hostId, String words, String path, Map<String, String> names,
      String once) {
    public Notice {
      Objects.requireNonNull(kind);
      names = Map.copyOf(names);
    }

    /** The same told to somebody else. */
    public Notice to(String otherId) {
      return new Notice(otherId, kind, hostId, words, path, names, once);
    }
  }

  /** Tells all of them in the caller's transaction; those that were told before stay as they are. */
  public void tell(Connection connection, Instant now, List<Notice> notices) throws SQLException {
    NoticeStore.add(connection, now, notices);
  }

  /** Takes back what was told once to anybody, in the caller's transaction: its words were deleted. */
  public void takeBack(Connection connection, Collection<String> once) throws SQLException {
    NoticeStore.takeBack(connection, once);
  }

  /** How often each thing that was told once was opened, by its {@code once}; only those that exist. */
  public Map<String, Long> opened(Connection connection, Collection<String> once) throws SQLException {
    return NoticeStore.opened(connection, once);
  }

  /** Keeps back the mails of this host's messages to somebody that wait, in the caller's transaction. */
  public void withholdMails(Connection connection, String accountId, String hostId) throws SQLException {
    NoticeStore.withholdMails(connection, accountId, hostId);
  }
}
