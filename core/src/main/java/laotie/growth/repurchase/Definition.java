package laotie.growth.repurchase;

/** The six definitions of repurchase. On one data set they range from 19 % to 81 %. */
public enum Definition {
  R1O("R1o", "buyers of the month with >= 2 orders in it / buyers of the month"),
  R1D("R1d", "buyers of the month with orders on >= 2 days of it / buyers of the month"),
  R2("R2", "buyers of the month who bought again in the month after / buyers of the month"),
  R3("R3", "bought again on a later day within N days of the first / buyers whose N days have passed"),
  R4("R4", "buyers of the month whose first purchase was before it / buyers of the month"),
  R5("R5", "(orders - first orders) / orders"),
  R6("R6", "by month of first purchase, in each month after it: buyers / buyers of the cohort");

  /** Of the formulas below; a changed formula is another number. */
  public static final int VERSION = 1;

  private final String id;
  private final String formula;

  Definition(String id, String formula) {
    this.id = id;
    this.formula = formula;
  }

  /** As it stands beside every number. */
  public String id() {
    return id;
  }

  public String formula() {
    return formula;
  }
}
