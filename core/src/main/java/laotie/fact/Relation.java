package laotie.fact;

/**
 * What a viewer was to a host at the instant of entry, recorded then and never joined later. Fan tiers come
 * with the fans' ladder.
 */
public enum Relation {
  STRANGER,
  FOLLOWER,
  FAN
}
