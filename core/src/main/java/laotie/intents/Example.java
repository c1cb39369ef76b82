package laotie.intents;

import java.util.Optional;

/**
 * A comment with its true reading, for training and for measuring.
 *
 * @param id the comment's, such as {@code w1-0007}
 * @param language {@code zh} or {@code en}
 * @param productId the product it means, or empty
 */
public record Example(
    String id, String language, String text, Scene scene, Label label, Optional<String> productId) {}
