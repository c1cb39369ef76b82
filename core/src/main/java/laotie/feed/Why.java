package laotie.feed;

/** Why an item stands on the page, told to the viewer beside it. */
public enum Why {
  /** The viewer follows the host. */
  FOLLOWED,
  /** The viewer often came to this host, or bought from him. */
  VISITED,
  /** People who watch the same hosts watch this one. */
  ALIKE,
  /** Few people were shown this host yet, and one public place in five is kept for such. */
  NEW_HOST,
  /** Few people were shown this clip yet, and one public place in five is kept for such. */
  NEW_CLIP,
  /** Many came lately. */
  RECENTLY_POPULAR,
  /** The room is live, and that is all that is known. */
  LIVE_NOW,
  /** The clip is new, and that is all that is known. */
  JUST_PUBLISHED,
  /** The show begins within a day. */
  STARTS_SOON,
  /** The show begins later. */
  ANNOUNCED,
  /** Its host pays for this showing; never said of a place that was given. */
  PROMOTED
}
