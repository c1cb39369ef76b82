package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.server.log.Database;
import laotie.sim.CastHost;
import laotie.sim.CastProduct;
import laotie.sim.Language;
import laotie.sim.Stage;
import org.jboss.logging.Logger;

/**
 * The clips of the hosts: three each, one of them the story of where a thing comes from. Drawn here,
 * uploaded and published through the public doors, once; each leaves a mark.
 */
final class Filming {

  private static final int CLIPS_EACH = 3;
  private static final int ORIGIN = 1;
  private static final long CARD_FROM_MS = 1_500;
  private static final int NOT_FOUND = 404;
  private static final Logger LOGGER = Logger.getLogger(Filming.class);

  private final Database database;
  private final Reels reels;

  Filming(Database database, Reels reels) {
    this.database = database;
    this.reels = reels;
  }

  /** Makes what is missing, first one clip of each host, then the next; answers how many are there. */
  int all(List<Seeding.Actor> actors, List<Stage.Stand> stands) throws IOException, InterruptedException {
    int made = 0;
    for (int number = 0; number < CLIPS_EACH; number++) {
      for (int i = 0; i < actors.size(); i++) {
        if (!isThere(actors.get(i), stands.get(i), number)) {
          return made;
        }
        made++;
      }
    }
    return made;
  }

  /** False when this square has no door for clips. */
  private boolean isThere(Seeding.Actor actor, Stage.Stand stand, int number)
      throws IOException, InterruptedException {
    String mark = "clip." + actor.host().login() + "." + number;
    Optional<String> made = database.read(connection -> SimStore.mark(connection, mark));
    if (made.isPresent()) {
      return true;
    }
    try {
      String clipId = film(actor, stand, number);
      database.write(connection -> {
        SimStore.setMark(connection, mark, clipId);
        return clipId;
      });
      return true;
    } catch (SquareClient.Refused refused) {
      LOGGER.warnf("no clip of %s: %s", actor.host().login(), refused.getMessage());
      return refused.status() != NOT_FOUND;
    }
  }

  private String film(Seeding.Actor actor, Stage.Stand stand, int number)
      throws IOException, InterruptedException {
    CastHost host = actor.host();
    Stage.Good good = stand.goods().get(number % stand.goods().size());
    boolean tellsOrigin = number == ORIGIN;
    String slug = good.product().slug();
    byte[] video = Files.readAllBytes(reels.clip(slug,
        () -> new Story(host.craft(), slug, number, tellsOrigin), 164.8 + 11 * host.craft().ordinal()));
    return publish(actor.client(), video, Map.of(
        "caption", caption(host, good.product(), tellsOrigin),
        "cards", List.of(Map.of("productId", good.productId(), "fromMs", CARD_FROM_MS)),
        "sourcesProductId", tellsOrigin ? good.productId() : ""));
  }

  private static String caption(CastHost host, CastProduct product, boolean tellsOrigin) {
    return tellsOrigin
        ? product.title().in(Language.ZH) + " · " + host.persona().goodsFrom().both()
        : product.title().both();
  }

  private static String publish(SquareClient client, byte[] video, Map<String, Object> words)
      throws InterruptedException {
    JsonNode upload = client.post("/api/v1/uploads",
        Map.of("name", "clip.mp4", "bytes", video.length, "mediaType", "video/mp4"));
    String uploadId = upload.get("uploadId").asText();
    int step = Math.max(1, upload.path("partBytesMax").asInt(1 << 20));
    for (int from = 0; from < video.length; from += step) {
      byte[] part = Arrays.copyOfRange(video, from, Math.min(video.length, from + step));
      client.part("/api/v1/uploads/" + uploadId + "/parts?from=" + from, part);
    }
    JsonNode clip = client.post("/api/v1/clips", Map.of(
        "uploadId", uploadId,
        "caption", words.get("caption"),
        "cards", words.get("cards"),
        "sourcesProductId", words.get("sourcesProductId"),
        "publishes", true));
    return clip.get("clipId").asText();
  }
}
