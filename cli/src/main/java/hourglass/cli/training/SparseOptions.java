package hourglass.cli.training;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.Range;
import hourglass.train.SparseDecompositionTrainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What codes of a sparse decomposition cost, and how they are found. */
@Group(Heading.TRAINING)
@Advanced
final class SparseOptions {
    @Option(
            names = "--lambda",
            paramLabel = "LAMBDA",
            description =
                    "Price of the sum of a code, for --model sparse; a larger one makes codes sparser (default: 0.15).")
    private @Nullable Double lambda;

    @Option(
            names = "--unrolled-steps",
            paramLabel = "N",
            description =
                    "Steps in which the numbers of a code explain each other away, for --model sparse; 0 for an encoder of one layer (default: 1).")
    private @Nullable Integer steps;

    /** A trainer of so many atoms. */
    SparseDecompositionTrainer.Builder trainer(int atoms) {
        new Range(0, Integer.MAX_VALUE).require("--unrolled-steps", steps);
        SparseDecompositionTrainer.Builder trainer =
                SparseDecompositionTrainer.builder(atoms).unrolledSteps(steps == null ? 1 : steps);
        return lambda == null ? trainer : trainer.lambda(lambda);
    }
}
