package hourglass.cli.experiment;

import hourglass.persistence.Version;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An experiment done with several seeds.
 *
 * @param name of the experiment
 * @param version of Hourglass
 * @param epochs in place of the recipe's, or null
 * @param seeds of everything random
 * @param threads that shared the work, one number a seed
 * @param figures measured
 */
public record Series(
        String name,
        String version,
        @Nullable Integer epochs,
        List<Long> seeds,
        List<Integer> threads,
        List<SeededResult> figures) {
    /** Joins what was measured with each seed; at least one, all of the same length and version. */
    public static Series of(Experiments experiment, List<KeptFigures> runs) {
        return new Series(
                experiment.toString(),
                Version.number(),
                runs.get(0).epochs(),
                runs.stream().map(KeptFigures::seed).toList(),
                runs.stream().map(KeptFigures::threads).toList(),
                SeededResult.of(runs.stream().map(KeptFigures::figures).toList()));
    }

    /** A line for each figure of each experiment, for a terminal. */
    public static String text(List<Series> all) {
        return all.stream()
                .map(one -> one.name + System.lineSeparator() + SeededResult.text(one.figures))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
