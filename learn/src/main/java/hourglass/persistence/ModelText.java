package hourglass.persistence;

import hourglass.model.RbmShape;
import hourglass.network.MapShape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Models in words. */
public final class ModelText {
    private ModelText() {}

    /** Such as "autoencoder 784-1000-30-1000-784, RELU LINEAR RELU SIGMOID". */
    public static String of(ModelConfig architecture) {
        if (architecture instanceof ModelConfig.Dense dense) {
            return "%sautoencoder %s, %s"
                    .formatted(
                            dense.tied() ? "tied " : "",
                            joined(dense.sizes(), "-"),
                            joined(dense.activations(), " ").toLowerCase(Locale.ROOT));
        }
        if (architecture instanceof ModelConfig.Classifying classifying) {
            return "classifier %s-%d, %s"
                    .formatted(
                            joined(classifying.sizes(), "-"),
                            classifying.classes().size(),
                            classifying.activation().name().toLowerCase(Locale.ROOT));
        }
        if (architecture instanceof ModelConfig.Convolutional convolutional) {
            return "%sconvolutional autoencoder, %s %s, %s"
                    .formatted(
                            convolutional.tied() ? "tied " : "",
                            shape(convolutional.image()),
                            convolutional.layers(),
                            joined(convolutional.activations(), " ").toLowerCase(Locale.ROOT));
        }
        if (architecture instanceof ModelConfig.ConvolutionalClassifying classifying) {
            return "convolutional classifier, %s %s-%d, %s"
                    .formatted(
                            shape(classifying.image()),
                            classifying.layers(),
                            classifying.classes().size(),
                            classifying.activation().name().toLowerCase(Locale.ROOT));
        }
        if (architecture instanceof ModelConfig.Encoding encoding) {
            return "encoder %s-%s, %s %s"
                    .formatted(
                            encoding.shape().size() == encoding.shape().channels()
                                    ? encoding.visible()
                                    : shape(encoding.shape()),
                            encoding.layers(),
                            encoding.hidden().name().toLowerCase(Locale.ROOT),
                            encoding.code().name().toLowerCase(Locale.ROOT));
        }
        if (architecture instanceof ModelConfig.Boltzmann rbm) {
            RbmShape shape = rbm.shape();
            return "restricted Boltzmann machine, %d %s visible and %d %s hidden units"
                    .formatted(
                            shape.visible(),
                            shape.visibleUnits().name().toLowerCase(Locale.ROOT),
                            shape.hidden(),
                            shape.hiddenUnits().name().toLowerCase(Locale.ROOT));
        }
        if (architecture instanceof HasherConfig.Sign) {
            return "signs of %d columns".formatted(architecture.visible());
        }
        if (architecture instanceof HasherConfig.Hyperplanes) {
            return "%d hyperplanes of %d columns".formatted(architecture.codeSize(), architecture.visible());
        }
        if (architecture instanceof HasherConfig.Spectral spectral) {
            return "%d waves along %d principal components of %d columns"
                    .formatted(spectral.codeSize(), spectral.components(), spectral.visible());
        }
        if (architecture instanceof HasherConfig.Kernel kernel) {
            return "%d sums of kernels around %d rows of %d columns"
                    .formatted(kernel.codeSize(), kernel.anchors(), kernel.visible());
        }
        if (architecture instanceof ModelConfig.Unrolled unrolled) {
            return "sparse coder of %d step%s, %d atoms of %d columns"
                    .formatted(
                            unrolled.steps(),
                            unrolled.steps() == 1 ? "" : "s",
                            unrolled.codeSize(),
                            unrolled.visible());
        }
        return "%d principal components of %d columns".formatted(architecture.codeSize(), architecture.visible());
    }

    private static String shape(MapShape shape) {
        return "%dx%dx%d".formatted(shape.height(), shape.width(), shape.channels());
    }

    /** Such as "10 epochs in 3.2 s, loss 85.1, validation 86.3". */
    public static String of(FitDescription.Stage stage) {
        List<Double> validation = stage.validationLosses();
        int last = stage.epochs() - 1;
        return "%s in %.1f s, loss %.4g"
                        .formatted(
                                stage.epochs() == 1 ? "1 epoch" : stage.epochs() + " epochs",
                                stage.seconds(),
                                stage.trainingLosses().get(last))
                + (validation.isEmpty() ? "" : ", validation %.4g".formatted(validation.get(last)));
    }

    private static String joined(List<?> parts, String separator) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }
}
