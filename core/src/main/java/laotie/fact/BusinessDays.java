package laotie.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The shop's calendar. A business day is the half-open span from midnight to midnight in the shop's zone.
 *
 * @param zone default Asia/Shanghai
 */
public record BusinessDays(ZoneId zone) {

  public static final BusinessDays SHANGHAI = new BusinessDays(ZoneId.of("Asia/Shanghai"));

  public BusinessDays {
    Objects.requireNonNull(zone);
  }

  /** The business day in which {@code at} lies. */
  public LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  /** The first instant of {@code day}. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
