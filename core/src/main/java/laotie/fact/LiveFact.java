package laotie.fact;

import java.time.Instant;

/** What happened in rooms and shows. */
public sealed interface LiveFact extends Fact {

  @Override
  default Area area() {
    return Area.LIVE;
  }

  /** A host announced a show. */
  record ShowScheduled(String showId, String roomId, String hostId, Instant startsAt) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  record ShowStarted(String showId, String roomId, String hostId) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  record ShowEnded(String showId, String roomId, String hostId) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  /** A product was put into the queue of a show. */
  record CardQueued(String showId, String hostId, String cardId, String productId) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  /** A card was shown at the foot of the video; the pinned one before it was taken down. */
  record CardPinned(String showId, String hostId, String cardId, String productId) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  record CardUnpinned(String showId, String hostId, String cardId, String productId) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  /** A viewer opened a room during a show: a view begins. */
  record RoomEntered(
      String viewId, String viewerId, String roomId, String showId, String hostId, Origin origin)
      implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  /**
   * Somebody said something. The words live in a row that can be erased.
   *
   * @param isIntent true when the words ask to buy (求链接)
   */
  record ChatSaid(
      String messageId, String viewerId, String showId, String hostId, String viewId, boolean isIntent)
      implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  record ChatDeleted(String messageId, String showId, String hostId, String actorId) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  /** A host or assistant silenced somebody in the room until an instant. */
  record ViewerMuted(String viewerId, String roomId, String hostId, String actorId, Instant until)
      implements LiveFact {
    @Override
    public String key() {
      return roomId;
    }
  }

  record ViewerUnmuted(String viewerId, String roomId, String hostId, String actorId) implements LiveFact {
    @Override
    public String key() {
      return roomId;
    }
  }

  /**
   * A viewer tapped the heart; a flood.
   *
   * @param count taps since the last one told, 1..50
   */
  record Liked(String viewerId, String showId, String hostId, String viewId, int count)
      implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  /**
   * A viewer waits for a show (蹲直播).
   *
   * @param origin where he came from and what he was to the host when he reserved
   */
  record ShowReserved(String viewerId, String showId, String hostId, Origin origin) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  record ReservationCancelled(String viewerId, String showId, String hostId) implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }

  /**
   * One who waits was told.
   *
   * @param isStart true at the start of the show, false for the reminder before it
   */
  record ReservationReminded(String viewerId, String showId, String hostId, boolean isStart)
      implements LiveFact {
    @Override
    public String key() {
      return showId;
    }
  }
}
