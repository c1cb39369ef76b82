package laotie.server.video;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The real server with {@link TestRooms} and {@link TestCallers} in place of the areas around video. */
public final class VideoProfile implements QuarkusTestProfile {

  /** What all recordings may take of the disk. */
  static final long GIGABYTES = 1;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("laotie.video.recordings-gigabytes-max", String.valueOf(GIGABYTES));
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(TestRooms.class, TestCallers.class);
  }
}
