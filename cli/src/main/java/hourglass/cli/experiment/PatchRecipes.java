package hourglass.cli.experiment;

import static hourglass.network.Activation.RELU;
import static hourglass.network.Activation.SIGMOID;

import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.data.generated.ImagePatches;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.Whitening;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Rbm;
import hourglass.network.Activation;
import hourglass.objective.Corruption;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.Sgd;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.RbmTrainer;
import hourglass.train.SparseDecompositionTrainer;
import hourglass.train.WeightInitializer;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/** Experiments on whitened patches of natural images. */
final class PatchRecipes {
    private static final int SIDE = 12;
    private static final int TRAINING = 50_000;
    private static final int HELD = 5_000;
    /**
     * What whitening adds to every variance, over the mean variance of a pixel: what varies less, much of it grain, stays
     * small.
     */
    private static final double REGULARIZER = 1;

    /**
     * The variance of the whitened images that Olshausen and Field's program sparsenet reads. The noise of 0.5 of Vincent et al. is
     * 1.6 times the deviation of their pixels.
     */
    private static final double PIXEL_VARIANCE = 0.1;

    /** Alpha, between code and prediction: a stronger one costs more of the objective than it gains in prediction. */
    private static final double PULL = 10;

    private static final String DATA = ("%,d patches of 12x12 pixels from the ten images of Olshausen and Field, each"
                    + " less its mean, whitened to unit variance in the directions that vary most (ZCA)")
            .formatted(TRAINING);

    /** Patches, and the whitening fitted to those to learn from. */
    private record Patches(Dataset training, Dataset held, Whitening whitening) {
        static Patches of(Experiments.Request request) {
            Dataset images = request.data().olshausen();
            Dataset training = ImagePatches.of(images, SIDE, TRAINING, request.seed(), true);
            Dataset held = ImagePatches.of(images, SIDE, HELD, request.seed() + 1, true);
            Rows pixels = Rows.of(training.rows().toArray(), training.rows().columns());
            try (ThreadTeam one = ThreadTeam.of(1)) {
                return new Patches(training, held, Whitening.zca(pixels, REGULARIZER * variance(pixels), one));
            }
        }

        private static double variance(Rows pixels) {
            double squares = 0;
            for (float value : pixels.toArray()) {
                squares += (double) value * value;
            }
            return squares / pixels.count() / pixels.columns();
        }
    }

    private PatchRecipes() {}

    /** Kavukcuoglu, Ranzato, LeCun, arXiv 1010.3467, 2010, at three prices of codes. */
    static Experiment sparse(Experiments.Request request) {
        Patches patches = Patches.of(request);
        int epochs = request.epochsOr(30);
        List<SparseDecompositionTrainer> trainers = DoubleStream.of(0.3, 0.15, 0.6)
                .mapToObj(lambda -> SparseDecompositionTrainer.builder(256)
                        .lambda(lambda)
                        .alpha(PULL)
                        .transform(new Transform.Identity())
                        .optimizer(Adam.of(1e-2))
                        .epochs(epochs)
                        .seed(request.seed())
                        .build())
                .toList();
        return new SparseExperiment(
                patches.whitening(),
                patches.training(),
                patches.held(),
                trainers,
                DATA
                        + "; 256 atoms, codes without negative numbers, predicted by one layer of rectified units, alpha"
                        + " %.0f, %d epochs. The optimal code is by coordinate descent, to a duality gap of 1e-5 of the"
                                .formatted(PULL, epochs)
                        + " objective. Predicted codes are scaled by one number, to explain as much of the fitted patches as"
                        + " optimal ones. Encoders of more steps are unrolled from that one, and fitted to the objective in as many epochs. The paper's encoder is a scaled tanh, and its codes have signs.");
    }

    /** Vincent et al., JMLR 11, 2010, section 5.1, with PCA and an RBM beside. */
    static Experiment filters(Experiments.Request request) {
        Dataset images = OlshausenWhitening.of(request.data().olshausen(), PIXEL_VARIANCE);
        Dataset training = ImagePatches.of(images, SIDE, TRAINING, request.seed(), false);
        int epochs = request.epochsOr(25);
        Regularization noise = Regularization.of(new Corruption.Gaussian(0.5));
        List<FilterExperiment.Contender> contenders = List.of(
                new FilterExperiment.Contender(
                        "PCA, 100 components",
                        (rows, listener, checkpoint, team) -> PrincipalComponents.fit(rows, 100, team)),
                layer("autoencoder", SIGMOID, request, epochs, Regularization.NONE),
                layer("weight decay", SIGMOID, request, epochs, Regularization.NONE.withWeightCost(0.003)),
                layer("Gaussian noise of 0.5", SIGMOID, request, epochs, noise),
                layer("Gaussian noise of 0.5, rectified", RELU, request, epochs, noise),
                layer("55 % masked", SIGMOID, request, epochs, Regularization.of(new Corruption.Masking(0.55))),
                rbm(request, epochs));
        return new FilterExperiment(
                "Filters of natural images",
                whole(training),
                whole(ImagePatches.of(images, SIDE, HELD, request.seed() + 1, false)),
                Objects.requireNonNull(training.imageShape(), "images"),
                contenders,
                true,
                "%,d patches of 12x12 pixels from the ten images of Olshausen and Field, whitened as they did, with a pixel variance of %s; 200 units, sigmoid unless stated otherwise, tied weights, linear output, squared error, %d epochs; after section 5.1 of Vincent et al., JMLR 11, 2010."
                        .formatted(TRAINING, PIXEL_VARIANCE, epochs));
    }

    private static Rows whole(Dataset patches) {
        return Rows.of(patches.rows().toArray(), patches.rows().columns());
    }

    private static FilterExperiment.Contender layer(
            String name,
            Activation activation,
            Experiments.Request request,
            int epochs,
            Regularization regularization) {
        AutoencoderTrainer trainer = AutoencoderTrainer.builder(200)
                .codeActivation(activation)
                .likelihood(Likelihood.GAUSSIAN)
                .initialization(new Initialization.Random(WeightInitializer.GLOROT))
                .optimizer(Adam.of(1e-2))
                .regularization(regularization)
                .epochs(epochs)
                .validationShare(0)
                .seed(request.seed())
                .build();
        return new FilterExperiment.Contender(
                name, (rows, listener, checkpoint, team) -> trainer.fit(rows, listener, checkpoint, team)
                        .bareModel(Autoencoder.class));
    }

    private static FilterExperiment.Contender rbm(Experiments.Request request, int epochs) {
        RbmTrainer trainer = RbmTrainer.builder(200)
                .likelihood(Likelihood.GAUSSIAN)
                .optimizer(Sgd.of(0.01, 0.9).withWeightDecay(0.001))
                .epochs(epochs)
                .seed(request.seed())
                .build();
        return new FilterExperiment.Contender(
                "RBM, Gaussian pixels, CD-1",
                (rows, listener, checkpoint, team) ->
                        trainer.fit(rows, listener, checkpoint, team).bareModel(Rbm.class));
    }
}
