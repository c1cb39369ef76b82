package laotie.fact;

/** From which traffic something was shown: the platform's (公域) or the host's own people (私域). */
public enum Pool {
  PUBLIC,
  PRIVATE
}
