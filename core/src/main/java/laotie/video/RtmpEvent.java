package laotie.video;

/** What a publisher's connection asks its door to do, in this order. */
public sealed interface RtmpEvent {

  /** Send these bytes to the publisher. */
  record Reply(byte[] bytes) implements RtmpEvent {}

  /**
   * It wants to publish. The door checks the key and answers {@link RtmpSession#accept} or {@link
   * RtmpSession#refuse}; bytes that come meanwhile wait.
   *
   * @param application the part of the address after the host, {@code live}
   * @param streamName {@code room?key=secret}; holds a secret, never to be logged
   */
  record PublishAsked(String application, String streamName) implements RtmpEvent {}

  /** Picture or sound. */
  record Media(MediaTag tag) implements RtmpEvent {}

  /** It stopped of its own will. */
  record Unpublished() implements RtmpEvent {}
}
