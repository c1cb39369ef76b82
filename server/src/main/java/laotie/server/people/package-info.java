/**
 * Accounts, sessions, hosts and their assistants: rows, doors and the cookie. Door: {@link
 * laotie.server.people.People}.
 *
 * <p>Invariant: it asks the guard whether somebody is shut out and must not know why; it must not know who
 * follows whom, what is sold or what is live.
 */
package laotie.server.people;
