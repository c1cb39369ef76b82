package laotie.server.clips;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import laotie.clips.ClipsReason;
import laotie.clips.Upload;
import laotie.fact.Decision;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Settings;
import laotie.server.log.Database;

/**
 * Videos on their way in. A part is on the disk before its bytes count; what was written and not counted
 * is written again, so a server that is killed loses at most one part.
 */
@Singleton
final class Uploads {

  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  /** Uploads are written one part at a time; those that share a lock wait for each other. */
  private static final int LOCKS = 64;

  private final Lock[] locks = new Lock[LOCKS];
  private final Database database;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Path folder;
  private final long keptFreeBytes;

  Uploads(Database database, Settings settings, InstantSource clock, MeterRegistry meters) {
    Arrays.setAll(locks, _ -> new ReentrantLock());
    this.database = database;
    this.clock = clock;
    this.meters = meters;
    this.folder = settings.data().dir().resolve("uploads");
    this.keptFreeBytes = 2 * settings.data().freeMegabytesMin() * BYTES_PER_MEGABYTE;
  }

  /** Opens an upload for a host; {@code actorId} is he or an assistant. */
  Upload open(String hostId, String actorId, long bytes) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Upload wanted = new Upload(Ids.next("upl"), hostId, bytes, 0, now.plus(Upload.IDLE));
    long free = freeBytes() - keptFreeBytes;
    return database.write(connection -> {
      UploadStore.lockAll(connection);
      Upload.Load load = new Upload.Load(
          UploadStore.openOfHost(connection, hostId), UploadStore.bytesOfHost(connection, hostId),
          UploadStore.bytes(connection), free);
      Upload opened = yes(Upload.open(wanted, load));
      UploadStore.add(connection, opened, actorId, now);
      return opened;
    });
  }

  /** The open upload, or a refusal as for one that never was. */
  Upload find(String uploadId) {
    return database.read(connection -> UploadStore.open(connection, uploadId, clock.instant()))
        .orElseThrow(() -> Problem.notFound("upload", uploadId));
  }

  /** Takes a part and answers the upload after it. */
  Upload take(Upload upload, long from, byte[] part) {
    Lock lock = locks[Math.floorMod(upload.uploadId().hashCode(), LOCKS)];
    lock.lock();
    try {
      // Read again under the lock: a whole upload may be in use, and its file is written no more.
      return takeAlone(find(upload.uploadId()), from, part);
    } finally {
      lock.unlock();
    }
  }

  private Upload takeAlone(Upload upload, long from, byte[] part) {
    Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(Upload.IDLE);
    Upload after = yes(upload.part(from, part.length)).keptUntil(expiresAt);
    if (freeBytes() < keptFreeBytes) {
      throw Problem.of(ClipsReason.DISK_FULL, "the disk is nearly full", Map.of("retryAfterSeconds", 600));
    }
    write(upload.uploadId(), from, part);
    boolean isThere = database.write(
        connection -> UploadStore.advance(connection, after, upload.received()));
    if (!isThere) {
      throw Problem.notFound("upload", upload.uploadId());
    }
    meters.counter("laotie.clips.upload.bytes").increment(part.length);
    return after;
  }

  private void write(String uploadId, long from, byte[] part) {
    try {
      Files.createDirectories(folder);
      try (FileChannel file = FileChannel.open(
          fileOf(uploadId), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(part);
        while (bytes.hasRemaining()) {
          file.write(bytes, from + bytes.position());
        }
        file.force(false);
      }
    } catch (IOException full) {
      throw Problem.of(ClipsReason.DISK_FULL, "the part could not be written",
          Map.of("retryAfterSeconds", 600));
    }
  }

  void cancel(String uploadId) {
    database.write(connection -> {
      UploadStore.drop(connection, uploadId);
      return uploadId;
    });
    erase(uploadId);
  }

  /** The bytes; the name is ours, whatever the sender called his file. */
  Path fileOf(String uploadId) {
    return folder.resolve(uploadId);
  }

  void erase(String uploadId) {
    try {
      Files.deleteIfExists(fileOf(uploadId));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Ends what expired, and deletes files without a row, as a killed server may leave. */
  int expire() {
    List<String> expired = database.read(connection -> UploadStore.expired(connection, clock.instant()));
    expired.forEach(this::cancel);
    List<String> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        all.limit(10_000).forEach(file -> files.add(file.getFileName().toString()));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
    if (!files.isEmpty()) {
      files.removeAll(database.read(connection -> UploadStore.known(connection, files)));
      files.forEach(this::erase);
    }
    return expired.size();
  }

  private long freeBytes() {
    try {
      Files.createDirectories(folder);
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Upload yes(Decision<Upload> decision) {
    return switch (decision) {
      case Decision.Accepted<Upload> accepted -> accepted.value();
      case Decision.Refused<Upload> refused -> throw Problem.of(refused);
    };
  }
}
