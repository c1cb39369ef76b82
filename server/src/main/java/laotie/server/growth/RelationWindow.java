package laotie.server.growth;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import laotie.fact.BusinessDays;
import laotie.growth.Crossing;

/**
 * Business days {@code [from, to)} of one host or of all.
 *
 * @param hostId the host, or empty for all
 * @param days the shop's calendar
 */
record RelationWindow(String hostId, LocalDate from, LocalDate to, BusinessDays days) {

  /** Before every fact there can be: the start of "all". */
  static final LocalDate EVER = LocalDate.parse("1970-01-02");

  OffsetDateTime startsAt() {
    return days.startOf(from).atOffset(ZoneOffset.UTC);
  }

  OffsetDateTime endsAt() {
    return days.startOf(to).atOffset(ZoneOffset.UTC);
  }

  ZoneId zone() {
    return days.zone();
  }

  /**
   * The first day whose strangers cannot be judged yet: their seven days are not over. The last day of the
   * window is the present one.
   */
  LocalDate maturesBefore() {
    LocalDate mature = to.minusDays(1L + Crossing.LASTS_DAYS);
    return mature.isBefore(from) ? from : mature;
  }
}
