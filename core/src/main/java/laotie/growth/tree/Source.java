package laotie.growth.tree;

import laotie.growth.Receipt;
import laotie.growth.View;

/** From what a view or an order came; each came from one, so these add up. */
public enum Source {
  LIVE,
  CLIP,
  /** Neither: no view stood before it in the time that counts. */
  OFFLIVE;

  static Source of(View view) {
    return of(view.showId(), view.clipId());
  }

  static Source of(Receipt receipt) {
    return of(receipt.showId(), receipt.clipId());
  }

  private static Source of(String showId, String clipId) {
    if (!showId.isEmpty()) {
      return LIVE;
    }
    return clipId.isEmpty() ? OFFLIVE : CLIP;
  }
}
