/**
 * Short videos (短视频): what may be uploaded and said, when a card appears, what is cut from a show.
 *
 * <p>Invariant: pure rules over values; it must not know how video is decoded.
 */
package laotie.clips;
