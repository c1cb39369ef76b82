package laotie.video;

/** What comes out of the muxer, shared by every viewer of a room. */
public sealed interface Muxed {

  /**
   * The beginning of a generation: a run of video with the same codecs and size.
   *
   * @param generation counts from 1 in a room; every change of codec, size or publisher is a new one
   * @param codecs comma-separated names for a playlist, such as {@code avc1.64001f,mp4a.40.2}
   * @param width pixels, 0 when there is no picture
   * @param height pixels, 0 when there is no picture
   * @param bytes ftyp and moov
   */
  record Init(int generation, String codecs, int width, int height, byte[] bytes) implements Muxed {
    /** The type a browser's Media Source wants. */
    public String mime() {
      return (width > 0 ? "video/mp4" : "audio/mp4") + "; codecs=\"" + codecs + "\"";
    }
  }

  /**
   * One moof and mdat.
   *
   * @param generation whose init belongs before it
   * @param startMs where it begins on the room's timeline, which never runs backwards
   * @param durationMs how long it plays, above 0
   * @param isKeyframe a player can start here
   * @param bytes moof and mdat
   */
  record Fragment(int generation, long startMs, int durationMs, boolean isKeyframe, byte[] bytes)
      implements Muxed {}
}
