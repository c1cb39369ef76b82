package laotie.server.goods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import laotie.goods.SheetField;
import laotie.goods.SheetRow;
import laotie.goods.Takeover.Taken;

/** What imports keep as JSON in their rows; it was written here, so a fault in it is a bug. */
@Singleton
final class SheetJson {

  private static final TypeReference<Map<SheetField, String>> CELLS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final ObjectMapper json;

  SheetJson(ObjectMapper json) {
    this.json = json;
  }

  String of(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  SheetRow row(StagedStore.StagedRow row) {
    return new SheetRow(row.row(), read(row.cells(), CELLS));
  }

  Map<String, String> values(String text) {
    return read(text, VALUES);
  }

  List<String> texts(String text) {
    return read(text, TEXTS);
  }

  Taken taken(String text) {
    return read(text, new TypeReference<>() {});
  }

  Imports.Settings settings(String text) {
    return read(text, new TypeReference<>() {});
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException bug) {
      throw new UncheckedIOException(bug);
    }
  }
}
