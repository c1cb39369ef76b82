package laotie.growth.history;

/** What stands first in dates such as 3/4/2026. */
public enum DateOrder {
  /** Nobody said; only dates that can be read in one way are read. */
  UNSAID,
  DAY_FIRST,
  MONTH_FIRST
}
