package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.file.Split;
import hourglass.model.Autoencoder;
import hourglass.model.Rbm;
import hourglass.network.Activation;
import hourglass.objective.Contraction;
import hourglass.objective.Corruption;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.objective.Sparsity;
import hourglass.optim.Adam;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.RbmTrainer;
import hourglass.train.WeightInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Experiments about what filters look like. */
final class FilterRecipes {
    private FilterRecipes() {}

    /** Vincent et al., JMLR 11, 2010, figure 7, with an RBM beside. */
    static Experiment digits(Experiments.Request request) {
        List<FilterExperiment.Contender> contenders = new ArrayList<>();
        for (int percent : new int[] {0, 25, 50}) {
            Regularization noise = Regularization.of(new Corruption.Masking(percent / 100.0));
            contenders.add(
                    layer("autoencoder, %d %% of the pixels masked".formatted(percent), request, 500, 20, true, noise));
        }
        contenders.add(new FilterExperiment.Contender(
                "RBM, CD-1", (rows, listener, checkpoint, team) -> RbmTrainer.builder(500)
                        .epochs(request.epochsOr(20))
                        .seed(request.seed())
                        .build()
                        .fit(rows, listener, checkpoint, team)
                        .bareModel(Rbm.class)));
        return onDigits(
                "Filters of digits",
                request,
                contenders,
                "500 sigmoid units, tied weights, cross-entropy, %d epochs; after figure 7 of Vincent et al., JMLR 11, 2010."
                        .formatted(request.epochsOr(20)));
    }

    /** The same overcomplete code without and with each constraint. */
    static Experiment overcomplete(Experiments.Request request) {
        int units = 1000;
        int epochs = 10;
        List<FilterExperiment.Contender> contenders = List.of(
                layer("undercomplete: 100 units", request, 100, epochs, true, Regularization.NONE),
                layer("tied, no constraint", request, units, epochs, true, Regularization.NONE),
                layer("untied, no constraint", request, units, epochs, false, Regularization.NONE),
                layer("weight cost", request, units, epochs, true, Regularization.NONE.withWeightCost(1e-3)),
                layer("masking", request, units, epochs, true, Regularization.of(new Corruption.Masking(0.5))),
                layer("contraction", request, units, epochs, true, Regularization.of(new Contraction.Exact(0.1))),
                layer(
                        "sparsity",
                        request,
                        units,
                        epochs,
                        true,
                        Regularization.of(new Sparsity.KullbackLeibler(0.02, 1))));
        return onDigits(
                "Overcomplete codes",
                request,
                contenders,
                "%d sigmoid units on 784 pixels, cross-entropy, %d epochs.".formatted(units, request.epochsOr(epochs)));
    }

    private static Experiment onDigits(
            String title, Experiments.Request request, List<FilterExperiment.Contender> contenders, String protocol) {
        Dataset training = request.data().mnist(Split.TRAIN);
        return new FilterExperiment(
                title,
                training.rows(),
                request.data().mnist(Split.TEST).rows(),
                Objects.requireNonNull(training.imageShape(), "images"),
                contenders,
                false,
                protocol);
    }

    /** An autoencoder of one layer of sigmoid units. */
    private static FilterExperiment.Contender layer(
            String name,
            Experiments.Request request,
            int units,
            int epochs,
            boolean tied,
            Regularization regularization) {
        AutoencoderTrainer trainer = AutoencoderTrainer.builder(units)
                .codeActivation(Activation.SIGMOID)
                .likelihood(Likelihood.BERNOULLI)
                .tied(tied)
                .initialization(new Initialization.Random(WeightInitializer.GLOROT))
                .optimizer(Adam.of(1e-3))
                .regularization(regularization)
                .epochs(request.epochsOr(epochs))
                .validationShare(0)
                .seed(request.seed())
                .build();
        return new FilterExperiment.Contender(
                name, (rows, listener, checkpoint, team) -> trainer.fit(rows, listener, checkpoint, team)
                        .bareModel(Autoencoder.class));
    }
}
