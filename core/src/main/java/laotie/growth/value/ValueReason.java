package laotie.growth.value;

import laotie.fact.Reason;

/** Why no value is told, in order of precedence: the data are too thin or do not fit the model. */
public enum ValueReason implements Reason {
  /** Fewer repeat buyers than a fit needs; pool more hosts or wait. */
  TOO_FEW_REPEAT_BUYERS(409),
  /** Those who buy often spend more, or less, each time; spend is then no number of its own. */
  SPEND_FOLLOWS_NUMBER(409),
  /** The likelihood has no peak: these purchases do not say what the parameters are. */
  FIT_NOT_SETTLED(409);

  private final int status;

  ValueReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
