/**
 * Reviews of delivered lines: written by their buyers, answered by hosts, reported to operators. Door: {@link
 * laotie.server.reviews.Reviews}.
 *
 * <p>Invariant: it must not know how orders live or pictures are made safe; trade and goods say so.
 */
package laotie.server.reviews;
