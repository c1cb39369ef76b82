package laotie.server.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;

/** Frames as bytes, and what clients send as trees. */
final class FrameJson {

  private static final JsonMapper MAPPER = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .addModule(new Jdk8Module())
      .serializationInclusion(JsonInclude.Include.NON_ABSENT)
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .build();

  private static final ObjectWriter WRITER = MAPPER.writerFor(Frame.class);

  private FrameJson() {}

  static byte[] write(Frame frame) {
    try {
      return WRITER.writeValueAsBytes(frame);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("frame " + frame.getClass().getSimpleName(), bug);
    }
  }

  /** The tree of a client's text, or empty when it is no JSON object. */
  static Optional<JsonNode> read(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException wrong) {
      return Optional.empty();
    }
  }
}
