package hourglass.cli;

/**
 * Somebody else's figure for what we measure.
 *
 * @param source the method, and who published it when
 * @param value the figure; NaN if there is none
 */
record Published(String source, double value) {
    /** Nobody's. */
    static final Published NONE = new Published("", Double.NaN);
}
