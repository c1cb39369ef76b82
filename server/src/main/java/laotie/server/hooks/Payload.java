package laotie.server.hooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import laotie.hooks.HookData;
import laotie.hooks.HookEvent;
import laotie.hooks.Subscription;

/**
 * A message as it is sent: {@code {"type","timestamp","data"}}, without spaces. Written once and kept, since
 * a signature covers every byte.
 */
record Payload(String type, Instant timestamp, HookData data) {

  private static final JsonMapper JSON = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .addModule(new Jdk8Module())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
      .serializationInclusion(JsonInclude.Include.NON_EMPTY)
      .build();

  /** The text; lines that would make it too large are left out. */
  static String of(HookEvent event) {
    String whole = write(event);
    if (whole.getBytes(StandardCharsets.UTF_8).length <= Subscription.PAYLOAD_BYTES_MAX) {
      return whole;
    }
    Metrics.counter("laotie.hooks.payloads.shortened").increment();
    return write(event.withoutLines());
  }

  private static String write(HookEvent event) {
    try {
      return JSON.writeValueAsString(new Payload(event.type().word(), event.at(), event.data()));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("event " + event.type() + " has no JSON form", bug);
    }
  }
}
