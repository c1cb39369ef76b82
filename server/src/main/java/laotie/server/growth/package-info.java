/**
 * The cells of growth in PostgreSQL and the numbers read from them: the five factors of a show, a host and
 * the square, their days, and repurchase. Door: {@link laotie.server.growth.Growth}.
 *
 * <p>Invariant: numbers come from facts alone. This package must not know any other area's rows, and
 * nothing here changes what a person may do.
 */
package laotie.server.growth;
