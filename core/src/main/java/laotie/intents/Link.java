package laotie.intents;

/** How a comment points at a product, or why it does not. */
public enum Link {

  /** It names or describes a product of the shelf. */
  NAMED,

  /** It names none, and one is pinned. */
  PINNED,

  /** It means the one explained just before, or none is pinned and one was just explained. */
  EXPLAINED,

  /** It names something that does not stand on the shelf: the demand list wants it. */
  ABSENT,

  /** It means no product. */
  NONE
}
