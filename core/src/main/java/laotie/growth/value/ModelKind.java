package laotie.growth.value;

/** The models of buying that can be fitted. */
public enum ModelKind {
  /** The default: a customer may stop right after his first purchase. */
  MBG_NBD,
  /** The reference: a one-time buyer counts as alive for ever. */
  BG_NBD,
  /** The oldest: a customer may stop at any instant. */
  PARETO_NBD,
  /** Nobody stops; what the others become when the purchases show no one who left. */
  NBD;

  /** The model with these parameters, in the order of its record. */
  PurchaseModel with(double[] parameters) {
    double first = parameters[0];
    double second = parameters[1];
    return switch (this) {
      case MBG_NBD -> new MbgNbd(first, second, parameters[2], parameters[3]);
      case BG_NBD -> new BgNbd(first, second, parameters[2], parameters[3]);
      case PARETO_NBD -> new ParetoNbd(first, second, parameters[2], parameters[3]);
      case NBD -> new Nbd(first, second);
    };
  }
}
