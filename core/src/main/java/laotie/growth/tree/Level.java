package laotie.growth.tree;

/** What the nodes of one layer of a tree are. */
public enum Level {
  /** All of the slice; its one node has the empty id. */
  WHOLE,
  HOST,
  /** By {@link Source}, whose name is the id. */
  SOURCE,
  SHOW,
  CLIP,
  PRODUCT,
  /** By {@link laotie.fact.Pool}, whose name is the id. */
  POOL,
  /** By {@link laotie.fact.Channel}. */
  CHANNEL,
  /** Channel and relation at entry, with a blank between. */
  ENTRY
}
