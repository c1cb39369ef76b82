/**
 * Clips: upload, transcoding, cards, comments, hearts and views. Door: {@link laotie.server.clips.Clips}.
 *
 * <p>Invariant: an upload is hostile until it was decoded and encoded anew; it must not know who sees which
 * clip when.
 */
package laotie.server.clips;
