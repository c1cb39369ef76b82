package laotie.server.boot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder with everything that must not be lost, held by one process at a time. */
final class DataFolder implements AutoCloseable {

  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  private final Path dir;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path dir, FileChannel channel, FileLock lock) {
    this.dir = dir;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the folder; refuses when another process has it, it cannot be written, or the disk is full. */
  static DataFolder take(Path dir, long freeMegabytesMin) {
    try {
      Path absolute = dir.toAbsolutePath().normalize();
      Files.createDirectories(absolute);
      shutOthersOut(absolute);
      long freeMegabytes = Files.getFileStore(absolute).getUsableSpace() / BYTES_PER_MEGABYTE;
      if (freeMegabytes < freeMegabytesMin) {
        throw new StartRefused(
            "the disk of " + absolute + " has " + freeMegabytes + " MB left, less than "
                + freeMegabytesMin + " MB (laotie.data.free-megabytes-min)");
      }
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new StartRefused("another Laotie is running on the data in " + absolute);
      }
      return new DataFolder(absolute, channel, lock);
    } catch (IOException fault) {
      throw new StartRefused("the data folder " + dir + " cannot be used: " + fault.getMessage());
    }
  }

  /** Keys, the database and its log are for the one who runs the shop, whatever his umask says. */
  private static void shutOthersOut(Path dir) throws IOException {
    if (dir.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /**
   * Keeps demos and shops apart: a demo sets passwords that everybody knows, and whoever started one on the
   * data of a shop would open the shop; a shop on the data of a demo would be open from the first day.
   */
  void keepFor(boolean isDemo) {
    String wanted = isDemo ? "demo" : "shop";
    try {
      Path file = dir.resolve("kind");
      if (!Files.exists(file)) {
        Files.writeString(file, wanted);
      }
      String kept = Files.readString(file).strip();
      if (!kept.equals(wanted)) {
        throw new StartRefused(
            "the data in " + dir + " are those of a " + kept + ", not of a " + wanted
                + "; choose another folder with -Dlaotie.data.dir=...");
      }
    } catch (IOException fault) {
      throw new StartRefused("the data folder " + dir + " cannot be used: " + fault.getMessage());
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  Path dir() {
    return dir;
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
