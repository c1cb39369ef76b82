package laotie.growth;

/** Whose numbers they are. The platform's are made from those of its hosts. */
public enum Scope {
  /** One show, from its first view to the last order that came from it, however many days that takes. */
  SHOW,
  /** Everything of one host on one business day, with and without a show. */
  HOST,
  /** All hosts together; cells of time have it, cells of persons do not. */
  PLATFORM
}
