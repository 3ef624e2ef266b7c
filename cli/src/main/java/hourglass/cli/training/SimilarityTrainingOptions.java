package hourglass.cli.training;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.InputPath;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.similarity.Pairs;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.similarity.Views;
import hourglass.train.SimilarityTrainer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which items' codes a model of similarity brings near each other. */
@Group(Heading.TRAINING)
final class SimilarityTrainingOptions {
    private static final String DEFAULT_VIEWS = "image";

    @Option(
            names = "--objective",
            paramLabel = "LOSS",
            description = "Similarity by nca, log-nca, contrastive:1, triplet:1 or agreement:0.2.")
    private @Nullable String objective;

    @Advanced
    @Option(
            names = "--mix",
            paramLabel = "SHARE",
            description =
                    "Weight of --objective; the reconstruction has the rest (default: 1, or 0.99 with --compared).")
    private @Nullable Double mix;

    @Advanced
    @Option(
            names = "--compared",
            paramLabel = "UNITS",
            description = "Units of the code that --objective sees; the others only reconstruct (default: all).")
    private @Nullable Integer compared;

    @Advanced
    @Option(
            names = "--views",
            paramLabel = "VIEWS",
            description =
                    "Views of each item, drawn in each epoch: image, image:shift=2,rotate=15,bend=1, words:0.5, halves or"
                            + " numbers:MASKING:NOISE (default: none; for agreement, what suits the data).")
    private @Nullable String views;

    @Advanced
    @Option(
            names = "--components",
            paramLabel = "WEIGHT",
            description =
                    "Weight of principal components that are joined with the code of one linear layer (default: 0.7 for documents under agreement, otherwise 0).")
    private @Nullable Double components;

    @Advanced
    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            converter = InputPath.class,
            description =
                    "CSV file of pairs to compare instead of classes: two row numbers from 0, and 1 if similar, else 0.")
    private @Nullable Path pairs;

    /** Whether similarity is learned. */
    public boolean isGiven() {
        return objective != null;
    }

    /**
     * Refuses the other options without {@code --objective}.
     *
     * @throws InputException if one is given
     */
    public void requireUnused() {
        String given = mix != null
                ? "--mix"
                : compared != null
                        ? "--compared"
                        : views != null
                                ? "--views"
                                : components != null ? "--components" : pairs != null ? "--pairs" : null;
        if (given != null) {
            throw new InputException(given, "", "is for --objective", "give --objective nca, or leave it out");
        }
    }

    /** How many units the objective sees of a code of so many, the first ones. */
    public int compared(int codeSize) {
        return compared == null ? codeSize : compared;
    }

    /** Sets these options in a trainer. */
    public SimilarityTrainer.Builder apply(SimilarityTrainer.Builder builder, Dataset data) {
        builder.objective(options(data));
        return components == null ? builder : builder.components(components);
    }

    /** The options that would have chosen for such data what is chosen without them. */
    public List<String> chosen(SimilarityTrainer.Builder builder, Dataset data) {
        double weight = apply(builder, data).build().components();
        return components == null && weight > 0 ? List.of("--components " + weight) : List.of();
    }

    private SimilarityOptions options(Dataset data) {
        SimilarityLoss loss =
                checked("--objective", () -> SimilarityLoss.of(objective == null ? "log-nca" : objective));
        double share = mix != null ? mix : compared != null ? 0.99 : 1;
        SimilarityOptions options = checked("--mix", () -> SimilarityOptions.of(loss, share));
        if (compared != null) {
            int units = compared;
            options = checked(
                    "--compared", () -> SimilarityOptions.of(loss, share).withCompared(units));
        }
        boolean needsViews = loss instanceof SimilarityLoss.Agreement && pairs == null;
        String named = views != null ? views : needsViews ? suiting(data) : null;
        return named == null
                ? options
                : options.withViews(checked("--views", () -> Views.of(named, data.imageShape())));
    }

    private static String suiting(Dataset data) {
        return data.imageShape() != null ? DEFAULT_VIEWS : data.text() != null ? "words:0.3" : "numbers:0.2:0.1";
    }

    /** The pairs given, or null. */
    public @Nullable Pairs pairs() {
        return pairs == null ? null : PairsFile.read(pairs);
    }

    private static <T> T checked(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InputException(option, "", String.valueOf(e.getMessage()), "see hourglass train --help-all", e);
        }
    }
}
