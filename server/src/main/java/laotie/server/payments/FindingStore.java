package laotie.server.payments;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import laotie.fact.Money;
import laotie.payments.Finding;
import laotie.payments.Finding.Verdict;
import laotie.payments.Movement;
import laotie.payments.Movement.Kind;
import laotie.server.log.Columns;
import laotie.server.log.RowStore;

/** The rows of reconciliations and of what they found. */
final class FindingStore {

  private static final String PUT =
      """
      insert into payments_reconciliations (method, day, run_at, fault, matched, differences)
      values (?, ?, ?, ?, ?, ?)
      on conflict (method, day) do update
         set run_at = excluded.run_at, fault = excluded.fault, matched = excluded.matched,
             differences = excluded.differences
      """;

  /** A reading that failed leaves what an earlier one found. */
  private static final String FAILED =
      """
      insert into payments_reconciliations (method, day, run_at, fault, matched, differences)
      values (?, ?, ?, ?, 0, 0)
      on conflict (method, day) do update set run_at = excluded.run_at, fault = excluded.fault
      """;

  private static final String FORGET = "delete from payments_findings where method = ? and day = ?";

  private static final String ADD =
      """
      insert into payments_findings
             (method, day, position, verdict, kind, id, reference, theirs_minor, theirs_currency,
              ours_minor, ours_currency, fee_minor, fee_currency, at)
      select method, day::date, position, verdict, kind, id, reference, theirs_minor, theirs_currency,
             ours_minor, ours_currency, fee_minor, fee_currency, at::timestamptz
        from unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[])
          as n (method, day, position, verdict, kind, id, reference, theirs_minor, theirs_currency,
                ours_minor, ours_currency, fee_minor, fee_currency, at)
      """;

  private static final String RUNS =
      """
      select method, day, run_at, fault, matched, differences
        from payments_reconciliations
       where day >= ?
       order by day desc, method
       limit ?
      """;

  private static final String RUN =
      """
      select method, day, run_at, fault, matched, differences
        from payments_reconciliations
       where method = ? and day = ?
      """;

  private static final String FINDING_COLUMNS =
      """
      select position, verdict, kind, id, reference, theirs_minor, theirs_currency, ours_minor,
             ours_currency, fee_minor, fee_currency, at
        from payments_findings
      """;

  private static final String FINDINGS = FINDING_COLUMNS
      + """
         where method = ? and day = ? and position > ? and (verdict <> 'MATCHED' or ?)
         order by position
         limit ?
        """;

  private static final String TOLD_ELSEWHERE = FINDING_COLUMNS
      + " where method = ? and id = any(?) and day <> ? and theirs_minor is not null limit 200000";

  private static final String FIRST_CHARGE =
      "select min(started_at) as first from payments_charges where method = ?";

  private FindingStore() {}

  /**
   * A reading of a statement.
   *
   * @param fault why it could not be read, or empty
   */
  record Run(String method, LocalDate day, Instant runAt, String fault, int matched, int differences) {}

  /** A finding at its place in the day. */
  record Row(int position, Finding finding) {}

  /** Puts a whole reading in the place of the one before. */
  static void put(Connection connection, Run run, List<Finding> findings) throws SQLException {
    RowStore.change(connection, PUT, run.method(), run.day(), run.runAt(), run.fault(), run.matched(),
        run.differences());
    RowStore.change(connection, FORGET, run.method(), run.day());
    Columns rows = new Columns("text", "text", "int", "text", "text", "text", "text", "bigint", "text",
        "bigint", "text", "bigint", "text", "text");
    for (int position = 0; position < findings.size(); position++) {
      Finding finding = findings.get(position);
      Movement movement = finding.movement();
      rows.add(run.method(), run.day().toString(), position, finding.verdict().name(),
          movement.kind().name(), movement.id(), movement.reference(),
          minor(finding.theirs()), currency(finding.theirs()), minor(finding.ours()),
          currency(finding.ours()), movement.fee().minor(), movement.fee().currency().getCurrencyCode(),
          movement.at().toString());
    }
    rows.run(connection, ADD);
  }

  private static Long minor(Optional<Movement> side) {
    return side.map(one -> one.amount().minor()).orElse(null);
  }

  private static String currency(Optional<Movement> side) {
    return side.map(one -> one.amount().currency().getCurrencyCode()).orElse(null);
  }

  static void failed(Connection connection, Run run) throws SQLException {
    RowStore.change(connection, FAILED, run.method(), run.day(), run.runAt(), run.fault());
  }

  /** Readings of days from {@code from} on, the newest day first. */
  static List<Run> runs(Connection connection, LocalDate from, int limit) throws SQLException {
    return RowStore.list(connection, RUNS, FindingStore::run, from, limit);
  }

  static Optional<Run> run(Connection connection, String method, LocalDate day) throws SQLException {
    return RowStore.one(connection, RUN, FindingStore::run, method, day);
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(row.getString("method"), row.getObject("day", LocalDate.class),
        RowStore.instant(row, "run_at"), row.getString("fault"), row.getInt("matched"),
        row.getInt("differences"));
  }

  /**
   * What a day's reading found.
   *
   * @param after the position of the last one seen, -1 to begin
   * @param withMatched false leaves out what agrees
   */
  static List<Row> findings(Connection connection, Run run, int after, boolean withMatched, int limit)
      throws SQLException {
    return RowStore.list(connection, FINDINGS, FindingStore::row, run.method(), run.day(), after,
        withMatched, limit);
  }

  /** What statements of other days say of these ids. */
  static List<Movement> toldElsewhere(
      Connection connection, String method, LocalDate day, Collection<String> ids) throws SQLException {
    return RowStore.list(connection, TOLD_ELSEWHERE, row -> row(row).finding().theirs().orElseThrow(),
        method, List.copyOf(ids), day);
  }

  /** When the first buyer chose this gateway. */
  static Optional<Instant> firstCharge(Connection connection, String method) throws SQLException {
    return RowStore.one(connection, FIRST_CHARGE, row -> RowStore.maybeInstant(row, "first"), method)
        .flatMap(first -> first);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getInt("position"), new Finding(Verdict.valueOf(row.getString("verdict")),
        side(row, "theirs"), side(row, "ours")));
  }

  private static Optional<Movement> side(ResultSet row, String side) throws SQLException {
    String currency = row.getString(side + "_currency");
    if (currency == null) {
      return Optional.empty();
    }
    Money fee = new Money(row.getLong("fee_minor"), Currency.getInstance(row.getString("fee_currency")));
    return Optional.of(new Movement(Kind.valueOf(row.getString("kind")), row.getString("id"),
        row.getString("reference"),
        new Money(row.getLong(side + "_minor"), Currency.getInstance(currency)), fee,
        RowStore.instant(row, "at")));
  }
}
