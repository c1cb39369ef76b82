package laotie.server.sim;

import jakarta.inject.Singleton;
import laotie.server.fans.Fans;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.people.People;

/** The doors that every demo needs, in one hand: constructors have at most five parameters. */
@Singleton
final class PastDoors {

  private final Database database;
  private final Log log;
  private final People people;
  private final Fans fans;

  PastDoors(Database database, Log log, People people, Fans fans) {
    this.database = database;
    this.log = log;
    this.people = people;
    this.fans = fans;
  }

  Database database() {
    return database;
  }

  Log log() {
    return log;
  }

  People people() {
    return people;
  }

  Fans fans() {
    return fans;
  }
}
