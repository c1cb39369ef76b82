package laotie.feed;

/** Why an item stands on the page, told to the viewer beside it. */
public enum Why {
  /** The viewer follows the host. */
  FOLLOWED,
  /** Few people were shown this room yet, and one public place in five is kept for such rooms. */
  NEW_HOST,
  /** Many entered the room in the last half hour. */
  RECENTLY_POPULAR,
  /** The room is live, and that is all that is known. */
  LIVE_NOW,
  /** The show begins within a day. */
  STARTS_SOON,
  /** The show begins later. */
  ANNOUNCED
}
