/**
 * Live video as bytes: RTMP in, fragmented MP4 out, and the proof that it was watched. Door: {@code Credit}.
 *
 * <p>Invariant: pure rules over values; it must not know who is on the picture.
 */
package laotie.video;
