package laotie.trade;

import java.util.EnumSet;
import java.util.Set;

/** Why a buyer wants his money back (退款原因): a closed list, so that reasons can be counted and compared. */
public enum ReturnReason {
  /** He waits too long, or changed his mind before anything left. */
  NOT_SHIPPED(true),
  /** It was sent and did not come. */
  NOT_RECEIVED(true),
  /** It is broken or faulty. */
  QUALITY(true),
  /** It is not what the host showed or said. */
  NOT_AS_DESCRIBED(true),
  /** Something else was in the parcel. */
  WRONG_ITEM(true),
  /** Something is missing. */
  MISSING_PARTS(true),
  /** It is not the brand it pretends to be (假货). */
  COUNTERFEIT(true),
  /** He does not want to keep it and need not say why (七天无理由). */
  NO_REASON(false),
  /** Anything else; the host may refuse. */
  OTHER(false);

  private static final Set<ReturnReason> FAULTY =
      EnumSet.of(QUALITY, NOT_AS_DESCRIBED, WRONG_ITEM, MISSING_PARTS, COUNTERFEIT);

  private final boolean isHostsFault;

  ReturnReason(boolean isHostsFault) {
    this.isHostsFault = isHostsFault;
  }

  /** True when the host bears what it costs: the way back, and the shipping when everything goes back. */
  public boolean isHostsFault() {
    return isHostsFault;
  }

  /** True when something came and is wrong: then a cheap thing need not be sent back. */
  public boolean isFaulty() {
    return FAULTY.contains(this);
  }
}
