package planted.laotie.fact;

/** Broken on purpose: a fact that knows an area. */
public class PlantedFact {
  public planted.laotie.trade.PlantedCheckout checkout;
}
