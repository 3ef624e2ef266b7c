package hourglass.cli.experiment;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Published results that can be measured again, each with the recipe that does it. */
public enum Experiments {
    DEEP_MNIST("784-1000-500-250-30 against PCA on MNIST", ReconstructionRecipes::mnist),
    DEEP_MNIST_VIEWS("the same, fitted to views of the digits too", ReconstructionRecipes::mnistViews),
    DEEP_MNIST_CONVOLUTIONAL(
            "the same views, by a convolutional encoder and decoder", ReconstructionRecipes::mnistConvolutional),
    DEEP_CURVES("784-400-200-100-50-25-6 against PCA on generated curves", ReconstructionRecipes::curves),
    DEEP_CURVES_MORE("the same, fitted to 400,000 curves instead of 20,000", ReconstructionRecipes::moreCurves),
    FACES("625-2000-1000-500-30 against PCA on patches of faces", ReconstructionRecipes::faces),
    FACES_VIEWS("the same, fitted to views of the patches too", ReconstructionRecipes::facesViews),
    LINEAR("the linear autoencoder on MNIST against its optimum by SVD", ReconstructionRecipes::linear),
    STACKED_DENOISING("MNIST classes by three denoising layers", ClassificationRecipes::stackedDenoising),
    CONTRACTIVE("MNIST classes by one contractive layer", ClassificationRecipes::contractive),
    RBM_CLASSIFIER("MNIST classes by 784-500-500-2000-10, started by RBMs", ClassificationRecipes::rbms),
    CONVOLUTIONAL("MNIST classes by a stack of denoising convolutions", ClassificationRecipes::convolutional),
    FEW_LABELS("MNIST classes from 1,000 labels, with and without pretraining", ClassificationRecipes::fewLabels),
    DENOISING_FILTERS("what a layer learns from digits without and with noise, and an RBM", FilterRecipes::digits),
    OVERCOMPLETE("what an overcomplete code learns, and what each constraint changes", FilterRecipes::overcomplete),
    NATURAL_FILTERS("what a layer learns from patches of natural images", PatchRecipes::filters),
    ANOMALIES("MNIST digits of one class against all others, by reconstruction error", OneClassExperiment::of),
    NCA("MNIST by its nearest neighbours in a learned code, against PCA and others", SimilarityRecipes::nca),
    NCA_SPLIT("a code of which neighbourhood components see a part", SimilarityRecipes::split),
    NCA_FEW_LABELS("the same with labels for 1, 5 and 10 % of the images", SimilarityRecipes::fewLabels),
    NCA_CONVOLUTIONAL("the same by a convolutional encoder", SimilarityRecipes::convolutional),
    SIAMESE("the same by Siamese networks, and by agreement without labels", SimilarityRecipes::siamese),
    IMAGE_HASHING(
            "binary codes of digits and of colour images by all methods of hashing",
            true,
            request -> ImageHashingExperiment.of(request.data())),
    TEXT_EMBEDDINGS(
            "short codes of sentence embeddings: what they find of the nearest neighbours",
            true,
            request -> new TextEmbeddingsExperiment(
                    request.data().embeddings(Split.TRAIN),
                    request.data().embeddings(Split.TEST),
                    List.of(HashingContender.ROTATION, HashingContender.ITQ, HashingContender.AUTOENCODER),
                    List.of(16, 32, 48, 128, 256, 384),
                    1000)),
    NEWSGROUPS("20 Newsgroups by codes of documents, against LSA, LDA and TF-IDF", DocumentRecipes::newsgroups),
    SEMANTIC_HASHING("20 Newsgroups at 20-bit addresses", DocumentRecipes::addresses),
    REUTERS("Reuters-21578 by codes of documents, against LSA, LDA and TF-IDF", DocumentRecipes::reuters),
    PSD("sparse codes of patches of natural images, optimal and predicted", PatchRecipes::sparse);

    /**
     * What the user chose.
     *
     * @param folder the folder of the data set, or the one above it; null for {@code $HOURGLASS_DATA}
     * @param epochs instead of the recipe's, or null
     * @param seed random seed
     */
    public record Request(@Nullable Path folder, @Nullable Integer epochs, long seed) {
        PublicData data() {
            return new PublicData(folder);
        }

        int epochsOr(int recipe) {
            return epochs == null ? recipe : epochs;
        }
    }

    private final String description;
    /** Whether its methods have lengths of their own, so that no number of epochs is for all of them. */
    private final boolean ownLengths;

    @SuppressWarnings("ImmutableEnumChecker") // References to static methods hold nothing.
    private final Function<Request, Experiment> recipe;

    Experiments(String description, Function<Request, Experiment> recipe) {
        this(description, false, recipe);
    }

    Experiments(String description, boolean ownLengths, Function<Request, Experiment> recipe) {
        this.description = description;
        this.ownLengths = ownLengths;
        this.recipe = recipe;
    }

    /**
     * The experiment as the user wants it.
     *
     * @throws InputException if epochs are given for methods that have lengths of their own, or data are missing
     */
    public Experiment with(Request request) {
        if (ownLengths && request.epochs != null) {
            throw new InputException(
                    "--epochs",
                    "",
                    "is not for %s, whose methods have lengths of their own".formatted(this),
                    "leave it out");
        }
        return recipe.apply(request);
    }

    /** What it is about, in a line. */
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The one of a name.
     *
     * @throws InputException if there is no such experiment
     */
    public static Experiments of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "experiment", "", "there is no experiment called " + text, "give one of " + List.of(values())));
    }

    /** All of them, a line each. */
    public static String listing() {
        return Arrays.stream(values())
                .map(one -> "%-24s %s".formatted(one, one.description))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
