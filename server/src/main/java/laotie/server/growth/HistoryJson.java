package laotie.server.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** What imports of histories keep as JSON in their rows; it was written here, so a fault in it is a bug. */
@Singleton
final class HistoryJson {

  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Histories.Settings> SETTINGS = new TypeReference<>() {};

  private final ObjectMapper json;

  HistoryJson(ObjectMapper json) {
    this.json = json;
  }

  String of(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  List<String> texts(String text) {
    return read(text, TEXTS);
  }

  Map<String, Long> counts(String text) {
    return read(text, COUNTS);
  }

  Histories.Settings settings(String text) {
    return read(text, SETTINGS);
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException bug) {
      throw new UncheckedIOException(bug);
    }
  }
}
