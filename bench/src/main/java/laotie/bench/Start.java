package laotie.bench; public class Start {}
