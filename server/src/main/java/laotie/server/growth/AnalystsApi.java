package laotie.server.growth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import laotie.server.http.Role;
import laotie.server.http.Who;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The page that says how anybody counts a tile again from exported facts: for operators, who have them. */
@Path("/api/v1/operator/analysts.md")
@RunOnVirtualThread
@Tag(name = "growth")
public class AnalystsApi {

  private static final String PAGE = "/docs/analysts.md";

  private final Who who;

  AnalystsApi(Who who) {
    this.who = who;
  }

  /** The page, Markdown; sent as plain text, which every browser shows. */
  @GET
  @Produces("text/plain; charset=utf-8")
  public String page() {
    who.require(Role.OPERATOR);
    try (InputStream page = AnalystsApi.class.getResourceAsStream(PAGE)) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
