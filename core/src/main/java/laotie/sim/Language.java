package laotie.sim;

/** What somebody of the crowd speaks. */
public enum Language {
  ZH,
  EN
}
