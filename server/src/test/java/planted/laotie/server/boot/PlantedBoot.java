package planted.laotie.server.boot;

/** The start, which nobody may call. */
public class PlantedBoot {}
