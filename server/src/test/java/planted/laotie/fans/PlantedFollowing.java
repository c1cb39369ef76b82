package planted.laotie.fans;

/** A class another area must not know. */
public class PlantedFollowing {}
