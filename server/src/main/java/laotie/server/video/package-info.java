/**
 * Live video on real sockets: RTMP in, fragments out over WebSocket and HLS, beats in. Doors: {@code Hubs}
 * holds one {@code Hub} a room; {@code Ffmpeg} finds the program for uploads and the demo.
 *
 * <p>Invariant: it must not know what is sold or said in a room; of rooms and views it asks only
 * {@code Rooms}. A viewer's fault never reaches the publisher.
 */
package laotie.server.video;
