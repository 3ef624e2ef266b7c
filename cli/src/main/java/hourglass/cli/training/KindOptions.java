package hourglass.cli.training;

import hourglass.cli.training.TrainCommand.Kind;
import hourglass.data.InputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options that bear on some kinds of models only. For other kinds they are refused rather than ignored: the model would be another than the one
 * that was asked for.
 */
final class KindOptions {
    private static final String INIT = "--init";
    private static final String FROM = "--from";
    private static final String AUGMENT = "--augment";
    private static final String OPTIMIZER = "--optimizer";

    /** An option of pretraining, and the values of --init that it is for. */
    private record Pretraining(String option, List<String> inits) {}

    private static final List<Pretraining> PRETRAINING = List.of(
            new Pretraining("--pretrain-epochs", List.of("rbm", "layerwise", "psd")),
            new Pretraining("--pretrain-corruption", List.of("layerwise")),
            new Pretraining("--pretrain-contraction", List.of("layerwise")),
            new Pretraining("--pretrain-sparsity", List.of("layerwise")),
            new Pretraining("--pretrain-lambda", List.of("psd")));

    private static final List<String> START = joined(
            List.of("--tied", INIT),
            PRETRAINING.stream().map(Pretraining::option).toList());

    /** Of networks of several layers. */
    private static final List<String> NETWORK = joined(List.of("--activation", FROM, AUGMENT), START);

    /** What is added to the loss, or stops the fit by it. */
    private static final List<String> LOSS = List.of(
            "--corruption",
            "--emphasis",
            "--contraction",
            "--sparsity",
            "--code-noise",
            "--dropout",
            "--weight-cost",
            "--patience",
            "--validation");

    /** Of what is fitted step by step. */
    private static final List<String> STEPS = List.of(
            OPTIMIZER,
            "--learning-rate",
            "--momentum",
            "--weight-decay",
            "--clip",
            "--schedule",
            "--epochs",
            "--batch-size");

    private static final List<String> CLOSED_FORM =
            joined(NETWORK, LOSS, STEPS, List.of("--code-activation", "--likelihood"));

    /** What tables are not, or what their encoding settles. */
    private static final List<String> NOT_OF_TABLES = List.of(
            "--text",
            "--likelihood",
            "--white",
            "--image-size",
            "--color",
            "--skip-broken",
            "--split",
            "--vector-column",
            AUGMENT,
            FROM);

    /** What only one kind reads. */
    private static final Map<Kind, List<String>> OWN = new EnumMap<>(Map.of(
            Kind.RBM, List.of("--cd-steps", "--persistent"), Kind.SPARSE, List.of("--lambda", "--unrolled-steps")));

    private KindOptions() {}

    @SafeVarargs
    private static List<String> joined(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }

    /**
     * Refuses what the kind of model does not read.
     *
     * @param given what the command line has
     * @throws InputException if there is such an option
     */
    static void check(Kind kind, ParseResult given) {
        OWN.forEach((owner, options) -> {
            if (owner != kind) {
                options.stream().filter(given::hasMatchedOption).findFirst().ifPresent(option -> {
                    throw new InputException(option, "", "is for --model " + owner, "leave it out");
                });
            }
        });
        for (String option : unread(kind)) {
            if (given.hasMatchedOption(option)) {
                throw new InputException(option, "", "is not for --model " + kind, "leave it out");
            }
        }
        if (kind == Kind.RBM) {
            checkOptimizer(value(given, OPTIMIZER));
        }
        if (given.hasMatchedOption(FROM)) {
            checkContinuation(given);
        }
        checkPretraining(given);
    }

    /**
     * Refuses what tables do not take.
     *
     * @param option that asks for a table
     * @throws InputException if there is such an option
     */
    static void checkTable(String option, ParseResult given) {
        NOT_OF_TABLES.stream().filter(given::hasMatchedOption).findFirst().ifPresent(other -> {
            throw new InputException(other, "", "does not go with " + option, "leave one of them out");
        });
    }

    private static List<String> unread(Kind kind) {
        return switch (kind) {
            case AUTOENCODER -> List.of();
            case CLASSIFIER -> List.of(FROM);
            case SIMILARITY -> List.of(FROM, AUGMENT);
            case RBM -> joined(NETWORK, LOSS);
            case SPARSE -> joined(NETWORK, LOSS, List.of("--code-activation", "--likelihood"));
            case PCA -> CLOSED_FORM;
            default -> joined(CLOSED_FORM, List.of("--layers"));
        };
    }

    /** Contrastive divergence is descended by momentum; rules that search along lines are refused where it is fitted, with the reason. */
    private static void checkOptimizer(@Nullable String given) {
        if ("adam".equalsIgnoreCase(given) || "nesterov".equalsIgnoreCase(given)) {
            throw new InputException(OPTIMIZER, "", given + " is not for --model rbm", "give sgd, or leave it out");
        }
    }

    private static void checkContinuation(ParseResult given) {
        for (String option : START) {
            if (given.hasMatchedOption(option)) {
                throw new InputException(option, "", "is not for a fit --from another model", "leave it out");
            }
        }
    }

    private static void checkPretraining(ParseResult given) {
        String init = value(given, INIT);
        for (Pretraining one : PRETRAINING) {
            boolean meant = init != null && one.inits.contains(init.toLowerCase(Locale.ROOT));
            if (given.hasMatchedOption(one.option) && !meant) {
                throw new InputException(
                        one.option,
                        "",
                        "is for --init " + String.join(", ", one.inits),
                        init == null ? "give that as well, or leave it out" : "leave one of them out");
            }
        }
    }

    /** As it was given; null if it was not. */
    private static @Nullable String value(ParseResult given, String option) {
        OptionSpec matched = given.matchedOption(option);
        return matched == null ? null : matched.originalStringValues().get(0);
    }
}
