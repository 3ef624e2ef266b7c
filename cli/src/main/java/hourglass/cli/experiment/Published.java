package hourglass.cli.experiment;

/**
 * Somebody else's figure for what we measure.
 *
 * @param source the method, and who published it when
 * @param value the figure; NaN if none was published
 */
record Published(String source, double value) {
    /** Nobody's. */
    static final Published NONE = new Published("", Double.NaN);
}
