package laotie.server.growth;

import java.util.Collection;
import java.util.StringJoiner;

/**
 * Words as the text of an SQL array. Arrays of arrays must not differ in length; texts may, and are cast
 * by the statement.
 */
final class ArrayText {

  private ArrayText() {}

  /** Each word in double quotes, with quotes and backslashes kept out of harm's way. */
  static String of(Collection<String> words) {
    StringJoiner array = new StringJoiner(",", "{", "}");
    words.forEach(word -> array.add('"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
    return array.toString();
  }
}
