package laotie.growth;

import java.util.Comparator;
import java.util.Objects;

/** The cell of one buyer of one channel of a host: channels stand side by side and never add up. */
public record ChannelKey(String hostId, String channelId, String buyerId) implements Comparable<ChannelKey> {

  private static final Comparator<ChannelKey> ORDER = Comparator.comparing(ChannelKey::hostId)
      .thenComparing(ChannelKey::channelId).thenComparing(ChannelKey::buyerId);

  public ChannelKey {
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(channelId);
    Objects.requireNonNull(buyerId);
  }

  @Override
  public int compareTo(ChannelKey other) {
    return ORDER.compare(this, other);
  }
}
