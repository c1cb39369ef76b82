package laotie.server.clips;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import laotie.server.http.Settings;

/** Where the files of clips lie: a folder each, named by the clip's id. */
@Singleton
final class Vault {

  private final Path folder;

  Vault(Settings settings) {
    this.folder = settings.data().dir().resolve("clips");
  }

  Path video(String clipId) {
    return folder.resolve(clipId).resolve(Transcoder.VIDEO);
  }

  Path cover(String clipId) {
    return folder.resolve(clipId).resolve(Transcoder.COVER);
  }

  /** An empty folder for one attempt; what an attempt before it left is gone. */
  Path workshop(String clipId) throws IOException {
    Path work = folder.resolve(clipId).resolve("work");
    erase(work);
    return Files.createDirectories(work);
  }

  /** Takes what was made out of the workshop and closes that. */
  void keep(String clipId) throws IOException {
    Path work = folder.resolve(clipId).resolve("work");
    for (String name : List.of(Transcoder.VIDEO, Transcoder.COVER)) {
      Files.move(work.resolve(name), folder.resolve(clipId).resolve(name),
          StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    erase(work);
  }

  void erase(String clipId) {
    try {
      erase(folder.resolve(clipId));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void erase(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path, 3)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
