package laotie.server.goods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import laotie.server.goods.Goods.PictureView;
import laotie.server.goods.PictureStore.Served;
import laotie.server.goods.Pictures.Picture;
import laotie.server.http.Bodies;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.log.Database;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pictures in and out: uploads are decoded and written anew, and served for ever under their id. */
@Path("/api/v1/pictures")
@RunOnVirtualThread
@Tag(name = "goods")
public class PictureApi {

  /** Bytes of pictures kept in memory. */
  private static final long CACHE_BYTES_MAX = 24L * 1024 * 1024;

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String NOT_KEPT = "private, no-store";

  private final Database database;
  private final Who who;
  private final Uploads uploads;
  private final InstantSource clock;
  private final Cache<String, Optional<Served>> served = Caffeine.newBuilder()
      .maximumWeight(CACHE_BYTES_MAX)
      .weigher((String key, Optional<Served> picture) ->
          200 + picture.map(known -> known.content().length).orElse(0))
      .build();

  PictureApi(Database database, Who who, Uploads uploads, InstantSource clock) {
    this.uploads = uploads;
    this.database = database;
    this.who = who;
    this.clock = clock;
  }

  /**
   * A picture for a cover or a face.
   *
   * @param isPrivate true for one that is not for everybody, such as evidence: nobody else reads it here
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response upload(@QueryParam("private") @DefaultValue("false") boolean isPrivate, byte[] body) {
    String ownerId = who.requireMember().accountId();
    uploads.take(ownerId);
    Picture picture = checked(body);
    String pictureId = Ids.next("pic");
    database.write(connection -> {
      PictureStore.add(connection, pictureId, new PictureStore.Owner(ownerId, isPrivate), picture,
          clock.instant());
      return pictureId;
    });
    return Response.status(201).entity(view(pictureId, picture)).build();
  }

  /**
   * The picture itself; its bytes never change. A private one exists for its owner alone.
   *
   * @param width wanted pixels; up to {@link Pictures#SMALL_WIDTH_MAX} the small form is sent
   */
  @GET
  @Path("/{pictureId}")
  public Response read(@PathParam("pictureId") String pictureId,
      @QueryParam("w") @DefaultValue("0") int width,
      @HeaderParam("If-None-Match") @DefaultValue("") String known) {
    if (!Bodies.isId(pictureId)) {
      throw Problem.notFound("picture", "of this name");
    }
    boolean isSmall = Pictures.isSmall(width);
    String tag = pictureId + (isSmall ? "-s" : "");
    Served picture = served.get(tag,
            key -> database.read(connection -> PictureStore.read(connection, pictureId, isSmall)))
        .filter(found -> !found.isPrivate()
            || who.caller().filter(caller -> caller.accountId().equals(found.keptFor())).isPresent())
        .orElseThrow(() -> Problem.notFound("picture", pictureId));
    if (picture.isPrivate()) {
      return shown(picture).build();
    }
    String quoted = '"' + tag + '"';
    Response.ResponseBuilder answer = known.contains(quoted)
        ? Response.notModified()
        : shown(picture);
    return answer.header("ETag", quoted).header("Cache-Control", FOR_EVER)
        .header("Content-Security-Policy", "default-src 'none'").build();
  }

  /** A picture that nothing but the page shows; no cache keeps a private one. */
  static Response.ResponseBuilder shown(Served picture) {
    Response.ResponseBuilder answer = Response.ok(picture.content()).type(picture.mediaType());
    return picture.isPrivate() ? answer.header("Cache-Control", NOT_KEPT)
        .header("Content-Security-Policy", "default-src 'none'") : answer;
  }

  static Picture checked(byte[] body) {
    if (body.length > Pictures.UPLOAD_BYTES_MAX) {
      throw Problem.of(HttpReason.BODY_TOO_LARGE, "a picture has at most " + Pictures.UPLOAD_BYTES_MAX
          + " bytes, this one " + body.length, Map.of("bytesMax", Pictures.UPLOAD_BYTES_MAX));
    }
    return Pictures.of(body);
  }

  static PictureView view(String pictureId, Picture picture) {
    return new PictureView(pictureId, Pictures.url(pictureId), picture.width(), picture.height());
  }
}
