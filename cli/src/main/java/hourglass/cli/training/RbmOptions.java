package hourglass.cli.training;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.Range;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the gradient of a single RBM is estimated. */
@Group(Heading.TRAINING)
@Advanced
final class RbmOptions {
    @Option(
            names = "--cd-steps",
            paramLabel = "N",
            description = "Gibbs steps of contrastive divergence, for --model rbm (default: 1).")
    private @Nullable Integer steps;

    @Option(
            names = "--persistent",
            description = "Continue the Gibbs chains from batch to batch (persistent contrastive divergence), for"
                    + " --model rbm.")
    private boolean persistent;

    /** The Gibbs steps for one gradient. */
    public int steps() {
        Range.COUNT.require("--cd-steps", steps);
        return steps == null ? 1 : steps;
    }

    /** The persistent chains, as many as a batch has rows; 0 if chains start at the data. */
    public int chains(int batchSize) {
        return persistent ? batchSize : 0;
    }
}
