package hourglass.bench.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * An experiment done with several seeds, as {@code hourglass experiment NAME --seeds N --json} prints it.
 *
 * @param name of the experiment
 * @param seeds of everything random
 * @param threads that shared the work, one number a seed
 * @param figures measured
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Series(String name, List<Long> seeds, List<Integer> threads, List<Figure> figures) {}
