package laotie.server.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import laotie.fact.ClipsFact;
import laotie.fact.Fact;
import laotie.fact.FansFact;
import laotie.fact.FeedFact;
import laotie.fact.GoodsFact;
import laotie.fact.GrowthFact;
import laotie.fact.GuardFact;
import laotie.fact.HooksFact;
import laotie.fact.IntentsFact;
import laotie.fact.LiveFact;
import laotie.fact.PeopleFact;
import laotie.fact.PricesFact;
import laotie.fact.ReviewsFact;
import laotie.fact.SettlementFact;
import laotie.fact.SupplyFact;
import laotie.fact.TradeFact;
import laotie.fact.VideoFact;

/** Facts as JSON bodies. Old rows lack fields that were added later; fields that were dropped are skipped. */
final class FactJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private static final Map<String, Class<? extends Fact>> TYPES = types();

  private FactJson() {}

  static String typeOf(Fact fact) {
    return fact.getClass().getSimpleName();
  }

  /** The body in UTF-8. */
  static byte[] write(Fact fact) {
    try {
      return MAPPER.writeValueAsBytes(fact);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("fact " + typeOf(fact) + " has no JSON form", bug);
    }
  }

  /** The fact, or empty when this version does not know the type: readers skip it. */
  static Optional<Fact> read(String type, String body) {
    Class<? extends Fact> known = TYPES.get(type);
    if (known == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(body, known));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("log row of type " + type + " cannot be read", bug);
    }
  }

  private static Map<String, Class<? extends Fact>> types() {
    Map<String, Class<? extends Fact>> types = new HashMap<>();
    Class<?>[] areas = {
      PeopleFact.class, FansFact.class, GoodsFact.class, TradeFact.class, LiveFact.class,
      VideoFact.class, FeedFact.class, GuardFact.class, ClipsFact.class, IntentsFact.class,
      HooksFact.class, PricesFact.class, SupplyFact.class, ReviewsFact.class,
      SettlementFact.class, GrowthFact.class
    };
    for (Class<?> area : areas) {
      for (Class<?> type : area.getPermittedSubclasses()) {
        types.put(type.getSimpleName(), type.asSubclass(Fact.class));
      }
    }
    return Map.copyOf(types);
  }
}
