package laotie.server.clips;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import laotie.server.http.Input;
import laotie.server.http.Page;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The stories of where a product comes from, told by clips. */
@Path("/api/v1/products/{productId}/sourcing")
@RunOnVirtualThread
@Tag(name = "clips")
public class SourcingApi {

  private final Makers makers;
  private final Gallery gallery;

  SourcingApi(Makers makers, Gallery gallery) {
    this.makers = makers;
    this.gallery = gallery;
  }

  /** Published ones, the newest first; at most twenty. */
  @GET
  public Page<Clips.ClipView> list(@PathParam("productId") String productId) {
    return new Page<>(gallery.sourcing(Input.id("product", productId), makers.viewerId()), "");
  }
}
