package laotie.server.goods;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import laotie.goods.GoodsReason;
import laotie.server.http.Problem;

/**
 * Makes a safe picture of an upload: what is stored was decoded and written anew by us, so that it is what
 * it says, carries no metadata (where a photo was taken) and no program in disguise.
 */
final class Pictures {

  /** Bytes of an upload. */
  static final int UPLOAD_BYTES_MAX = 5 * 1024 * 1024;

  /** Pixels of one side of an upload. */
  static final int SIDE_MAX = 12_000;

  /** Pixels of an upload: phones make 50 million. */
  static final long PIXELS_MAX = 50_000_000L;

  /** Pixels of the longer side as stored. */
  static final int STORED_SIDE_MAX = 1_600;

  /** Pixels of the width of the small form. */
  static final int SMALL_WIDTH_MAX = 480;

  /** Bytes of a decoded picture: 13 million pixels of three colours. */
  static final long DECODED_BYTES_MAX = 40_000_000L;

  /** One picture is decoded at a time: it may take twice {@link #DECODED_BYTES_MAX} of memory. */
  private static final Semaphore DECODERS = new Semaphore(1);

  static {
    ImageIO.setUseCache(false);
  }

  private Pictures() {}

  /** A picture to store. {@code small} is at most {@link #SMALL_WIDTH_MAX} wide. */
  record Picture(String mediaType, int width, int height, byte[] content, int smallWidth, byte[] small) {}

  /** Whether somebody who wants so many pixels of width gets the small form; 0 wants all. */
  static boolean isSmall(int width) {
    return width > 0 && width <= SMALL_WIDTH_MAX;
  }

  static String url(String pictureId) {
    return "/api/v1/pictures/" + pictureId;
  }

  /** Refuses {@link GoodsReason#PICTURE_TYPE}, {@code PICTURE_TOO_LARGE} and {@code PICTURE_BROKEN}. */
  static Picture of(byte[] upload) {
    boolean isPng = startsWith(upload, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
    if (!isPng && !startsWith(upload, 0xFF, 0xD8, 0xFF)) {
      throw Problem.of(GoodsReason.PICTURE_TYPE, "the upload is no PNG and no JPEG");
    }
    DECODERS.acquireUninterruptibly();
    try {
      BufferedImage image = decode(upload, isPng ? "png" : "jpeg");
      if (!isPng) {
        image = upright(image, Orientation.of(upload));
      }
      BufferedImage stored = scaled(image, STORED_SIDE_MAX, STORED_SIDE_MAX);
      BufferedImage small = scaled(stored, SMALL_WIDTH_MAX, STORED_SIDE_MAX);
      return new Picture(stored.getColorModel().hasAlpha() ? "image/png" : "image/jpeg",
          stored.getWidth(), stored.getHeight(), encode(stored), small.getWidth(), encode(small));
    } catch (IOException | RuntimeException broken) {
      if (broken instanceof Problem problem) {
        throw problem;
      }
      throw Problem.of(GoodsReason.PICTURE_BROKEN, "the picture cannot be decoded");
    } finally {
      DECODERS.release();
    }
  }

  private static BufferedImage decode(byte[] upload, String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    ImageReader reader = readers.next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(upload))) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width > SIDE_MAX || height > SIDE_MAX || (long) width * height > PIXELS_MAX) {
        throw Problem.of(GoodsReason.PICTURE_TOO_LARGE,
            width + " x " + height + " pixels, at most " + SIDE_MAX + " a side and " + PIXELS_MAX,
            Map.of("width", width, "height", height));
      }
      ImageReadParam every = reader.getDefaultReadParam();
      int step = step(width, height, pixelBytes(reader));
      every.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, every);
    } finally {
      reader.dispose();
    }
  }

  /** Bytes of one decoded pixel: 1 to 8, as colours, transparency and 16 bits of depth want them. */
  private static int pixelBytes(ImageReader reader) throws IOException {
    SampleModel model = reader.getImageTypes(0).next().getSampleModel();
    return Math.max(1, model.getNumBands() * DataBuffer.getDataTypeSize(model.getDataType()) / 8);
  }

  /** Every how many pixels one is kept, so that the decoded picture stays within its memory. */
  static int step(int width, int height, int pixelBytes) {
    int step = Math.max(1, Math.max(width, height) / (2 * STORED_SIDE_MAX));
    while ((long) Math.ceilDiv(width, step) * Math.ceilDiv(height, step) * pixelBytes > DECODED_BYTES_MAX) {
      step++;
    }
    return step;
  }

  private static boolean startsWith(byte[] upload, int... head) {
    if (upload.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((upload[i] & 0xFF) != head[i]) {
        return false;
      }
    }
    return true;
  }

  private static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    AffineTransform turn = switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
    boolean isSideways = orientation >= 5 && orientation <= 8;
    BufferedImage turned = new BufferedImage(
        isSideways ? height : width, isSideways ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = turned.createGraphics();
    brush.drawImage(image, turn, null);
    brush.dispose();
    return turned;
  }

  /** Halves until near, then once to the size: sharper than one big step. Always a fresh plain raster. */
  private static BufferedImage scaled(BufferedImage image, int widthMax, int heightMax) {
    double factor = Math.min(1, Math.min(
        widthMax / (double) image.getWidth(), heightMax / (double) image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage current = image;
    while (current.getWidth() >= 2 * width && current.getHeight() >= 2 * height
        && current.getWidth() > 1 && current.getHeight() > 1) {
      current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    return drawn(current, width, height);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    BufferedImage drawn = new BufferedImage(width, height,
        image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = drawn.createGraphics();
    brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    brush.drawImage(image, 0, 0, width, height, null);
    brush.dispose();
    return drawn;
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String format = image.getColorModel().hasAlpha() ? "png" : "jpeg";
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer for " + format);
    }
    return out.toByteArray();
  }
}
