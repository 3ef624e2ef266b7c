package hourglass.bench.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment done with several seeds, as {@code hourglass experiment NAME --seeds N --json} prints it.
 *
 * @param name of the experiment
 * @param epochs in place of the recipe's, or null
 * @param seeds of everything random
 * @param threads that shared the work, one number a seed; empty if nobody noted them
 * @param figures measured
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Series(String name, @Nullable Integer epochs, List<Long> seeds, List<Integer> threads, List<Figure> figures) {}
