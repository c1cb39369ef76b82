/**
 * Live video as bytes: RTMP in, fragmented MP4 out, and the proof that it was watched. Doors:
 * {@code RtmpSession} (a publisher's bytes), {@code Muxer} (tags to fragments), {@code HlsWindow}
 * (fragments to playlists), {@code Credit} (beats to watch time).
 *
 * <p>Invariant: pure rules over values and bytes; it must not know who is on the picture, nor any socket,
 * clock or room.
 */
package laotie.video;
