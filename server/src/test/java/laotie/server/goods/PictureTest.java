package laotie.server.goods;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PictureTest {

  private static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setColor(Color.RED);
    brush.fillRect(0, 0, width / 2, height);
    brush.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static io.restassured.response.ValidatableResponse upload(byte[] body) {
    return Stall.as("host1").contentType("image/png").body(body).post("/api/v1/pictures").then();
  }

  @Test
  void storesAPictureAndServesItForEver() throws IOException {
    String url = upload(picture("png", 2_000, 1_000)).statusCode(201)
        .body("width", equalTo(1_600)).body("height", equalTo(800)).extract().path("url");
    var answer = given().get(url).then().statusCode(200).contentType("image/jpeg")
        .header("Cache-Control", equalTo("public, max-age=31536000, immutable"))
        .header("X-Content-Type-Options", equalTo("nosniff")).extract();
    BufferedImage served = ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
    assertThat(served.getWidth()).isEqualTo(1_600);
    given().header("If-None-Match", answer.header("ETag")).get(url).then().statusCode(304);
    byte[] small = given().queryParam("w", 300).get(url).then().statusCode(200).extract().asByteArray();
    assertThat(ImageIO.read(new ByteArrayInputStream(small)).getWidth()).isEqualTo(480);
    given().get("/api/v1/pictures/pic_none").then().statusCode(404);
  }

  @Test
  void refusesAPngThatIsNotOne() throws IOException {
    upload("<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)).statusCode(422)
        .body("reason", equalTo("PICTURE_TYPE"));
    upload(new byte[0]).statusCode(422).body("reason", equalTo("PICTURE_TYPE"));
    byte[] head = Arrays.copyOf(picture("png", 50, 50), 60);
    upload(head).statusCode(422).body("reason", equalTo("PICTURE_BROKEN"));
    byte[] cut = picture("jpeg", 300, 300);
    upload(Arrays.copyOf(cut, 30)).statusCode(422).body("reason", equalTo("PICTURE_BROKEN"));
    byte[] text = "\u0089PNG\r\n\u001a\n and then no picture".getBytes(StandardCharsets.ISO_8859_1);
    upload(text).statusCode(422).body("reason", equalTo("PICTURE_BROKEN"));
  }

  @Test
  void refusesABombByItsDimensionsBeforeDecoding() throws IOException {
    byte[] bomb = picture("png", 10, 10);
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    ByteBuffer.wrap(bomb).putInt(29, crc(bomb));
    upload(bomb).statusCode(422).body("reason", equalTo("PICTURE_TOO_LARGE")).body("width", equalTo(60_000));
  }

  @Test
  void keepsADecodedPictureWithinItsMemory() {
    assertThat(Pictures.step(4_000, 3_000, 3)).isEqualTo(1);
    for (int bytes = 1; bytes <= 8; bytes++) {
      int step = Pictures.step(6_399, 6_399, bytes);
      assertThat((long) (6_399 / step) * (6_399 / step) * bytes)
          .isLessThanOrEqualTo(Pictures.DECODED_BYTES_MAX);
    }
    assertThat(Pictures.step(12_000, 4_000, 8)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void takesADeepPictureOfFortyMillionPixels() throws IOException {
    upload(deep(6_399)).statusCode(201).body("width", equalTo(1_600));
  }

  /** A PNG of 16 bits a channel with transparency: 8 bytes a pixel, and next to none as a file. */
  private static byte[] deep(int side) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (var zip = new java.util.zip.DeflaterOutputStream(data)) {
      byte[] row = new byte[1 + side * 8];
      for (int i = 0; i < side; i++) {
        zip.write(row);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    chunk(png, "IHDR", ByteBuffer.allocate(13).putInt(side).putInt(side)
        .put(new byte[] {16, 6, 0, 0, 0}).array());
    chunk(png, "IDAT", data.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] named = ByteBuffer.allocate(4 + data.length)
        .put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(named);
    png.writeBytes(ByteBuffer.allocate(8 + named.length).putInt(data.length).put(named)
        .putInt((int) crc.getValue()).array());
  }

  @Test
  void oneAccountUploadsSoManyPicturesAnHour() throws IOException {
    String host = Stall.host();
    byte[] tiny = picture("png", 4, 4);
    for (int i = 0; i < Uploads.OF_ACCOUNT_MAX; i++) {
      Stall.as(host).contentType("image/png").body(tiny).post("/api/v1/pictures").then().statusCode(201);
    }
    Stall.as(host).contentType("image/png").body(tiny).post("/api/v1/pictures").then().statusCode(429)
        .body("reason", equalTo("TOO_MANY_REQUESTS"));
    upload(tiny).statusCode(201);
  }

  private static int crc(byte[] png) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    return (int) crc.getValue();
  }

  @Test
  void refusesBodiesAboveTheLimit() {
    byte[] five = new byte[Pictures.UPLOAD_BYTES_MAX + 1];
    upload(five).statusCode(413).body("reason", equalTo("BODY_TOO_LARGE"));
  }

  @Test
  void dropsMetadataAndTurnsPhotosUpright() throws IOException {
    byte[] plain = picture("jpeg", 200, 100);
    byte[] exif = ByteBuffer.allocate(36).put((byte) 0xFF).put((byte) 0xE1).putShort((short) 34)
        .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1)
        .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6).putShort((short) 0)
        .putInt(0).array();
    byte[] turned = ByteBuffer.allocate(plain.length + exif.length).put(plain, 0, 2).put(exif)
        .put(plain, 2, plain.length - 2).array();
    assertThat(Orientation.of(turned)).isEqualTo(6);
    String url = upload(turned).statusCode(201)
        .body("width", equalTo(100)).body("height", equalTo(200)).extract().path("url");
    byte[] served = given().get(url).asByteArray();
    assertThat(new String(served, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(served));
    assertThat(new Color(image.getRGB(50, 10)).getRed()).isGreaterThan(200);
    assertThat(new Color(image.getRGB(50, 190)).getRed()).isLessThan(60);
  }

  @Test
  void aProductShowsItsPicturesAndItsHostRemovesThem() throws IOException {
    String host = Stall.host();
    String productId = Stall.as(host).body("""
        {"title":"a","category":"b","skus":[{"name":"M","price":{"minor":1,"currency":"CNY"},"supply":1}]}""")
        .post("/api/v1/products").then().statusCode(201).extract().path("productId");
    String door = "/api/v1/products/" + productId + "/pictures";
    byte[] body = picture("png", 40, 30);
    String pictureId = Stall.as(host).contentType("image/png").body(body).post(door)
        .then().statusCode(201).extract().path("pictureId");
    given().get("/api/v1/products/" + productId).then()
        .body("pictures", hasSize(1)).body("pictures[0].width", equalTo(40))
        .body("pictures[0].url", equalTo("/api/v1/pictures/" + pictureId));
    Stall.as(Stall.host()).contentType("image/png").body(body).post(door).then().statusCode(404);
    Stall.as(Stall.host()).delete(door + "/" + pictureId).then().statusCode(404);
    Stall.as(host).delete(door + "/" + pictureId).then().statusCode(204);
    given().get("/api/v1/products/" + productId).then().body("pictures", hasSize(0));
    for (int i = 0; i < 9; i++) {
      Stall.as(host).contentType("image/png").body(body).post(door).then().statusCode(201);
    }
    Stall.as(host).contentType("image/png").body(body).post(door).then().statusCode(409)
        .body("reason", equalTo("PICTURES_FULL"));
  }
}
