package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.train.CodeRefinement;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/** Whether codes are those of the encoder, or improved from there on. */
@Group(Heading.MODEL)
public final class RefinementOption {
    private static final Range ALLOWED = new Range(0, Range.COUNT.most());

    @Option(
            names = "--refine",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Improve each code of an autoencoder by N iterations, so that it reconstructs its row better; 20"
                            + " gain most of what there is (default: ${DEFAULT-VALUE}, the encoder's own).")
    private int iterations;

    /**
     * What makes codes of rows.
     *
     * @throws InputException if the codes of this model cannot be refined, and are to be
     */
    public BiFunction<Rows, ThreadTeam, Matrix> encoder(FittedModel model) {
        ALLOWED.require("--refine", iterations);
        if (iterations == 0) {
            return model::encode;
        }
        CodeRefinement.obstacle(model).ifPresent(reason -> {
            throw new InputException("--refine", "", "is not for this model, which " + reason, "leave it out");
        });
        CodeRefinement refinement = CodeRefinement.of(iterations);
        return (rows, team) -> refinement.encode(model, rows, team);
    }
}
