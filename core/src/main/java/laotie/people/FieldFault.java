package laotie.people;

/**
 * A field that can never be right as it was typed.
 *
 * @param pointer the field as a JSON pointer, such as {@code /name}
 * @param message what is wrong with it, with the numbers
 */
public record FieldFault(String pointer, String message) {}
