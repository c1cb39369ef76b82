package laotie.video;

import laotie.fact.Reason;

/** Why the video doors say no, in order of precedence. */
public enum VideoReason implements Reason {
  /** The bytes on the RTMP port are not RTMP, or break one of its limits. */
  STREAM_BROKEN(422),
  /** The stream key is not the room's key, or the room has none yet. */
  STREAM_KEY_WRONG(403),
  /** Too many publishers or wrong keys came from one address. */
  STREAM_TOO_OFTEN(429),
  /** The publisher sends a picture or sound that browsers here cannot play, such as HEVC. */
  CODEC_UNSUPPORTED(422),
  /** The room sends nothing now. */
  SIGNAL_MISSING(404),
  /** A player asks for a part of the stream that is too far in the future. */
  PART_TOO_FAR(422),
  /** The view is unknown, over, or of another viewer. */
  VIEW_UNKNOWN(404),
  /** As many viewers watch as the settings allow. */
  VIEWERS_FULL(503);

  private final int status;

  VideoReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
