/**
 * Verdicts about accounts: cases with history, and the ban that every door asks for. Door: {@link
 * laotie.server.guard.Guard}.
 *
 * <p>Invariant: it must not know who an account belongs to or how sessions work; people ask it.
 */
package laotie.server.guard;
