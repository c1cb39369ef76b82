/**
 * The start: settings, data folder, database, consumers, and the end of all of them. Door:
 * {@link laotie.server.boot.Main}.
 *
 * <p>Invariant: it may call every area; no area may call it.
 */
package laotie.server.boot;
