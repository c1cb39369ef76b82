package laotie.growth.value;

import java.util.Objects;

/**
 * One customer as the models see him.
 *
 * @param id opaque
 * @param purchases when he bought
 * @param spend what a repeat purchase cost
 */
public record Customer(String id, Purchases purchases, Spend spend) {

  public Customer {
    Objects.requireNonNull(id);
    Objects.requireNonNull(purchases);
    Objects.requireNonNull(spend);
  }
}
