package laotie.server.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import laotie.fact.Money;
import laotie.server.log.Database;
import laotie.server.people.People;
import laotie.server.people.People.Wanted;
import laotie.sim.Cast;
import laotie.sim.CastHost;
import laotie.sim.CastProduct;
import laotie.sim.Craft;
import laotie.sim.Stage;

/**
 * Brings the cast onto the square: accounts through the people's door, because only it can label them as
 * simulated; personas, goods and pictures through the public REST API. Each thing made leaves a mark, so a
 * start that was cut short goes on where it stopped.
 */
final class Seeding {

  /** The password of every account of the demo that somebody may sign in with. */
  static final String PASSWORD = "laotie-demo";

  private static final int AVATAR_PIXELS = 600;
  private static final int COVER_PIXELS = 1_080;
  private static final float JPEG_QUALITY = .9f;
  private static final int VIEWERS = 3;
  private static final String FOLLOWS = "follows";

  private final Database database;
  private final People people;
  private final SquareClient.Lines lines;

  Seeding(Database database, People people, SquareClient.Lines lines) {
    this.database = database;
    this.people = people;
    this.lines = lines;
  }

  /** A host on the square and the client that speaks for him. */
  record Actor(CastHost host, String hostId, String roomId, SquareClient client) {}

  /** The operator and the viewers whom a visitor may be. */
  void people() {
    people.ensureAccount(new Wanted("operator", "运营 Operator", PASSWORD, true, true));
    List<String> names = List.of("小满 Mia", "阿泽 Leo", "南山 Nora");
    for (int i = 1; i <= VIEWERS; i++) {
      people.ensureAccount(new Wanted("viewer" + i, names.get(i - 1), PASSWORD, false, true));
    }
  }

  /** The first visitor has people he follows already; the others begin as strangers. */
  void follows(List<Actor> actors) throws InterruptedException {
    if (mark(FOLLOWS).isPresent()) {
      return;
    }
    String viewerId =
        people.ensureAccount(new Wanted("viewer1", "小满 Mia", PASSWORD, false, true));
    SquareClient viewer = lines.as(people.openSession(viewerId));
    for (Actor actor : List.of(actors.getFirst(), actors.getLast())) {
      viewer.put("/api/v1/hosts/" + actor.hostId() + "/follow", Map.of("channel", "HOST_PAGE"));
    }
    setMark(FOLLOWS, viewerId);
  }

  /** The hosts with rooms and personas. */
  List<Actor> actors() throws InterruptedException {
    List<Actor> actors = new ArrayList<>();
    for (CastHost host : Cast.hosts()) {
      String hostId =
          people.ensureAccount(new Wanted(host.login(), host.name().both(), PASSWORD, false, true));
      SquareClient client = lines.as(people.openSession(hostId));
      if (people.roomOfHost(hostId).isEmpty()) {
        client.post("/api/v1/me/host", persona(host.persona()), "sim-host-" + host.login());
      }
      String roomId = client.get("/api/v1/hosts/" + hostId).get("roomId").asText();
      actors.add(new Actor(host, hostId, roomId, client));
    }
    return actors;
  }

  private static Map<String, Object> persona(CastHost.Persona persona) {
    return Map.of(
        "tagline", persona.tagline().both(),
        "story", persona.story().paragraphs(),
        "sinceYear", persona.sinceYear(),
        "goodsFrom", persona.goodsFrom().both(),
        "category", persona.category());
  }

  /** The portrait of a host. */
  void portrait(Actor actor) throws InterruptedException {
    String name = "avatar." + actor.host().login();
    if (mark(name).isPresent()) {
      return;
    }
    byte[] jpeg = jpeg(Pictures.avatar(actor.host().craft(), AVATAR_PIXELS));
    String url = actor.client().upload("/api/v1/pictures", jpeg).get("url").asText();
    actor.client().put("/api/v1/hosts/" + actor.hostId() + "/avatar", Map.of("avatarUrl", url));
    setMark(name, url);
  }

  /** The address of the cover of a host's shows. */
  String cover(Actor actor) throws InterruptedException {
    String name = "cover." + actor.host().login();
    Optional<String> made = mark(name);
    if (made.isPresent()) {
      return made.get();
    }
    byte[] jpeg = jpeg(Pictures.cover(actor.host().craft(), COVER_PIXELS));
    String url = actor.client().upload("/api/v1/pictures", jpeg).get("url").asText();
    setMark(name, url);
    return url;
  }

  /** The goods of a host, each with its picture. */
  Stage.Stand stand(Actor actor) throws InterruptedException {
    List<Stage.Good> goods = new ArrayList<>();
    for (CastProduct product : actor.host().products()) {
      goods.add(good(actor, product));
    }
    return new Stage.Stand(actor.host(), actor.hostId(), actor.roomId(), goods);
  }

  private Stage.Good good(Actor actor, CastProduct product) throws InterruptedException {
    String name = "good." + product.slug();
    Optional<String> made = mark(name);
    JsonNode answer =
        made.isPresent()
            ? SquareClient.read(made.get())
            : actor.client().post("/api/v1/products", body(product), "sim-product-" + product.slug());
    String productId = answer.get("productId").asText();
    List<String> skuIds = new ArrayList<>();
    answer.get("skus").forEach(sku -> skuIds.add(sku.get("skuId").asText()));
    if (made.isEmpty()) {
      picture(actor, product, productId);
      setMark(name, SquareClient.write(answer));
    }
    return new Stage.Good(product, productId, skuIds);
  }

  private void picture(Actor actor, CastProduct product, String productId) throws InterruptedException {
    boolean hasOne = !actor.client().get("/api/v1/products/" + productId).get("pictures").isEmpty();
    if (hasOne) {
      return;
    }
    Craft craft = actor.host().craft();
    byte[] jpeg = jpeg(Pictures.product(craft, product.slug(), Pictures.PRODUCT_PIXELS));
    actor.client().upload("/api/v1/products/" + productId + "/pictures", jpeg);
  }

  private static Map<String, Object> body(CastProduct product) {
    List<Map<String, Object>> skus = new ArrayList<>();
    for (CastProduct.Sku sku : product.skus()) {
      skus.add(
          Map.of(
              "name", sku.name().zh().equals(sku.name().en()) ? sku.name().zh() : sku.name().both(),
              "price", Map.of("minor", sku.priceMinor(), "currency", Money.CNY.getCurrencyCode()),
              "supply", sku.supply()));
    }
    return Map.of(
        "title", product.title().both(),
        "story", product.story().paragraphs(),
        "category", product.category(),
        "skus", skus);
  }

  private Optional<String> mark(String name) {
    return database.read(connection -> SimStore.mark(connection, name));
  }

  private void setMark(String name, String value) {
    database.write(
        connection -> {
          SimStore.setMark(connection, name, value);
          return name;
        });
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
