package laotie.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a showing (曝光) promises to whoever it led somewhere. It travels through the client as a sealed
 * line, so that a door can trust channel and pool without asking anybody; the seal is the server's affair.
 *
 * @param exposureId the id in {@link FeedFact.ItemExposed}
 * @param viewerId to whom it was shown; empty for a viewer without an account
 * @param hostId whose item it was
 * @param at when it was shown
 */
public record Exposure(
    String exposureId, String viewerId, String hostId, Pool pool, Channel channel, Instant at) {

  /** A showing older than this leads nowhere any more. */
  public static final Duration VALID = Duration.ofHours(24);

  public Exposure {
    Objects.requireNonNull(exposureId);
    Objects.requireNonNull(viewerId);
    Objects.requireNonNull(hostId);
    Objects.requireNonNull(pool);
    Objects.requireNonNull(channel);
    Objects.requireNonNull(at);
  }

  /** The line to seal; ids have no blanks. */
  public String line() {
    return String.join(" ", "exposure", exposureId, viewerId, hostId, pool.name(), channel.name(),
        Long.toString(at.toEpochMilli()));
  }

  /** The exposure of an unsealed line, or empty when it is another kind of line. */
  public static Optional<Exposure> of(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 7 || !words[0].equals("exposure")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Exposure(words[1], words[2], words[3], Pool.valueOf(words[4]),
          Channel.valueOf(words[5]), Instant.ofEpochMilli(Long.parseLong(words[6]))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** True when this showing can have led {@code someone} to {@code host} now. */
  public boolean mayLead(String someone, String host, Instant now) {
    return hostId.equals(host) && (viewerId.isEmpty() || viewerId.equals(someone))
        && !at.plus(VALID).isBefore(now);
  }
}
