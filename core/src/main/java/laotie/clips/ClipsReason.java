package laotie.clips;

import laotie.fact.Reason;

/** Why clips say no, in order of precedence; those of a video are told as the failure of its clip. */
public enum ClipsReason implements Reason {
  /** The video has more bytes than a clip may. */
  CLIP_TOO_LARGE(413),
  /** A part has more bytes than one may. */
  PART_TOO_LARGE(413),
  /** The part does not begin where the last one ended; {@code received} says where. */
  PART_OUT_OF_PLACE(409),
  /** Too many uploads are there, or too many bytes, of this host or of all. */
  UPLOADS_FULL(409),
  /** Bytes of the upload are missing still. */
  UPLOAD_UNFINISHED(409),
  /** The host made as many clips within a day as he may. */
  CLIPS_FULL(409),
  /** As many clips of the host are being made as may be at a time. */
  CLIPS_AT_WORK(409),
  /** The card was never pinned in this show, or for less than a second. */
  CARD_NOT_EXPLAINED(409),
  /** Nothing was recorded of the show then, or it was deleted since. */
  RECORDING_MISSING(409),
  /** The clip has no video yet, or none for good. */
  CLIP_NOT_READY(409),
  /** The clip was withdrawn and cannot come back. */
  CLIP_WITHDRAWN(409),
  /** The bytes are no video that is understood here. */
  VIDEO_UNREADABLE(422),
  /** The file has no picture, or several. */
  VIDEO_STREAMS_WRONG(422),
  /** The video is shorter than a second. */
  VIDEO_TOO_SHORT(422),
  /** The video is longer than ten minutes. */
  VIDEO_TOO_LONG(422),
  /** The picture has more pixels on a side than is taken. */
  VIDEO_PICTURE_TOO_LARGE(422),
  /** The video has more pictures a second than is taken. */
  VIDEO_TOO_FAST(422),
  /** Making the clip took longer than allowed or failed again and again. */
  VIDEO_TOO_HARD(422),
  /** The disk has too little room for another video. */
  DISK_FULL(503),
  /** There is no ffmpeg on the server. */
  TRANSCODER_MISSING(503);

  private final int status;

  ClipsReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
