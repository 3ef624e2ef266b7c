package hourglass.cli.training;

import hourglass.cli.option.Checkpointing;
import hourglass.cli.option.FittingOptions;
import hourglass.cli.option.NetworkOptions;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.codes.BinaryCodes;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.Summary;
import hourglass.data.Transform;
import hourglass.data.file.Datasets;
import hourglass.data.table.EncodedTable;
import hourglass.decomposition.PrincipalComponents;
import hourglass.hashing.HashingMethod;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Units;
import hourglass.objective.Likelihood;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.server.live.LiveTraining;
import hourglass.similarity.Pairs;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.ClassifierTrainer;
import hourglass.train.HashTrainer;
import hourglass.train.Listener;
import hourglass.train.RbmTrainer;
import hourglass.train.SimilarityTrainer;
import hourglass.train.SparseDecompositionTrainer;
import hourglass.train.UnsupervisedTrainer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work of {@link TrainCommand}: data to a fitted model, with progress on the terminal and a clean stop on Ctrl-C.
 *
 * @param data to fit to
 * @param table whose rows the data are, or null
 * @param weights of words, or no change
 * @param network what is trained
 * @param fitting how
 * @param rbm how the gradient of a single RBM is estimated
 * @param options the values of all options, kept with the model
 * @param team the threads that share the work
 * @param progress shows how far it is
 * @param live the page that shows it, or null
 * @param interruption Ctrl-C
 */
record TrainRun(
        Dataset data,
        @Nullable EncodedTable table,
        Transform weights,
        NetworkOptions network,
        FittingOptions fitting,
        RbmOptions rbm,
        Map<String, Object> options,
        ThreadTeam team,
        Progress progress,
        @Nullable LiveTraining live,
        Interruption interruption) {
    /** Autoencoders keep copies of their parameters for the optimiser and, with patience, the best so far. */
    private static final int COPIES = 5;
    /** This many codes estimate the medians. */
    private static final int SAMPLE = 10_000;

    /** Fits a deep autoencoder, or continues from the checkpoint. */
    FittedModel autoencoder(Checkpointing checkpoint) {
        AutoencoderTrainer trainer = checked(() -> transformed(fitting.applyTo(network.trainer(data, isText()))));
        return run(checkpoint, listener -> fit(trainer, listener, checkpoint));
    }

    private FittedModel fit(UnsupervisedTrainer trainer, Listener listener, Checkpointing checkpoint) {
        return table == null
                ? trainer.fit(data, listener, checkpoint.file(), team)
                : trainer.fit(table, listener, checkpoint.file(), team);
    }

    private AutoencoderTrainer transformed(AutoencoderTrainer.Builder builder) {
        return builder.transform(isText() ? weights : null).build();
    }

    /** Fits a classifier, or continues from the checkpoint. */
    FittedModel classifier(Checkpointing checkpoint) {
        Labels labels = data.labels();
        if (labels == null) {
            String absence = !isText() ? Datasets.absenceOfLabels(Path.of(data.name())) : null;
            throw new InputException(
                    data.name(),
                    "",
                    "has no classes for --model classifier to learn" + (absence == null ? "" : ": " + absence),
                    absence == null
                            ? "name the column that holds them by --labels, or give a folder of images for each class"
                            : "save the class of each row under such a name");
        }
        ClassifierTrainer trainer = checked(() -> {
            ClassifierTrainer.Builder builder = fitting.applyTo(network.classifierTrainer(data, isText()), data);
            return builder.transform(isText() ? weights : null).build();
        });
        return run(
                checkpoint,
                listener -> table == null
                        ? trainer.fit(data, listener, checkpoint.file(), team)
                        : trainer.fit(table, listener, checkpoint.file(), team));
    }

    /** Fits codes in which near means similar, or continues from the checkpoint. */
    FittedModel similarity(SimilarityTrainingOptions similarity, Checkpointing checkpoint) {
        Pairs pairs = similarity.pairs();
        SimilarityTrainer trainer = checked(() -> similarity
                .apply(fitting.applyTo(network.similarityTrainer(data, isText())), data)
                .transform(isText() ? weights : null)
                .build());
        return run(
                checkpoint,
                listener -> table == null
                        ? trainer.fit(data, pairs, listener, checkpoint.file(), team)
                        : trainer.fit(table, pairs, listener, checkpoint.file(), team));
    }

    /** Fits a single RBM, or continues from the checkpoint. */
    FittedModel rbm(Checkpointing checkpoint) {
        Likelihood likelihood = network.likelihood(isText());
        boolean fractions = likelihood == null
                ? table == null && Summary.areFractions(data.rows())
                : likelihood == Likelihood.BERNOULLI;
        Units hidden = network.rbmUnits();
        RbmTrainer trainer = checked(() -> fitting.applyTo(
                        RbmTrainer.builder(network.units("rbm", columns())),
                        !fractions || hidden == Units.GAUSSIAN,
                        columns())
                .hiddenUnits(hidden)
                .likelihood(likelihood)
                .steps(rbm.steps())
                .persistentChains(rbm.chains(fitting.rbmBatchSize()))
                .transform(isText() ? weights : null)
                .build());
        return run(checkpoint, listener -> fit(trainer, listener, checkpoint));
    }

    /** Fits a dictionary with a coder of sparse codes, or continues from the checkpoint. */
    FittedModel sparse(SparseOptions sparse, Checkpointing checkpoint) {
        SparseDecompositionTrainer trainer = checked(() -> fitting.applyTo(sparse.trainer(network.atoms(columns())))
                .transform(isText() ? weights : null)
                .build());
        return run(checkpoint, listener -> fit(trainer, listener, checkpoint));
    }

    /** Fits principal components. */
    FittedModel principalComponents() {
        progress.show("principal components", 0);
        Transform transform = table == null ? weights : table.encoding().standardization(data.rows());
        Rows rows = data.rows().transformed(transform);
        PrincipalComponents components =
                PrincipalComponents.fit(table == null ? rows : rows.completed(), network.units("pca", columns()), team);
        FitDescription fit = FitDescription.closedForm(Likelihood.GAUSSIAN.name(), options, fitting.seed());
        FittedModel fitted = new FittedModel(components, transform, DataDescription.of(data), fit);
        if (table != null) {
            return binarized(fitted.withTable(table.encoding()));
        }
        return binarized(data.text() == null ? fitted : fitted.withText(data.text()));
    }

    /** Fits a hash function. */
    FittedModel hasher(HashingMethod<?> method) {
        progress.show("hash function", 0);
        HashTrainer trainer = HashTrainer.of(method).withTransform(weights);
        return (table == null ? trainer.fit(data, team) : trainer.fit(table, team)).withOptions(options);
    }

    /** With what makes codes binary, unless its trainer chose that. */
    private FittedModel binarized(FittedModel saved) {
        if (saved.thresholds() != null || saved.bareModel().codeSize() > BinaryCodes.MAX_BITS) {
            return saved;
        }
        Rows rows = data.rows();
        return saved.binarized(rows.select(rows.evenRows(SAMPLE)), team);
    }

    private boolean isText() {
        return data.text() != null;
    }

    private int columns() {
        return data.rows().columns();
    }

    /** Options that contradict each other are bad input. */
    private static <T> T checked(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (ArithmeticException e) {
            throw new InputException(
                    "--batch-size", "", "is too large for layers as wide as these", "give a smaller one", e);
        } catch (IllegalArgumentException e) {
            throw new InputException("options", "", String.valueOf(e.getMessage()), "see hourglass train --help", e);
        }
    }

    private FittedModel run(Checkpointing checkpoint, Function<Listener, FittedModel> fit) {
        checkpoint.begin();
        checkpoint.requireRoom(bytes());
        FittedModel fitted = interruption.run(
                progress,
                listener -> checked(() -> live == null ? fit.apply(listener) : live.follow(listener, fit)),
                "its state is in %s; give the same command with --resume to continue".formatted(checkpoint.file()));
        return binarized(fitted.withOptions(options));
    }

    private long bytes() {
        return Float.BYTES * network.layers(columns()).weights(columns()) * COPIES;
    }
}
