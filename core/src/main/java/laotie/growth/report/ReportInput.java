package laotie.growth.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import laotie.growth.history.History;
import laotie.growth.repurchase.Tally;

/**
 * What a report is made from.
 *
 * @param title of the shop, or the name of its file
 * @param files their names as they were given; empty for the orders of this square
 * @param zone in which days and months are cut
 * @param tally of the history, until the last day that counts
 * @param forecast from that day on
 */
public record ReportInput(
    String title, List<String> files, ZoneId zone, History history, Tally tally, Forecast forecast) {

  public ReportInput {
    files = List.copyOf(files);
  }

  Figures figures() {
    return new Figures(history.currency());
  }

  LocalDate lastDay() {
    return tally.lastDay();
  }

  /** The day of the first effective order. */
  LocalDate firstDay() {
    return history.span().orElseThrow().first();
  }
}
