package hourglass.cli;

/** Work was stopped by Ctrl-C; the message says how far it came and how to go on. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
        super(message);
    }
}
