package hourglass.cli.option;

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
import hourglass.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How it is trained: optimiser, length, batches, schedule and what holds it back from learning by heart. */
public final class FittingOptions {
    /** By which rule parameters move. */
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

        private boolean searchesLines() {
            return this == CG || this == LBFGS;
        }
    }

    @Option(
            names = "--optimizer",
            paramLabel = "RULE",
            defaultValue = "ADAM",
            description = "${COMPLETION-CANDIDATES} (default: ADAM).")
    private Rule rule;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "Of the first steps (default: 0.001 for ADAM, 0.1 for SGD and NESTEROV).")
    private @Nullable Double learningRate;

    @Option(
            names = "--momentum",
            paramLabel = "SHARE",
            description = "Of the last step in the next, for SGD and NESTEROV (default: 0.9).")
    private @Nullable Double momentum;

    @Option(
            names = "--weight-decay",
            paramLabel = "RATE",
            description = "Of the weights in a step, decoupled from the loss for ADAM (default: 0.05; 0 for others).")
    private @Nullable Double weightDecay;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Shorten longer gradients to this length (default: no limit).")
    private @Nullable Double clip;

    @Mixin
    private RegularizationOptions regularization;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "50",
            description = "Passes over the data (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Rows a step (default: 128, 1000 for CG and LBFGS).")
    private @Nullable Integer batchSize;

    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            converter = ScheduleConverter.class,
            defaultValue = "cosine:0.02",
            description =
                    "Of the learning rate: constant, cosine:WARM-UP, linear:LAST or exponential:LAST, with the share"
                            + " of the run for the rise, or the factor at the end (default: ${DEFAULT-VALUE}).")
    private Schedule schedule;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stop after N epochs without a better validation loss, and return to the best"
                    + " (default: 0, never).")
    private int patience;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Share of the rows held out to watch the loss (default: ${DEFAULT-VALUE}).")
    private double validation;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of everything random (default: ${DEFAULT-VALUE}).")
    private long seed;

    public long seed() {
        return seed;
    }

    /** Sets these options in a trainer. */
    public AutoencoderTrainer.Builder apply(AutoencoderTrainer.Builder builder) {
        return builder.optimizer(optimizer())
                .regularization(regularization.regularization())
                .epochs(epochs)
                .batchSize(batchSize == null ? rule.batchSize : batchSize)
                .schedule(schedule)
                .patience(patience)
                .validationShare(validation)
                .seed(seed);
    }

    /** Sets these options in a trainer of classifiers. */
    public ClassifierTrainer.Builder apply(ClassifierTrainer.Builder builder) {
        return builder.optimizer(optimizer())
                .regularization(regularization.regularization())
                .epochs(epochs)
                .batchSize(batchSize == null ? rule.batchSize : batchSize)
                .schedule(schedule)
                .patience(patience)
                .validationShare(validation)
                .seed(seed);
    }

    private Optimizer<? super DifferentiableFunction> optimizer() {
        refuseMeaningless();
        return switch (rule) {
            case ADAM ->
                Adam.of(or(learningRate, 0.001))
                        .withWeightDecay(or(weightDecay, 0.05))
                        .withClip(or(clip, Double.POSITIVE_INFINITY));
            case SGD -> sgd();
            case NESTEROV -> sgd().withNesterov();
            case CG -> ConjugateGradients.of();
            case LBFGS -> Lbfgs.of();
        };
    }

    private Sgd sgd() {
        return Sgd.of(or(learningRate, 0.1), or(momentum, 0.9))
                .withWeightDecay(or(weightDecay, 0))
                .withClip(or(clip, Double.POSITIVE_INFINITY));
    }

    /**
     * For a Boltzmann machine, which has a gradient but no value: by momentum, with the rates and the decay of Hinton and
     * Salakhutdinov (Science 313, 2006) unless others are given.
     *
     * @param linear whether a layer is Gaussian
     */
    public Optimizer<GradientFunction> machineOptimizer(boolean linear) {
        if (rule.searchesLines()) {
            throw new InputException(
                    "--optimizer",
                    "",
                    rule + " needs a value, which a machine's loss does not have",
                    "give ADAM or SGD");
        }
        double rate = or(learningRate, linear ? 0.001 : 0.1);
        return Sgd.of(rate, or(momentum, 0.9))
                .withWeightDecay(or(weightDecay, 0.0002))
                .withClip(or(clip, Double.POSITIVE_INFINITY));
    }

    /** For a Boltzmann machine: batches are of 100 unless said otherwise. */
    public TrainingOptions machineOptions() {
        return new TrainingOptions(epochs, batchSize == null ? 100 : batchSize, schedule, seed, 0);
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
                        "%s has no meaning for --optimizer %s"
                                .formatted(value, rule.name().toLowerCase(Locale.ROOT)),
                        "leave it out");
            }
        });
    }

    /** Reads cosine:0.02 and the like. */
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
                                "'%s' is no schedule; give constant, cosine:0.02, linear:0 or exponential:0.01"
                                        .formatted(text));
                };
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'%s' is no schedule: %s".formatted(text, e.getMessage()));
            }
        }
    }
}
