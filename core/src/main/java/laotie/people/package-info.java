/**
 * Accounts, roles and personas. Door: {@code Registration}.
 *
 * <p>Invariant: pure rules over values; it must not know how a password is stored or a cookie is signed.
 */
package laotie.people;
