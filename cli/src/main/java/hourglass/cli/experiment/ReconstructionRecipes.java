package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.data.file.Split;
import hourglass.data.generated.Curves;
import hourglass.network.LayerSpec;
import hourglass.objective.Likelihood;
import hourglass.optim.Adam;
import hourglass.similarity.ImageViews;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.WeightInitializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Experiments about how well codes reconstruct. */
final class ReconstructionRecipes {
    private static final ImageShape DIGIT = new ImageShape(28, 28, 1);
    /** Half of the digits stay as they are, since blended pixels are smoother than those to be measured. */
    private static final ImageViews DIGIT_VIEWS = new ImageViews(DIGIT, 0.5, 7, 0.07, 0.07, 0.6, 0, 0, 0, 0.5);

    private ReconstructionRecipes() {}

    /** Science 313, 2006, figure 2B; Martens, ICML 2010, table 2. */
    static Experiment mnist(Experiments.Request request) {
        return mnist("MNIST digits, 30 numbers an image", dense(request, 60).build(), request);
    }

    /**
     * The same, but half of the digits are turned, scaled, bent and moved a little, others in each epoch. The published ones were
     * fitted to the digits as they are.
     */
    static Experiment mnistViews(Experiments.Request request) {
        return mnist(
                "MNIST digits and views of them, 30 numbers an image",
                dense(request, 100).augmentation(DIGIT_VIEWS).build(),
                request);
    }

    /** The same views by another network, which sees pixels as an image. */
    static Experiment mnistConvolutional(Experiments.Request request) {
        AutoencoderTrainer.Builder convolutions = AutoencoderTrainer.builder(
                        DIGIT, LayerSpec.parse("32c5s2p2-64c5s2p2-500-30"))
                .initialization(new Initialization.Random(WeightInitializer.HE))
                .augmentation(DIGIT_VIEWS);
        return mnist(
                "MNIST digits and views of them by convolutions, 30 numbers an image",
                fitted(convolutions, request, 60).build(),
                request);
    }

    private static AutoencoderTrainer.Builder dense(Experiments.Request request, int epochs) {
        return fitted(
                AutoencoderTrainer.builder(1000, 500, 250, 30).initialization(new Initialization.PrincipalComponents()),
                request,
                epochs);
    }

    private static AutoencoderTrainer.Builder fitted(
            AutoencoderTrainer.Builder builder, Experiments.Request request, int epochs) {
        return builder.optimizer(Adam.of(5e-3).withWeightDecay(0.1))
                .epochs(request.epochsOr(epochs))
                .validationShare(0)
                .seed(request.seed());
    }

    private static Experiment mnist(String title, AutoencoderTrainer trainer, Experiments.Request request) {
        return new DeepAgainstPca(
                title,
                new Transform.Identity(),
                request.data().mnist(Split.TRAIN),
                request.data().mnist(Split.TEST),
                trainer,
                List.of(
                        new Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 3.00),
                        new Published("Martens 2010, RBMs and Hessian-free, L2", 2.28)),
                13.87);
    }

    /** Science 313, 2006, figure 2A; Martens, ICML 2010, table 2. The curves are our own drawing of theirs. */
    static Experiment curves(Experiments.Request request) {
        return curves(request, "Curves, 6 numbers an image", 20_000, 400);
    }

    /** The same with 20 times the curves, three times as many in all epochs together; the published ones were fitted to 20,000. */
    static Experiment moreCurves(Experiments.Request request) {
        return curves(request, "400,000 curves, 6 numbers an image", 400_000, 60);
    }

    private static Experiment curves(Experiments.Request request, String title, int count, int epochs) {
        return new DeepAgainstPca(
                title,
                new Transform.Identity(),
                Curves.of(count, request.seed()),
                Curves.of(10_000, request.seed() + 1),
                AutoencoderTrainer.builder(400, 200, 100, 50, 25, 6)
                        .initialization(new Initialization.PrincipalComponents())
                        .optimizer(Adam.of(8e-3).withWeightDecay(0.1))
                        .epochs(request.epochsOr(epochs))
                        .validationShare(0)
                        .seed(request.seed())
                        .build(),
                List.of(
                        new Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 1.44),
                        new Published("Martens 2010, random start and Hessian-free", 0.20)),
                Double.NaN);
    }

    /** Science 313, 2006, figure 2C; Martens, ICML 2010, table 2. 30 people to learn from, 10 others to measure. */
    static Experiment faces(Experiments.Request request) {
        return faces(request, "Patches of faces, 30 numbers an image", null);
    }

    /**
     * The same, but most of the patches are mirrored, scaled, bent and moved a little, others in each epoch, so that there are more
     * faces than those of 30 people. The published ones were fitted to the patches as they are.
     */
    static Experiment facesViews(Experiments.Request request) {
        ImageViews views = new ImageViews(new ImageShape(25, 25, 1), 0.5, 0, 0.1, 0.1, 1, 0, 0.5, 0, 0.3);
        return faces(request, "Patches of faces and views of them, 30 numbers an image", views);
    }

    private static Experiment faces(Experiments.Request request, String title, @Nullable ImageViews views) {
        Dataset faces = request.data().olivetti();
        Dataset training = FacePatches.of(faces, 0, 300, 414, request.seed());
        return new DeepAgainstPca(
                title,
                Standardization.fit(training.rows()).withCommonDeviation(),
                training,
                FacePatches.of(faces, 300, 400, 414, request.seed() + 1),
                AutoencoderTrainer.builder(2000, 1000, 500, 30)
                        .likelihood(Likelihood.GAUSSIAN)
                        .initialization(new Initialization.PrincipalComponents())
                        .optimizer(Adam.of(1e-3).withWeightDecay(2))
                        .augmentation(views)
                        .epochs(request.epochsOr(8))
                        .validationShare(0)
                        .seed(request.seed())
                        .build(),
                List.of(
                        new Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 126),
                        new Published("Martens 2010, random start and Hessian-free, L2", 122)),
                135);
    }

    /** Baldi and Hornik, Neural Networks 2, 1989. */
    static Experiment linear(Experiments.Request request) {
        return new LinearExperiment(
                request.data().mnist(Split.TRAIN),
                AutoencoderTrainer.builder(30)
                        .likelihood(Likelihood.GAUSSIAN)
                        .tied(false)
                        .initialization(new Initialization.Random(WeightInitializer.GLOROT))
                        .optimizer(Adam.of(1e-3))
                        .epochs(request.epochsOr(30))
                        .validationShare(0)
                        .seed(request.seed())
                        .build());
    }
}
