package laotie.goods;

import laotie.fact.Reason;

/** Why the shelf says no, in order of precedence. */
public enum GoodsReason implements Reason {
  /** The upload is no PNG and no JPEG. */
  PICTURE_TYPE(422),
  /** The picture is wider, higher or larger than we decode. */
  PICTURE_TOO_LARGE(422),
  /** The upload begins like a picture but cannot be decoded. */
  PICTURE_BROKEN(422),
  /** The product already has {@link Draft#PICTURES_MAX} pictures. */
  PICTURES_FULL(409),
  /** An import of this host is being read or taken over. */
  IMPORT_AT_WORK(409),
  /** The import is not, or no longer, in the state for this. */
  IMPORT_NOT_OPEN(409),
  /** More units would be taken from the shelf than are neither held nor sold. */
  SUPPLY_BELOW_PROMISED(409);

  private final int status;

  GoodsReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
