package laotie.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/**
 * Refuses in bodies, once for all doors, instants that neither the database nor a calendar knows (a day more
 * than the last one of Java's is a fault, and the year 300,000 is one to the database), and fractions where
 * whole numbers belong: 1.9 units are not one.
 */
@Singleton
final class StrictNumbers implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    mapper.registerModule(new SimpleModule("known instants").addDeserializer(Instant.class, new Known()));
  }

  @Override
  public int priority() {
    // After the framework's own modules, whose reader of instants this one replaces.
    return MINIMUM_PRIORITY;
  }

  private static final class Known extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    Known() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      Instant instant = InstantDeserializer.INSTANT.deserialize(json, context);
      if (instant != null && !Input.isKnown(instant)) {
        return (Instant) context.handleWeirdStringValue(
            Instant.class, instant.toString(), "an instant from %s to %s", Input.FIRST, Input.LAST);
      }
      return instant;
    }
  }
}
