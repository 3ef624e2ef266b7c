package hourglass.cli.help;

/** The headings of options in the help of a command, in their order. */
public enum Heading {
    OPTIONS("Options"),
    DATA("Data"),
    MODEL("Model"),
    TRAINING("Training"),
    OUTPUT("Output"),
    OTHER("Other");

    private final String title;

    Heading(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
