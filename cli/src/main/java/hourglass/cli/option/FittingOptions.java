package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Epochs;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.optim.Adam;
import hourglass.optim.ConjugateGradients;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.GradientFunction;
import hourglass.optim.Lbfgs;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import hourglass.optim.Sgd;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.ClassifierTrainer;
import hourglass.train.NetworkTrainerBuilder;
import hourglass.train.RbmTrainer;
import hourglass.train.SimilarityTrainer;
import hourglass.train.SparseDecompositionTrainer;
import hourglass.train.TrainingOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a model is trained: optimiser, epochs, batches, schedule and what keeps it from overfitting. */
@Group(Heading.TRAINING)
public final class FittingOptions {

    private static final double RATE_OF_ADAM = 0.001;
    private static final int EPOCHS = 50;
    private static final int SIMILARITY_BATCH = 1000;
    private static final int CLASSIFIER_PATIENCE = 10;
    /** Rows held out by which a classifier's epochs are compared without being asked to. */
    private static final int LEAST_HELD_OUT = 30;

    /** The optimisers. */
    enum Rule {
        ADAM(128),
        SGD(128),
        NESTEROV(128),
        CG(1000),
        LBFGS(1000);

        private final int batchSize;

        Rule(int batchSize) {
            this.batchSize = batchSize;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean searchesLines() {
            return this == CG || this == LBFGS;
        }
    }

    @Option(
            names = "--optimizer",
            paramLabel = "RULE",
            defaultValue = "ADAM",
            description = "Optimizer: adam, sgd, nesterov, cg or lbfgs (default: adam).")
    private Rule rule;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "Learning rate (default: 0.001; autoencoders 0.003; sgd, nesterov 0.1).")
    private @Nullable Double learningRate;

    @Advanced
    @Option(
            names = "--momentum",
            paramLabel = "COEFFICIENT",
            description = "Momentum coefficient, for sgd and nesterov (default: 0.9).")
    private @Nullable Double momentum;

    @Advanced
    @Option(
            names = "--weight-decay",
            paramLabel = "RATE",
            description = "Weight decay, decoupled from the loss for adam (default: 0.05 for adam, else 0).")
    private @Nullable Double weightDecay;

    @Advanced
    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Largest norm of a gradient; longer ones are clipped (default: unlimited).")
    private @Nullable Double clip;

    @Mixin
    private RegularizationOptions regularization;

    @Mixin
    @Epochs("50; more if few")
    private EpochsOption epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Batch size (default: 128; rbm: 100; cg, lbfgs, --objective: 1000).")
    private @Nullable Integer batchSize;

    @Advanced
    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            defaultValue = "cosine:0.02",
            description =
                    "Learning rate schedule: constant, cosine:WARM-UP, linear:LAST or exponential:LAST, where WARM-UP is"
                            + " a share of the run and LAST the final factor (default: ${DEFAULT-VALUE}).")
    private Schedule schedule;

    @Advanced
    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Epochs without improvement before early stopping, 0 for never (default: 10 for classes of images with 30 held out, else 0).")
    private @Nullable Integer patience;

    @Advanced
    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Share of the rows held out for the validation loss (default: ${DEFAULT-VALUE}).")
    private double validation;

    @Mixin
    private SeedOption seed;

    /** Refuses numbers that no training can have. */
    public void check() {
        epochs.given();
        Range.COUNT.require("--batch-size", batchSize);
        new Range(0, Integer.MAX_VALUE).require("--patience", patience);
        if (!(validation >= 0 && validation < 1)) {
            throw new InputException("--validation", "", "cannot be " + validation, "give a share from 0 to below 1");
        }
    }

    /** The random seed. */
    public long seed() {
        return seed.value();
    }

    /** How many of so many rows are held out for the validation loss. */
    public int heldOut(int rows) {
        return (int) Math.round(validation * rows);
    }

    /** Sets these options in a trainer. */
    public AutoencoderTrainer.Builder applyTo(AutoencoderTrainer.Builder builder) {
        return apply(builder, AutoencoderTrainer.LEARNING_RATE);
    }

    private <B extends NetworkTrainerBuilder<B>> B apply(B builder, double rateOfAdam) {
        epochs.ifGiven(builder::epochs);
        return builder.optimizer(optimizer(rateOfAdam))
                .regularization(regularization.regularization())
                .batchSize(batchSize == null ? rule.batchSize : batchSize)
                .schedule(schedule)
                .patience(patience == null ? 0 : patience)
                .validationShare(validation)
                .seed(seed.value());
    }

    /** The same for a classifier, which learns images by heart sooner than others: it returns to the epoch best on those held out. */
    public ClassifierTrainer.Builder applyTo(ClassifierTrainer.Builder builder, Dataset data) {
        return apply(builder, RATE_OF_ADAM).patience(patience == null ? patienceFor(data) : patience);
    }

    /** Which epoch is best on a few rows is chance; and rows of columns are told best by the last, at a learning rate near 0. */
    private int patienceFor(Dataset data) {
        boolean many = data.imageShape() != null && heldOut(labelled(data)) >= LEAST_HELD_OUT;
        return many ? CLASSIFIER_PATIENCE : 0;
    }

    private static int labelled(Dataset data) {
        return data.labelledRows().rowsWithClass().length;
    }

    /** The options that would have chosen for a classifier what was chosen without them. */
    public List<String> chosenForClasses(ClassifierTrainer.Builder builder, Dataset data) {
        List<String> chosen = new ArrayList<>();
        int labelled = labelled(data);
        TrainingOptions options = applyTo(builder, data).build().options();
        int count = options.epochs(Math.max(1, labelled - heldOut(labelled)));
        if (epochs.given() == null && count != EPOCHS) {
            chosen.add("--epochs " + count);
        }
        if (patience == null && options.patience() > 0) {
            chosen.add("--patience " + options.patience());
        }
        return chosen;
    }

    /** The same for a trainer of similarity, which compares the rows of a batch with each other: batches are larger. */
    public SimilarityTrainer.Builder applyTo(SimilarityTrainer.Builder builder) {
        return apply(builder, RATE_OF_ADAM).batchSize(batchSize == null ? SIMILARITY_BATCH : batchSize);
    }

    private Optimizer<? super DifferentiableFunction> optimizer(double rateOfAdam) {
        refuseMeaningless();
        return switch (rule) {
            case CG -> ConjugateGradients.of();
            case LBFGS -> Lbfgs.of();
            default -> stepping(rateOfAdam, 0.05);
        };
    }

    /** A rule that takes a step by each gradient. */
    private Optimizer<GradientFunction> stepping(double rateOfAdam, double decayOfAdam) {
        return switch (rule) {
            case SGD -> sgd();
            case NESTEROV -> sgd().withNesterov();
            default ->
                Adam.of(or(learningRate, rateOfAdam))
                        .withWeightDecay(or(weightDecay, decayOfAdam))
                        .withClip(or(clip, Double.POSITIVE_INFINITY));
        };
    }

    private Sgd sgd() {
        return Sgd.of(or(learningRate, 0.1), or(momentum, 0.9))
                .withWeightDecay(or(weightDecay, 0))
                .withClip(or(clip, Double.POSITIVE_INFINITY));
    }

    /**
     * The same for an RBM, whose objective has a gradient but no value: momentum, with the rates and the decay of Hinton and
     * Salakhutdinov (Science 313, 2006) unless others are given. Where a layer of few units is Gaussian, the larger rate does not
     * make it diverge.
     *
     * @param linear whether a layer is Gaussian
     * @param columns of the data
     */
    public RbmTrainer.Builder applyTo(RbmTrainer.Builder builder, boolean linear, int columns) {
        refuseLineSearch("contrastive divergence does not have", "sgd");
        epochs.ifGiven(builder::epochs);
        double rate = or(learningRate, !linear ? 0.1 : columns < Layers.NARROW ? 0.01 : 0.001);
        return builder.optimizer(Sgd.of(rate, or(momentum, 0.9))
                        .withWeightDecay(or(weightDecay, 0.0002))
                        .withClip(or(clip, Double.POSITIVE_INFINITY)))
                .batchSize(rbmBatchSize())
                .schedule(schedule)
                .seed(seed.value());
    }

    /** Rows in a batch of an RBM: 100 by default. */
    public int rbmBatchSize() {
        return batchSize == null ? 100 : batchSize;
    }

    /** The same for a sparse decomposition, whose objective has no value that lines could be searched by, and whose atoms do not decay. */
    public SparseDecompositionTrainer.Builder applyTo(SparseDecompositionTrainer.Builder builder) {
        refuseLineSearch("a sparse decomposition does not have", "adam");
        refuseMeaningless();
        epochs.ifGiven(builder::epochs);
        return builder.optimizer(stepping(RATE_OF_ADAM, 0))
                .batchSize(batchSize == null ? rule.batchSize : batchSize)
                .schedule(schedule)
                .seed(seed.value());
    }

    private void refuseLineSearch(String lacking, String instead) {
        if (rule.searchesLines()) {
            throw new InputException(
                    "--optimizer",
                    "",
                    rule.text() + " needs the value of the loss, which " + lacking,
                    "give " + instead);
        }
    }

    private static double or(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }

    private void refuseMeaningless() {
        Map<String, Double> rates = new LinkedHashMap<>();
        if (rule.searchesLines()) {
            rates.put("--learning-rate", learningRate);
            rates.put("--weight-decay", weightDecay);
            rates.put("--clip", clip);
        }
        if (rule != Rule.SGD && rule != Rule.NESTEROV) {
            rates.put("--momentum", momentum);
        }
        rates.forEach((option, value) -> {
            if (value != null) {
                throw new InputException(
                        option,
                        "",
                        "%s has no meaning for --optimizer %s".formatted(value, rule.text()),
                        "leave it out");
            }
        });
    }

    /** Reads {@code cosine:0.02} and other schedules. */
    static final class ScheduleConverter implements ITypeConverter<Schedule> {
        @Override
        public Schedule convert(String text) {
            String[] parts = text.toLowerCase(Locale.ROOT).split(":", 2);
            try {
                Double number = parts.length == 1 ? null : Double.valueOf(parts[1]);
                return switch (parts[0]) {
                    case "constant" -> new Schedule.Constant();
                    case "cosine" -> new Schedule.Cosine(or(number, 0));
                    case "linear" -> new Schedule.Linear(or(number, 0));
                    case "exponential" -> new Schedule.Exponential(or(number, 0.01));
                    default ->
                        throw new TypeConversionException(
                                "'%s' is not a schedule; give constant, cosine:0.02, linear:0 or exponential:0.01"
                                        .formatted(text));
                };
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'%s' is not a schedule: %s".formatted(text, e.getMessage()));
            }
        }
    }
}
