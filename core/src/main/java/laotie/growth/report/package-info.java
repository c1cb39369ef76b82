/**
 * The report of an order history: one page of HTML that needs nothing else, in both languages, for a phone,
 * a desk and paper. Door: {@link laotie.growth.report.Report}.
 *
 * <p>Invariant: it draws numbers that others counted, and every rate stands beside its definition, its counts
 * and its interval. It must not know where the page is kept, and it names no buyer.
 */
package laotie.growth.report;
