package laotie.intents;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

  private void add(int[] rows, int count, float value, float[] logits) {
    int s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, s8 = 0, s9 = 0, s10 = 0;
    for (int i = 0; i < count; i++) {
      int at = rows[i] * COLUMNS;
      s0 += weights[at];
      s1 += weights[at + 1];
      s2 += weights[at + 2];
      s3 += weights[at + 3];
      s4 += weights[at + 4];
      s5 += weights[at + 5];
      s6 += weights[at + 6];
      s7 += weights[at + 7];
      s8 += weights[at + 8];
      s9 += weights[at + 9];
      s10 += weights[at + 10];
    }
    int[] sums = {s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10};
    for (int k = 0; k < COLUMNS; k++) {
      logits[k] += sums[k] * value * scale;
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
      data.writeInt(weights.length);
      data.writeFloat(scale);
      for (float value : bias) {
        data.writeFloat(value);
      }
      data.writeInt(link.length);
      for (float value : link) {
        data.writeFloat(value);
      }
      data.write(weights);
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
      byte[] weights = data.readNBytes(ROWS * COLUMNS);
      return new Model(weights, scale, bias, link);
    }
  }
}
