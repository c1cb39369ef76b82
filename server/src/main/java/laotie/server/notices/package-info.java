/**
 * What the square tells one person: in the square, and by push and e-mail where he wants that. Door:
 * {@link laotie.server.notices.Notices}.
 *
 * <p>Invariant: it delivers what other areas say and decides nothing about its content.
 */
package laotie.server.notices;
