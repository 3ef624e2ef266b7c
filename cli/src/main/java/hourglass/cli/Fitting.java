package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Transform;
import hourglass.matrix.ThreadTeam;
import hourglass.model.DataDescription;
import hourglass.model.FitDescription;
import hourglass.model.Model;
import hourglass.model.PrincipalComponents;
import hourglass.model.SavedModel;
import hourglass.objective.Observation;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Listener;
import hourglass.train.Step;
import hourglass.train.StoppedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The work of {@link TrainCommand}: data to a fitted model, with progress on the terminal and a clean stop on Ctrl-C.
 *
 * @param data to fit to
 * @param network what is trained
 * @param fitting how
 * @param options all that the user chose, to be kept with the model
 * @param team the threads that share the work
 * @param progress shows how far it is
 * @param interruption Ctrl-C
 */
record Fitting(
        Dataset data,
        NetworkOptions network,
        FittingOptions fitting,
        Map<String, Object> options,
        ThreadTeam team,
        Progress progress,
        Interruption interruption) {
    /** Autoencoders keep copies of their parameters for the optimiser and, with patience, the best so far. */
    private static final int COPIES = 5;

    /** Fits a deep autoencoder, or goes on with that from the checkpoint. */
    SavedModel autoencoder(Checkpointing checkpoint) {
        AutoencoderTrainer trainer = trainer();
        Observation said = trainer.observation();
        if (said != null) {
            ObservationCheck.require(data, said);
        }
        checkpoint.begin();
        Destination.requireRoom(checkpoint.file(), bytes());
        LastStep last = new LastStep();
        interruption.watch();
        try {
            return trainer.fit(data.rows(), last, checkpoint.file(), team)
                    .saved(data, options, fitting.seed(), Version.number(), Instant.now());
        } catch (StoppedException e) {
            progress.end();
            throw new Stopped(
                    "stopped in %s; its state is in %s: give the same command with --resume to go on from there"
                            .formatted(last, checkpoint.file()));
        }
    }

    private AutoencoderTrainer trainer() {
        try {
            return fitting.apply(network.trainer(data.rows().columns())).build();
        } catch (IllegalArgumentException e) {
            throw new InputException("options", "", String.valueOf(e.getMessage()), "see hourglass train --help", e);
        }
    }

    private long bytes() {
        long weights = 0;
        long below = data.rows().columns();
        for (int size : network.layers(data.rows().columns()).sizes()) {
            weights += 2 * below * size;
            below = size;
        }
        return Float.BYTES * weights * COPIES;
    }

    /** Fits principal components. */
    SavedModel principalComponents() {
        progress.show("principal components", 0);
        int code = network.layers(data.rows().columns()).code();
        PrincipalComponents components = PrincipalComponents.fit(data.rows(), code, team);
        return saved(components, new Transform.Identity(), Observation.GAUSSIAN, List.of());
    }

    /** Fits a single restricted Boltzmann machine. */
    SavedModel machine() {
        MachineFit fit = MachineFit.on(data.rows(), network);
        ObservationCheck.require(data, fit.observation());
        LastStep last = new LastStep();
        interruption.watch();
        MachineFit.Fitted fitted = fit.run(data.rows(), fitting, last, team);
        progress.end();
        if (fitted == null) {
            throw new Stopped("stopped in %s; nothing was written".formatted(last));
        }
        return saved(
                fitted.machine(),
                fit.transform(),
                fit.observation(),
                List.of(fitted.stage().description()));
    }

    private SavedModel saved(
            Model model, Transform transform, Observation observation, List<FitDescription.Stage> stages) {
        FitDescription fit = new FitDescription(
                observation.name(), options, fitting.seed(), Version.number(), Instant.now(), stages);
        return new SavedModel(model, transform, DataDescription.of(data), fit);
    }

    /** Passes steps on to the bar, and the wish to stop back. */
    private final class LastStep implements Listener {
        private @Nullable Step step;

        @Override
        public boolean onStep(Step now) {
            step = now;
            return progress.onStep(now) && !interruption.isAsked();
        }

        @Override
        public String toString() {
            return step == null
                    ? "the beginning"
                    : "%s, epoch %d of %d, batch %d of %d"
                            .formatted(step.stage(), step.epoch(), step.epochs(), step.batch(), step.batches());
        }
    }
}
