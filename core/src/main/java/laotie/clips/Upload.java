package laotie.clips;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import laotie.fact.Decision;

/**
 * A video on its way in, part by part in order, so that a broken line costs one part.
 *
 * @param bytes as its sender declared them, 1..{@link #BYTES_MAX}
 * @param received bytes that are on the disk, from the first one on
 */
public record Upload(String uploadId, String hostId, long bytes, long received, Instant expiresAt) {

  /** Bytes of a video: ten minutes from a good phone. */
  public static final long BYTES_MAX = 512L << 20;

  /** Bytes of one part. */
  public static final int PART_BYTES_MAX = 4 << 20;

  /** Uploads of one host that may be open. */
  public static final int OF_HOST_MAX = 3;

  /** Bytes that all open uploads may declare together. */
  public static final long ALL_BYTES_MAX = 16L << 30;

  /** Bytes that the uploads of one host may declare together, those in use for a clip included. */
  public static final long HOST_BYTES_MAX = 2L << 30;

  /** How long an unfinished upload is kept at most. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** How long an unfinished upload is kept after its last part. */
  public static final Duration IDLE = Duration.ofHours(1);

  public Upload {
    Objects.requireNonNull(uploadId);
    Objects.requireNonNull(hostId);
    if (received < 0 || received > bytes) {
      throw new IllegalArgumentException("received " + received + " of " + bytes);
    }
  }

  /**
   * What is there already.
   *
   * @param ofHost open uploads of this host
   * @param hostBytes bytes that all uploads of this host declared, those in use too
   * @param allBytes bytes that all uploads declared
   * @param freeBytes room on the disk above what the server keeps for itself
   */
  public record Load(int ofHost, long hostBytes, long allBytes, long freeBytes) {}

  /** Opens an upload, unless it is too large or there is no room for it. */
  public static Decision<Upload> open(Upload wanted, Load load) {
    if (wanted.bytes() > BYTES_MAX) {
      return new Decision.Refused<>(ClipsReason.CLIP_TOO_LARGE,
          "the video has " + wanted.bytes() + " bytes, at most " + BYTES_MAX + " may be",
          Map.of("bytesMax", BYTES_MAX));
    }
    if (load.ofHost() >= OF_HOST_MAX) {
      return new Decision.Refused<>(ClipsReason.UPLOADS_FULL,
          load.ofHost() + " uploads are open, at most " + OF_HOST_MAX + " may be",
          Map.of("uploadsMax", OF_HOST_MAX));
    }
    if (load.hostBytes() + wanted.bytes() > HOST_BYTES_MAX) {
      return new Decision.Refused<>(ClipsReason.UPLOADS_FULL,
          "the videos of this host that wait have " + load.hostBytes() + " bytes, at most " + HOST_BYTES_MAX
              + " may be", Map.of("bytesMax", HOST_BYTES_MAX));
    }
    if (load.allBytes() + wanted.bytes() > ALL_BYTES_MAX) {
      return new Decision.Refused<>(ClipsReason.UPLOADS_FULL, "too many videos come in at this time");
    }
    // All that is open may still arrive, and a clip takes room beside its upload.
    if (load.freeBytes() < load.allBytes() + 2 * wanted.bytes()) {
      return new Decision.Refused<>(ClipsReason.DISK_FULL, "the disk has no room for " + wanted.bytes()
          + " bytes", Map.of("retryAfterSeconds", 600));
    }
    return new Decision.Accepted<>(wanted, List.of());
  }

  /** Takes a part of {@code length} bytes that begins at {@code from}. */
  public Decision<Upload> part(long from, int length) {
    if (length > PART_BYTES_MAX) {
      return new Decision.Refused<>(ClipsReason.PART_TOO_LARGE,
          "the part has " + length + " bytes, at most " + PART_BYTES_MAX + " may be",
          Map.of("bytesMax", PART_BYTES_MAX));
    }
    if (from != received || length == 0) {
      return new Decision.Refused<>(ClipsReason.PART_OUT_OF_PLACE,
          "the next part begins at " + received + ", not at " + from, Map.of("received", received));
    }
    if (from + length > bytes) {
      return new Decision.Refused<>(ClipsReason.CLIP_TOO_LARGE,
          "the part ends at " + (from + length) + ", the video was declared with " + bytes,
          Map.of("bytesMax", bytes));
    }
    return new Decision.Accepted<>(
        new Upload(uploadId, hostId, bytes, received + length, expiresAt), List.of());
  }

  public Upload keptUntil(Instant end) {
    return new Upload(uploadId, hostId, bytes, received, end);
  }

  public boolean isWhole() {
    return received == bytes;
  }
}
