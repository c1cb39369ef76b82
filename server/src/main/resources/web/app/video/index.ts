/* Live pictures: gives the rooms their player. */
import { usePlayer } from "../live/player";
import { LivePlayer } from "./player";

usePlayer(() => new LivePlayer());
