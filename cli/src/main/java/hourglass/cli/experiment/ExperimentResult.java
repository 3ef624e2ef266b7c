package hourglass.cli.experiment;

/**
 * One measured figure beside a published one.
 *
 * @param name of the experiment
 * @param metric what was measured: the measure, and after a comma of what
 * @param value ours
 * @param publishedValue somebody else's figure for the same measure; NaN for none
 * @param published whose
 * @param seconds it took
 */
public record ExperimentResult(
        String name, String metric, double value, double publishedValue, String published, double seconds) {}
