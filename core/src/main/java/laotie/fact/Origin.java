package laotie.fact;

import java.util.Objects;

/**
 * Where somebody came from when he entered, carried by every later fact of that view.
 *
 * @param exposureId the showing that led here, or empty when there was none (a typed address)
 * @param channel where the view came from
 * @param relation what the viewer was to the host at entry
 * @param deviceHash keyed hash of the device mark, its key rotating daily; empty when unknown
 * @param networkHash keyed hash of the network address, its key rotating daily; empty when unknown
 */
public record Origin(
    String exposureId, Channel channel, Relation relation, String deviceHash, String networkHash) {

  public Origin {
    Objects.requireNonNull(exposureId);
    Objects.requireNonNull(channel);
    Objects.requireNonNull(relation);
    Objects.requireNonNull(deviceHash);
    Objects.requireNonNull(networkHash);
  }
}
