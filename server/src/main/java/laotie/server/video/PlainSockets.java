package laotie.server.video;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Turns compression of WebSocket frames off: video cannot be made smaller, and a compressor for each viewer
 * would cost more than everything else he needs.
 */
@Singleton
final class PlainSockets implements HttpServerOptionsCustomizer {

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    plain(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    plain(options);
  }

  private static void plain(HttpServerOptions options) {
    options.setPerMessageWebSocketCompressionSupported(false).setPerFrameWebSocketCompressionSupported(false);
  }
}
