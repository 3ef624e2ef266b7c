package hourglass.cli;

import hourglass.model.Architecture;
import hourglass.model.FitDescription;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Models in words. */
final class ModelText {
    private ModelText() {}

    /** Such as "autoencoder 784-1000-30-1000-784, RELU LINEAR RELU SIGMOID". */
    static String of(Architecture architecture) {
        if (architecture instanceof Architecture.Dense dense) {
            return "%sautoencoder %s, %s"
                    .formatted(
                            dense.tied() ? "tied " : "",
                            joined(dense.sizes(), "-"),
                            joined(dense.activations(), " ").toLowerCase(Locale.ROOT));
        }
        if (architecture instanceof Architecture.Classifying classifying) {
            return "classifier %s-%d, %s"
                    .formatted(
                            joined(classifying.sizes(), "-"),
                            classifying.classes().size(),
                            classifying.activation().name().toLowerCase(Locale.ROOT));
        }
        return "%d columns to codes of %d units".formatted(architecture.visible(), architecture.codeSize());
    }

    /** Such as "10 epochs in 3.2 s, loss 85.1, validation 86.3". */
    static String of(FitDescription.Stage stage) {
        List<Double> validation = stage.validationLosses();
        int last = stage.epochs() - 1;
        return "%d epochs in %.1f s, loss %.4g"
                        .formatted(
                                stage.epochs(),
                                stage.seconds(),
                                stage.trainingLosses().get(last))
                + (validation.isEmpty() ? "" : ", validation %.4g".formatted(validation.get(last)));
    }

    private static String joined(List<?> parts, String separator) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }
}
