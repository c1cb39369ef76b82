/**
 * The fact log: appending in the transaction of the rows, reading without losing a row, folding exactly
 * once. Door: {@link laotie.server.log.Log}.
 *
 * <p>Invariant: this package knows no area. What is folded into what is listed in one place, the boot
 * package's {@code Consumers}. There is no event bus.
 *
 * <pre>
 * id | epoch | tx   | type      | area  | key    | at                  | recorded_at         | body
 * 17 | 1     | 8041 | OrderPaid | trade | ord_7k | 2026-11-22 20:15:01 | 2026-11-22 20:15:01 | {...}
 * </pre>
 */
package laotie.server.log;
