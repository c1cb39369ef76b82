package laotie.server.video;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import laotie.server.http.Settings;
import org.jboss.logging.Logger;

/**
 * Finds the ffmpeg program, for uploads, covers and the demo's loops; live video never needs it. Order: the
 * configured path, the bundled one, that of PATH, none.
 */
@Singleton
public final class Ffmpeg {

  private static final String BUNDLED = "org/bytedeco/ffmpeg/linux-x86_64/";
  private static final String SUBSTITUTE = "libdrm.so.2";

  /** Libraries of screens and microphones that a server lacks and ffmpeg never calls there. */
  private static final Pattern MISSING = Pattern.compile(
      "(lib(?:xcb|xcb-shm|xcb-shape|xcb-xfixes|asound|pulse|udev|X11|Xext|Xv|jack|sndio)\\.so\\.[0-9]+): "
          + "cannot open shared object");

  private static final int LINKS_MAX = 16;
  private static final long VERSION_WAIT_SECONDS = 20;
  private static final Logger LOGGER = Logger.getLogger(Ffmpeg.class);

  private final Optional<Path> configured;
  private final Path home;
  private Optional<Optional<Program>> found = Optional.empty();

  @Inject
  Ffmpeg(Settings settings) {
    this(settings.video().ffmpeg(), settings.data().dir().resolve("ffmpeg"));
  }

  /** Looks for {@code configured} first; the bundled one is unpacked into {@code home}. */
  public Ffmpeg(Optional<Path> configured, Path home) {
    this.configured = configured;
    this.home = home;
  }

  /** Where a program was found. */
  public enum Source {
    CONFIGURED,
    BUNDLED,
    PATH
  }

  /**
   * A program that runs.
   *
   * @param libraries the folder for LD_LIBRARY_PATH, empty when it needs none
   */
  public record Program(Path path, Optional<Path> libraries, Source source) {

    /** A process of it with these arguments, not yet started; it never reads the terminal. */
    public ProcessBuilder command(List<String> arguments) {
      return process(path, List.of("-nostdin", "-hide_banner"), arguments);
    }

    /** The same for the ffprobe that lies beside it. */
    public ProcessBuilder probe(List<String> arguments) {
      return process(path.resolveSibling("ffprobe"), List.of("-hide_banner"), arguments);
    }

    private ProcessBuilder process(Path program, List<String> first, List<String> arguments) {
      List<String> command = new ArrayList<>();
      command.add(program.toString());
      command.addAll(first);
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      libraries.ifPresent(folder -> builder.environment().put("LD_LIBRARY_PATH", folder.toString()));
      return builder;
    }
  }

  /** The program, found once and remembered; empty when there is none that runs. */
  public synchronized Optional<Program> find() {
    if (found.isEmpty()) {
      Optional<Program> program = search();
      program.ifPresentOrElse(
          each -> LOGGER.infof("ffmpeg: %s (%s)", each.path(), each.source()),
          () -> LOGGER.warn("no ffmpeg: only MP4 with H.264 and AAC can be uploaded"));
      found = Optional.of(program);
    }
    return found.get();
  }

  private Optional<Program> search() {
    if (configured.isPresent()) {
      Program program = new Program(configured.get(), Optional.empty(), Source.CONFIGURED);
      if (trial(program).isEmpty()) {
        return Optional.of(program);
      }
      LOGGER.warnf("the configured ffmpeg %s does not run", configured.get());
    }
    return bundled().or(Ffmpeg::ofPath);
  }

  private Optional<Program> bundled() {
    boolean isFitting = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
        && System.getProperty("os.arch").equals("amd64");
    URL jar = Thread.currentThread().getContextClassLoader().getResource(BUNDLED + "ffmpeg");
    if (!isFitting || jar == null) {
      return Optional.empty();
    }
    try {
      if (!Files.isExecutable(home.resolve("ffmpeg"))) {
        copyOut(jar);
      }
      Program program = new Program(home.resolve("ffmpeg"), Optional.of(home), Source.BUNDLED);
      return linkMissing(program) ? Optional.of(program) : Optional.empty();
    } catch (IOException | UncheckedIOException fault) {
      LOGGER.warnf("the bundled ffmpeg cannot be used: %s", fault.getMessage());
      return Optional.empty();
    }
  }

  /** Copies programs and libraries out of the jar; the program itself last, since it marks completeness. */
  private void copyOut(URL jar) throws IOException {
    if (!(jar.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("not inside a jar: " + jar);
    }
    connection.setUseCaches(false);
    Files.createDirectories(home);
    try (JarFile file = connection.getJarFile()) {
      Enumeration<JarEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        boolean isWanted = name.startsWith(BUNDLED)
            && name.substring(BUNDLED.length()).matches("ffprobe|lib[A-Za-z0-9_+-]+\\.so\\.[0-9.]+")
            && !name.contains("libjni");
        if (isWanted) {
          copy(file, entry);
        }
      }
      copy(file, file.getJarEntry(BUNDLED + "ffmpeg"));
    }
  }

  private void copy(JarFile file, JarEntry entry) throws IOException {
    Path target = home.resolve(entry.getName().substring(BUNDLED.length()));
    Path part = Files.createTempFile(home, "part", ".tmp");
    try (InputStream in = file.getInputStream(entry)) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** While it misses a library of screens or microphones, that name is linked to one that is there. */
  private boolean linkMissing(Program program) throws IOException {
    for (int i = 0; i < LINKS_MAX; i++) {
      Optional<String> complaint = trial(program);
      if (complaint.isEmpty()) {
        return true;
      }
      Matcher missing = MISSING.matcher(complaint.get());
      if (!missing.find() || !Files.exists(home.resolve(SUBSTITUTE))) {
        LOGGER.warnf("the bundled ffmpeg does not run: %s", complaint.get().strip());
        return false;
      }
      try {
        Files.createSymbolicLink(home.resolve(missing.group(1)), Path.of(SUBSTITUTE));
      } catch (FileAlreadyExistsException alreadyLinked) {
        return false;
      }
    }
    return false;
  }

  private static Optional<Program> ofPath() {
    String path = System.getenv("PATH");
    for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
      Path candidate = Path.of(folder, "ffmpeg");
      Program program = new Program(candidate, Optional.empty(), Source.PATH);
      if (Files.isExecutable(candidate) && trial(program).isEmpty()) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** Empty when {@code ffmpeg -version} runs, else what it says. */
  private static Optional<String> trial(Program program) {
    try {
      Process process = program.command(List.of("-version")).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
      boolean isDone = process.waitFor(VERSION_WAIT_SECONDS, TimeUnit.SECONDS);
      if (!isDone) {
        process.destroyForcibly();
      }
      return isDone && process.exitValue() == 0 ? Optional.empty() : Optional.of(said);
    } catch (IOException fault) {
      return Optional.of(String.valueOf(fault.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
