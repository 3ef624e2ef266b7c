package hourglass.cli;

import hourglass.cli.option.FittingOptions;
import hourglass.cli.option.NetworkOptions;
import hourglass.cli.option.RbmOptions;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.codes.BinaryCodes;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Summary;
import hourglass.data.TextEncoding;
import hourglass.data.Transform;
import hourglass.data.file.Datasets;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Units;
import hourglass.objective.Likelihood;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.persistence.Version;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.ClassifierTrainer;
import hourglass.train.Listener;
import hourglass.train.RbmTrainer;
import hourglass.train.TrainingOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The work of {@link TrainCommand}: data to a fitted model, with progress on the terminal and a clean stop on Ctrl-C.
 *
 * @param data to fit to
 * @param text how texts became the data, if they did
 * @param weights of words, or no change
 * @param network what is trained
 * @param fitting how
 * @param rbm how the gradient of a single RBM is estimated
 * @param options the values of all options, kept with the model
 * @param team the threads that share the work
 * @param progress shows how far it is
 * @param interruption Ctrl-C
 */
record TrainRun(
        Dataset data,
        @Nullable TextEncoding text,
        Transform weights,
        NetworkOptions network,
        FittingOptions fitting,
        RbmOptions rbm,
        Map<String, Object> options,
        ThreadTeam team,
        Progress progress,
        Interruption interruption) {
    /** Autoencoders keep copies of their parameters for the optimiser and, with patience, the best so far. */
    private static final int COPIES = 5;
    /** This many codes estimate the medians. */
    private static final int SAMPLE = 10_000;

    /** Fits a deep autoencoder, or continues from the checkpoint. */
    FittedModel autoencoder(Checkpointing checkpoint) {
        AutoencoderTrainer trainer = checked(() -> transformed(fitting.apply(network.trainer(data, text != null))));
        return run(checkpoint, listener -> trainer.fit(fitted(), listener, checkpoint.file(), team));
    }

    private AutoencoderTrainer transformed(AutoencoderTrainer.Builder builder) {
        return builder.transform(text == null ? null : weights).build();
    }

    /** The data with how texts became them, if they did. */
    private Dataset fitted() {
        return text == null ? data : data.withText(text);
    }

    /** Fits a classifier, or continues from the checkpoint. */
    FittedModel classifier(Checkpointing checkpoint) {
        Labels labels = data.labels();
        if (labels == null) {
            String absence = text == null ? Datasets.absenceOfLabels(Path.of(data.name())) : null;
            throw new InputException(
                    data.name(),
                    "",
                    "has no classes for --model classifier to learn" + (absence == null ? "" : ": " + absence),
                    absence == null
                            ? "name the column that holds them by --labels, or give a folder of images for each class"
                            : "save the class of each row under such a name");
        }
        ClassifierTrainer trainer = checked(() -> {
            ClassifierTrainer.Builder builder = fitting.apply(network.classifierTrainer(data, text != null));
            return builder.transform(text == null ? null : weights).build();
        });
        return run(checkpoint, listener -> trainer.fit(fitted(), listener, checkpoint.file(), team));
    }

    /** Fits a single RBM, or continues from the checkpoint. */
    FittedModel rbm(Checkpointing checkpoint) {
        Likelihood likelihood = network.likelihood(text != null);
        boolean fractions = likelihood == null ? Summary.areFractions(data.rows()) : likelihood == Likelihood.BERNOULLI;
        Units hidden = network.rbmUnits();
        TrainingOptions training = fitting.rbmOptions();
        RbmTrainer trainer =
                checked(() -> RbmTrainer.builder(network.layers(columns()).code())
                        .hiddenUnits(hidden)
                        .likelihood(likelihood)
                        .steps(rbm.steps())
                        .persistentChains(rbm.chains(training.batchSize()))
                        .transform(text == null ? null : weights)
                        .optimizer(fitting.rbmOptimizer(!fractions || hidden == Units.GAUSSIAN))
                        .epochs(training.epochs())
                        .batchSize(training.batchSize())
                        .schedule(training.schedule())
                        .seed(training.seed())
                        .build());
        return run(checkpoint, listener -> trainer.fit(fitted(), listener, checkpoint.file(), team));
    }

    /** Fits principal components. */
    FittedModel principalComponents() {
        progress.show("principal components", 0);
        PrincipalComponents components = PrincipalComponents.fit(
                data.rows().transformed(weights), network.layers(columns()).code(), team);
        FitDescription fit = new FitDescription(
                Likelihood.GAUSSIAN.name(),
                options,
                fitting.seed(),
                Version.number(),
                Instant.now(),
                List.of(),
                StopReason.FINISHED);
        return complete(new FittedModel(components, weights, DataDescription.of(data), fit));
    }

    /** With how texts become rows, and with what makes codes binary. */
    private FittedModel complete(FittedModel saved) {
        FittedModel texts = text == null ? saved : saved.withText(text);
        int units = saved.bareModel().codeSize();
        if (units > BinaryCodes.MAX_BITS) {
            return texts;
        }
        int step = Math.max(1, data.rows().count() / SAMPLE);
        int[] sample = IntStream.iterate(0, row -> row < data.rows().count(), row -> row + step)
                .toArray();
        return texts.binarized(data.rows().select(sample), team);
    }

    private int columns() {
        return data.rows().columns();
    }

    /** Options that contradict each other are bad input. */
    private static <T> T checked(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException e) {
            throw new InputException("options", "", String.valueOf(e.getMessage()), "see hourglass train --help", e);
        }
    }

    private FittedModel run(Checkpointing checkpoint, Function<Listener, FittedModel> fit) {
        checkpoint.begin();
        OutputTargets.requireRoom(checkpoint.file(), bytes());
        FittedModel fitted = interruption.run(
                progress,
                listener -> checked(() -> fit.apply(listener)),
                "its state is in %s; give the same command with --resume to continue".formatted(checkpoint.file()));
        return complete(fitted.withOptions(options));
    }

    private long bytes() {
        return Float.BYTES * network.layers(columns()).weights(columns()) * COPIES;
    }
}
