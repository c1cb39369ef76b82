package laotie.intents;

import java.util.Objects;
import java.util.Optional;

/**
 * What a host said a comment really means.
 *
 * @param productId the product it means, or empty when none of his
 */
public record Correction(String text, Scene scene, Label label, Optional<String> productId) {
  public Correction {
    Objects.requireNonNull(text);
    Objects.requireNonNull(scene);
    Objects.requireNonNull(label);
    Objects.requireNonNull(productId);
  }
}
