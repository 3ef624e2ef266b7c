package hourglass.train;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.MapShape;
import hourglass.model.Network;
import hourglass.objective.Reconstruction;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One fit of an {@link AutoencoderTrainer}: pretraining, if it has one, and fine-tuning. */
final class AutoencoderRun {
    private AutoencoderRun() {}

    static Outcome<Autoencoder> of(
            AutoencoderTrainer trainer, Rows data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        Stages stages = new Stages(trainer.toString(), data, listener, checkpoint);
        TrainingOptions options = trainer.options();
        Prepared prepared = Prepared.of(data, trainer.observation(), options.seed());
        Prepared.Split split = prepared.split(trainer.validationShare());
        Pretraining pretraining = new Pretraining(
                trainer.shape() == null ? MapShape.of(data.columns()) : trainer.shape(),
                trainer.layers(),
                trainer.activation(),
                trainer.codeActivation(),
                trainer.tied(),
                split.training(),
                prepared.observation(),
                options.seed(),
                stages,
                team);
        Autoencoder started = pretraining.run(trainer.start());
        Network network = started.network();
        float[] parameters = started.parameters();
        Reconstruction objective = new Reconstruction(
                network,
                prepared.observation(),
                trainer.regularization(),
                trainer.missing(),
                options.batchSize(),
                team);
        Training<?> fineTuning = new Training<>(
                "fine-tuning",
                objective,
                trainer.optimizer(),
                parameters,
                split.training(),
                split.validation(),
                options);
        Stop stop = stages.run(fineTuning, true);
        return new Outcome<>(
                new Autoencoder(network, parameters),
                prepared.transform(),
                prepared.observation(),
                stages.done(),
                stop);
    }
}
