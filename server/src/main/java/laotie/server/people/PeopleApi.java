package laotie.server.people;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import laotie.guard.Ban;
import laotie.people.Persona;
import laotie.people.Registration;
import laotie.server.guard.Guard;
import laotie.server.http.Bodies;
import laotie.server.http.Caller;
import laotie.server.http.HttpReason;
import laotie.server.http.Idempotent;
import laotie.server.http.Input;
import laotie.server.http.Marks;
import laotie.server.http.Problem;
import laotie.server.http.Who;
import laotie.server.people.AccountStore.Entry;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Joining, signing in and out, and what somebody may change about himself. Answers that carry a session are
 * never kept for a repeat with the same Idempotency-Key: a secret is told once. A repeated registration is
 * refused by its login.
 */
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "people")
@Consumes(MediaType.APPLICATION_JSON)
public class PeopleApi {

  private final Who who;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Hosts hosts;
  private final SignInLimits limits;
  private final Guard guard;

  PeopleApi(
      Who who, Accounts accounts, Sessions sessions, Hosts hosts, SignInLimits limits, Guard guard) {
    this.who = who;
    this.accounts = accounts;
    this.sessions = sessions;
    this.hosts = hosts;
    this.limits = limits;
    this.guard = guard;
  }

  /** A registration; absent fields are empty and so refused by name. */
  record Registering(String login, String name, String password) {
    Registering {
      login = Bodies.text(login);
      name = Bodies.text(name);
      password = Bodies.text(password);
    }
  }

  /** A guest's chosen name. */
  record Naming(String name) {
    Naming {
      name = Bodies.text(name);
    }
  }

  /** Proof of oneself. */
  record Proving(String login, String password) {
    Proving {
      login = Bodies.text(login);
      password = Bodies.text(password);
    }
  }

  /**
   * What others see of somebody.
   *
   * @param avatarUrl address of an uploaded picture, empty for none; absent leaves it as it is
   */
  record Profile(String name, Optional<String> avatarUrl) {
    Profile {
      name = Bodies.text(name);
      avatarUrl = avatarUrl == null ? Optional.empty() : avatarUrl;
    }
  }

  /** A change of password. */
  record NewPassword(String password, String newPassword) {
    NewPassword {
      password = Bodies.text(password);
      newPassword = Bodies.text(newPassword);
    }
  }

  /** Registers a member; a guest keeps his id and so everything he did. */
  @POST
  @Path("accounts")
  public Response register(Registering body, @Context RoutingContext context) {
    Registering wish = Bodies.present(body);
    limits.tryRegister(Marks.networkOf(context));
    Optional<Caller> guest = who.caller().filter(Caller::isGuest);
    Accounts.Signed signed = accounts.register(guest, wish.login(), wish.name(), wish.password());
    return signedIn(Response.Status.CREATED, signed, context);
  }

  /** Lets somebody in who only chose a name; a guest who asks again changes his name. */
  @POST
  @Path("guests")
  public Response joinAsGuest(Naming body, @Context RoutingContext context) {
    Naming wish = Bodies.present(body);
    limits.tryGuest(Marks.networkOf(context));
    Optional<Entry> present = who.caller().filter(Caller::isGuest).flatMap(this::entry);
    if (present.isPresent()) {
      Entry after = accounts.changeProfile(present.get(), wish.name(), present.get().avatarUrl());
      return Response.status(Response.Status.CREATED).entity(account(after)).build();
    }
    return signedIn(Response.Status.CREATED, accounts.joinAsGuest(wish.name()), context);
  }

  /** Signs in. A person who is shut out reads why, after proving that it is his account. */
  @POST
  @Path("sessions")
  public Response signIn(Proving body, @Context RoutingContext context) {
    Proving proof = Bodies.present(body);
    String login = Registration.loginKept(proof.login());
    if (login.length() > Registration.LOGIN_CHARACTERS_MAX) {
      throw Problem.field("/login", "has more than " + Registration.LOGIN_CHARACTERS_MAX + " characters");
    }
    String network = Marks.networkOf(context);
    limits.trySignIn(login, network);
    Entry entry = accounts.prove(login, proof.password());
    limits.succeeded(login, network);
    Optional<Ban> ban = guard.banOf(entry.accountId());
    if (ban.isPresent()) {
      throw Guard.problem(ban.get());
    }
    return signedIn(Response.Status.OK, accounts.signIn(entry), context);
  }

  /** Signs out; nothing happens when nobody is signed in. */
  @DELETE
  @Path("sessions/current")
  public void signOut(@Context RoutingContext context) {
    Sessions.tokenOf(context).ifPresent(sessions::close);
    sessions.take(context);
  }

  /** Who I am; also for somebody who is shut out. */
  @GET
  @Path("me")
  public Account me(@Context RoutingContext context) {
    Optional<Entry> entry = who.caller().flatMap(this::entry);
    if (entry.isEmpty() && Sessions.tokenOf(context).isPresent()) {
      throw Problem.of(HttpReason.SESSION_ENDED, "the session is over; sign in again");
    }
    return account(entry.orElseThrow(() -> Problem.of(HttpReason.NOT_SIGNED_IN, "nobody is signed in")));
  }

  /** Changes name and picture. */
  @PUT
  @Path("me")
  public Account changeProfile(Profile body) {
    Profile profile = Bodies.present(body);
    Entry before = entry(who.require()).orElseThrow();
    String avatarUrl = Input.maybePicture("/avatarUrl", profile.avatarUrl().orElse(before.avatarUrl()));
    return account(accounts.changeProfile(before, profile.name(), avatarUrl));
  }

  /** Changes the password and ends all other sessions. */
  @PUT
  @Path("me/password")
  public Response changePassword(NewPassword body, @Context RoutingContext context) {
    NewPassword wish = Bodies.present(body);
    Entry entry = entry(who.requireMember()).orElseThrow();
    limits.trySignIn(entry.login().orElseThrow(), Marks.networkOf(context));
    Accounts.Signed signed = accounts.changePassword(entry, wish.password(), wish.newPassword());
    return signedIn(Response.Status.OK, signed, context);
  }

  /** Makes the caller a host with a room of his own. */
  @POST
  @Path("me/host")
  @Idempotent
  public Response becomeHost(HostsApi.PersonaBody body) {
    Persona persona = Bodies.present(body).persona();
    Caller caller = who.requireMember();
    hosts.open(caller.accountId(), persona);
    return Response.status(Response.Status.CREATED).entity(account(entry(caller).orElseThrow())).build();
  }

  private Response signedIn(Response.Status status, Accounts.Signed signed, RoutingContext context) {
    Sessions.tokenOf(context).ifPresent(sessions::close);
    sessions.give(context, signed.token());
    return Response.status(status).entity(account(signed.entry())).build();
  }

  private Account account(Entry entry) {
    return Account.of(entry, accounts.persons(entry.assistantOf()), guard.banOf(entry.accountId()));
  }

  private Optional<Entry> entry(Caller caller) {
    return accounts.entry(caller.accountId());
  }
}
