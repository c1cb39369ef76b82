package laotie.intents;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The weights: for each row of marks one per label and one for "means a product of the shelf", and those of
 * {@link Linking}. Multinomial logistic regression; weights are whole numbers of eight bits, {@code scale}
 * each: 0.7 MB, which stays in the second cache of a processor.
 */
public final class Model {

  static final int LABELS = Label.values().length;

  /** The column of "means a product of the shelf". */
  static final int REFERS = LABELS;

  static final int COLUMNS = LABELS + 1;
  static final int ROWS = 1 << Marks.ROW_BITS;

  /** How much all runs of a comment weigh together, and one rule alone; found by cross-validation. */
  static final float RUNS_VALUE = 2.5f;
  static final float RULE_VALUE = 0.26f;

  /** Bytes after the last row, so that sixteen can be read from the start of each. */
  static final int PADDING = 8;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SIGNS = 0x8080808080808080L;
  private static final long LANES = 0x00FF00FF00FF00FFL;

  /** Rows whose bytes fit a lane of sixteen bits together. */
  private static final int LANE_ROWS = 256;

  private static final int MAGIC = 0x4C414F31;

  final byte[] weights;
  final float scale;
  final float[] bias;
  final float[] link;

  Model(byte[] weights, float scale, float[] bias, float[] link) {
    this.weights = weights;
    this.scale = scale;
    this.bias = bias;
    this.link = link;
  }

  static float runValue(Marks marks) {
    return marks.runCount == 0 ? 0 : RUNS_VALUE / (float) Math.sqrt(marks.runCount);
  }

  /** The logits of the labels and of "means a product", in the order of the columns. */
  float[] logits(Marks marks) {
    float[] logits = new float[COLUMNS];
    add(marks.runs, marks.runCount, runValue(marks), logits);
    add(marks.rules, marks.ruleCount, RULE_VALUE, logits);
    for (int k = 0; k < COLUMNS; k++) {
      logits[k] += bias[k];
    }
    return logits;
  }

  /** Sums rows eight columns at a time: bytes are made positive and added up in lanes of sixteen bits. */
  private void add(int[] rows, int count, float value, float[] logits) {
    int[] sums = new int[16];
    for (int from = 0; from < count; from += LANE_ROWS) {
      int to = Math.min(count, from + LANE_ROWS);
      long even = 0;
      long odd = 0;
      long lateEven = 0;
      long lateOdd = 0;
      for (int i = from; i < to; i++) {
        int at = rows[i] * COLUMNS;
        long first = (long) LONGS.get(weights, at) ^ SIGNS;
        long last = (long) LONGS.get(weights, at + Long.BYTES) ^ SIGNS;
        even += first & LANES;
        odd += first >>> 8 & LANES;
        lateEven += last & LANES;
        lateOdd += last >>> 8 & LANES;
      }
      for (int k = 0; k < 4; k++) {
        sums[2 * k] += (int) (even >>> 16 * k & 0xFFFF);
        sums[2 * k + 1] += (int) (odd >>> 16 * k & 0xFFFF);
        sums[8 + 2 * k] += (int) (lateEven >>> 16 * k & 0xFFFF);
        sums[9 + 2 * k] += (int) (lateOdd >>> 16 * k & 0xFFFF);
      }
    }
    for (int k = 0; k < COLUMNS; k++) {
      logits[k] += (sums[k] - 128 * count) * value * scale;
    }
  }

  /** Probabilities of the labels from their logits, 0..1, sum 1. */
  static float[] probabilities(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < LABELS; k++) {
      max = Math.max(max, logits[k]);
    }
    float[] probabilities = new float[LABELS];
    float sum = 0;
    for (int k = 0; k < LABELS; k++) {
      probabilities[k] = (float) Math.exp(logits[k] - max);
      sum += probabilities[k];
    }
    for (int k = 0; k < LABELS; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /** Writes the weights, eight bits each, packed. */
  public void write(OutputStream out) throws IOException {
    try (DataOutputStream data = new DataOutputStream(new GZIPOutputStream(out))) {
      data.writeInt(MAGIC);
      data.writeInt(ROWS * COLUMNS);
      data.writeFloat(scale);
      for (float value : bias) {
        data.writeFloat(value);
      }
      data.writeInt(link.length);
      for (float value : link) {
        data.writeFloat(value);
      }
      data.write(weights, 0, ROWS * COLUMNS);
    }
  }

  /** Reads what {@link #write} wrote; throws when it is not that. */
  public static Model read(InputStream in) throws IOException {
    try (DataInputStream data = new DataInputStream(new GZIPInputStream(in))) {
      if (data.readInt() != MAGIC || data.readInt() != ROWS * COLUMNS) {
        throw new IOException("these are not weights of this reader");
      }
      float scale = data.readFloat();
      float[] bias = new float[COLUMNS];
      for (int k = 0; k < COLUMNS; k++) {
        bias[k] = data.readFloat();
      }
      float[] link = new float[data.readInt()];
      for (int k = 0; k < link.length; k++) {
        link[k] = data.readFloat();
      }
      byte[] weights = Arrays.copyOf(data.readNBytes(ROWS * COLUMNS), ROWS * COLUMNS + PADDING);
      return new Model(weights, scale, bias, link);
    }
  }
}
