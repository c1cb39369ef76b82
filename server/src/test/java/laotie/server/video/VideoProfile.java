package laotie.server.video;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** The real server with {@link TestRooms} and {@link TestCallers} in place of the areas around video. */
public final class VideoProfile implements QuarkusTestProfile {

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(TestRooms.class, TestCallers.class);
  }
}
