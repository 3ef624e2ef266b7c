package hourglass.cli.terminal;

/** Work was stopped by Ctrl-C; the message says how far it came and how to continue. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Stopped(String message) {
        super(message);
    }
}
