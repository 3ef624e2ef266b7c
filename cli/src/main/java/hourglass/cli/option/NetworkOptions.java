package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.model.Autoencoder;
import hourglass.model.Units;
import hourglass.network.Activation;
import hourglass.objective.Likelihood;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.similarity.ImageViews;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.ClassifierTrainer;
import hourglass.train.SimilarityTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The network that is trained: its layers, activations, likelihood and initial weights. */
@Group(Heading.MODEL)
public final class NetworkOptions {
    private static final int ATOMS = 256;

    /** A {@link Likelihood}, or the one that suits the data. */
    enum LikelihoodChoice {
        AUTO,
        BERNOULLI,
        GAUSSIAN,
        MULTINOMIAL,
        POISSON;

        @Nullable
        Likelihood likelihood() {
            return this == AUTO ? null : Likelihood.valueOf(name());
        }
    }

    @Option(
            names = "--layers",
            paramLabel = "SIZES",
            converter = Layers.Converter.class,
            description =
                    "Encoder layers, the code last, such as 500-30 or, for images, 16c5-p2-30 (default: 1000-500-250-30, or what suits the data).")
    private @Nullable Layers layers;

    @Advanced
    @Option(
            names = "--activation",
            paramLabel = "UNITS",
            description =
                    "Activation of hidden layers: ${COMPLETION-CANDIDATES} (default: RELU; SIGMOID with --init rbm).")
    private @Nullable Activation activation;

    @Advanced
    @Option(
            names = "--code-activation",
            paramLabel = "UNITS",
            description = "Activation of the code (default: LINEAR; SIGMOID for --model rbm).")
    private @Nullable Activation codeActivation;

    @Advanced
    @Option(
            names = "--likelihood",
            paramLabel = "MODEL",
            defaultValue = "AUTO",
            description =
                    "bernoulli, gaussian, multinomial or poisson (default: bernoulli for values in 0..1, multinomial for documents, else gaussian).")
    private LikelihoodChoice likelihood;

    @Advanced
    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "Continue from a fitted autoencoder: its layers, likelihood and preprocessing are kept.")
    private @Nullable Path from;

    @Advanced
    @Option(
            names = "--tied",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Tie the decoder's weights to the encoder's, transposed (default: tied).")
    private boolean tied;

    @Mixin
    private InitializationOptions initialization;

    @Mixin
    private AugmentationOption augmentation;

    /** The layers given, or those that suit the data. */
    public Layers layers(int columns) {
        return layers == null ? Layers.suiting(columns) : layers;
    }

    /** The likelihood given, or that of documents; null to choose by the data. */
    @Nullable
    public Likelihood likelihood(boolean documents) {
        Likelihood given = likelihood.likelihood();
        return given == null && documents ? Likelihood.MULTINOMIAL : given;
    }

    /** The number of units of a model whose only layer is the code; more layers are refused. */
    public int units(String model, int columns) {
        return (layers == null ? Layers.suiting(columns) : layers.onlyFor(model)).code();
    }

    /** The number of atoms of a sparse decomposition: twice as many as columns, but at most {@value #ATOMS}, unless it is given. */
    public int atoms(int columns) {
        return layers == null
                ? Math.min(ATOMS, 2 * columns)
                : layers.onlyFor("sparse").code();
    }

    /** The activation of hidden layers. */
    private Activation hidden() {
        return activation != null ? activation : initialization.isRbm() ? Activation.SIGMOID : Activation.RELU;
    }

    /** A trainer with these options and defaults for all others. */
    public AutoencoderTrainer.Builder trainer(Dataset data, boolean documents) {
        if (from != null) {
            return continued(from, data);
        }
        Layers chosen = layers(data.rows().columns()).checkedFor(data.rows().columns());
        AutoencoderTrainer.Builder builder = builder(chosen, data)
                .activation(hidden())
                .codeActivation(codeActivation != null ? codeActivation : Activation.LINEAR)
                .tied(tied);
        initialization.initialization(tied).ifPresent(builder::initialization);
        return builder.augmentation(augmentation.given(data)).likelihood(likelihood(documents));
    }

    private AutoencoderTrainer.Builder continued(Path file, Dataset data) {
        if (layers != null || activation != null || codeActivation != null || likelihood(false) != null) {
            throw new InputException(
                    "--from",
                    "",
                    "keeps the layers, units and likelihood of " + file,
                    "leave out --layers, --activation, --code-activation and --likelihood");
        }
        FittedModel model = ModelFile.read(file);
        if (!(model.bareModel() instanceof Autoencoder) || model.text() != null) {
            throw new InputException(
                    file.toString(), "", "is not an autoencoder of numbers", "give the file of such a model");
        }
        model.requireLike(data);
        return AutoencoderTrainer.from(model).augmentation(augmentation.given(data));
    }

    /** A trainer with these layers and defaults for all else. */
    public static AutoencoderTrainer.Builder builder(Layers layers, Dataset data) {
        return layers.areOfImages()
                ? AutoencoderTrainer.builder(images(data), layers.stages())
                : AutoencoderTrainer.builder(layers.stages());
    }

    /** A trainer of classifiers with these options and defaults for all others. */
    public ClassifierTrainer.Builder classifierTrainer(Dataset data, boolean documents) {
        if (codeActivation != null && codeActivation != hidden()) {
            throw new InputException(
                    "--code-activation", "", codeActivation + " is for autoencoders", "give --activation alone");
        }
        Layers chosen = layersForClasses(data).checkedFor(data.rows().columns());
        ClassifierTrainer.Builder builder = chosen.areOfImages()
                ? ClassifierTrainer.builder(images(data), chosen.stages())
                : ClassifierTrainer.builder(chosen.stages());
        builder.activation(hidden());
        initialization.initialization(tied).ifPresent(builder::initialization);
        return builder.augmentation(augmentation.forClasses(data)).likelihood(likelihood(documents));
    }

    /** The layers given, or those that suit classes of such data. */
    private Layers layersForClasses(Dataset data) {
        if (layers != null) {
            return layers;
        }
        ImageShape shape = data.imageShape();
        Layers convolutions = shape != null && initialization.suitsConvolutions() ? Layers.suitingClasses(shape) : null;
        return convolutions == null ? Layers.suitingClasses(data.rows().columns()) : convolutions;
    }

    /** The options that would have chosen for classes of such data what was chosen without them. */
    public List<String> chosenForClasses(Dataset data) {
        List<String> chosen = new ArrayList<>();
        if (layers == null) {
            chosen.add("--layers " + layersForClasses(data));
        }
        ImageViews views = augmentation.isOpen() ? augmentation.forClasses(data) : null;
        if (views != null) {
            chosen.add("--augment image:shift=%.0f".formatted(views.shift()));
        }
        return chosen;
    }

    /** A trainer of similarity with these options and defaults for all others. */
    public SimilarityTrainer.Builder similarityTrainer(Dataset data, boolean documents) {
        int columns = data.rows().columns();
        Layers chosen = (layers == null ? Layers.suitingSimilarity(columns) : layers).checkedFor(columns);
        SimilarityTrainer.Builder builder = chosen.areOfImages()
                ? SimilarityTrainer.builder(images(data), chosen.stages())
                : SimilarityTrainer.builder(chosen.stages());
        builder.activation(hidden())
                .codeActivation(codeActivation != null ? codeActivation : Activation.LINEAR)
                .tied(tied);
        initialization.initialization(tied).ifPresent(builder::initialization);
        return builder.likelihood(likelihood(documents));
    }

    private static ImageShape images(Dataset data) {
        ImageShape shape = data.imageShape();
        if (shape == null) {
            throw new InputException(
                    data.name(),
                    "",
                    "has no images for convolutions",
                    "give --image-size if its rows are images, or --layers of numbers only");
        }
        return shape;
    }

    /** The hidden units of a single RBM. */
    public Units rbmUnits() {
        if (codeActivation != null && codeActivation != Activation.SIGMOID && codeActivation != Activation.LINEAR) {
            throw new InputException(
                    "--code-activation", "", codeActivation + " is for autoencoders", "give SIGMOID or LINEAR");
        }
        return codeActivation == Activation.LINEAR ? Units.GAUSSIAN : Units.BERNOULLI;
    }
}
