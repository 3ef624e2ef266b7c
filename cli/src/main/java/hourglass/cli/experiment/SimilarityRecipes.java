package hourglass.cli.experiment;

import hourglass.cli.experiment.NeighborExperiment.Contender;
import hourglass.cli.experiment.NeighborExperiment.Part;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.data.file.Split;
import hourglass.decomposition.LinearDiscriminants;
import hourglass.decomposition.PrincipalComponents;
import hourglass.model.Model;
import hourglass.network.LayerSpec;
import hourglass.objective.Likelihood;
import hourglass.optim.Adam;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.random.Seeds;
import hourglass.similarity.ImageViews;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.SimilarityTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Experiments about codes of MNIST in which near is to mean of the same class. */
final class SimilarityRecipes {
    private static final String PAPER = "Salakhutdinov & Hinton 2007";
    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
    private static final int[] LAYERS = {500, 500, 2000, 30};
    private static final int SPLIT_CODE = 50;
    private static final int COMPARED = 30;
    private static final int EPOCHS = 40;
    private static final SimilarityLoss NCA = new SimilarityLoss.Neighbourhood(true);
    private static final SimilarityLoss AGREEMENT = new SimilarityLoss.Agreement(0.1);

    private static final String PROTOCOL =
            "MNIST, all 60,000 images fitted, each of 10,000 test images takes the class that most of its k nearest codes have, of"
                    + " equal votes that of the nearest. The loss is the logarithmic form of neighbourhood component"
                    + " analysis, by Adam from a random start on batches of 300; where views are named, each image is moved,"
                    + " turned and bent a little, another way in each epoch, which the paper does not do. It starts with RBMs, and takes"
                    + " conjugate gradients on batches of 5,000.";

    private SimilarityRecipes() {}

    /** AISTATS 2007, section 4 and figure 3. */
    static Experiment nca(Experiments.Request request) {
        Dataset digits = request.data().mnist(Split.TRAIN);
        return experiment(
                "Neighbourhood component analysis",
                request,
                List.of(
                        similarity(
                                digits,
                                dense(request, EPOCHS, LAYERS).objective(viewed(SimilarityOptions.of(NCA))),
                                published("784-500-500-2000-30, NCA, views", 1.08, 1.00, 1.03, 1.01)),
                        similarity(
                                digits,
                                dense(request, 20, LAYERS).objective(SimilarityOptions.of(NCA)),
                                published("784-500-500-2000-30, NCA", 1.08, 1.00, 1.03, 1.01)),
                        similarity(
                                digits,
                                dense(request, 20, 30).objective(SimilarityOptions.of(NCA)),
                                published("784-30, linear NCA", 2.68, 2.45, 2.60, 2.64)),
                        autoencoder(request, digits),
                        new Contender(
                                digits,
                                (data, listener, checkpoint, team) -> closedForm(
                                        new LinearDiscriminants(0.01).fit(data.labelledRows(), 9, team), data),
                                List.of(Part.whole("784-9, linear discriminants"))),
                        new Contender(
                                digits,
                                (data, listener, checkpoint, team) ->
                                        closedForm(PrincipalComponents.fit(data.rows(), 30, team), data),
                                List.of(published("784-30, PCA", 2.82, 2.59, 2.45, 2.49)))));
    }

    /** AISTATS 2007, section 5: the objective sees 30 units of 50, all 50 reconstruct. */
    static Experiment split(Experiments.Request request) {
        Dataset digits = request.data().mnist(Split.TRAIN);
        SimilarityOptions options = viewed(SimilarityOptions.of(NCA, 0.99)).withCompared(COMPARED);
        return experiment(
                "A code of two parts",
                request,
                List.of(similarity(
                        digits,
                        dense(request, EPOCHS, 500, 500, 2000, SPLIT_CODE).objective(options),
                        new Part("first 30 units of 50", 0, COMPARED, List.of(1.00, 0.97, 0.98, 0.97), PAPER),
                        new Part(
                                "last 20 units",
                                COMPARED,
                                SPLIT_CODE,
                                List.of(Double.NaN, 4.3, Double.NaN, Double.NaN),
                                PAPER),
                        Part.whole("all 50 units"))));
    }

    /** Siamese networks and agreement of views on the same network. */
    static Experiment siamese(Experiments.Request request) {
        Dataset digits = request.data().mnist(Split.TRAIN);
        return experiment(
                "Siamese networks and agreement",
                request,
                List.of(
                        similarity(
                                digits,
                                dense(request, EPOCHS, LAYERS)
                                        .objective(
                                                viewed(SimilarityOptions.of(new SimilarityLoss.Contrastive(4, false)))),
                                Part.whole("784-500-500-2000-30, contrastive, views")),
                        similarity(
                                digits,
                                dense(request, EPOCHS, LAYERS)
                                        .objective(viewed(SimilarityOptions.of(new SimilarityLoss.Triplet(1, false)))),
                                Part.whole("784-500-500-2000-30, triplet, views")),
                        similarity(
                                digits,
                                dense(request, EPOCHS, LAYERS).objective(viewed(SimilarityOptions.of(AGREEMENT))),
                                Part.whole("784-500-500-2000-30, agreement, no classes")),
                        autoencoder(request, digits)));
    }

    /** A convolutional encoder with the same objectives. */
    static Experiment convolutional(Experiments.Request request) {
        Dataset digits = request.data().mnist(Split.TRAIN);
        return experiment(
                "Convolutional codes",
                request,
                List.of(
                        similarity(
                                digits,
                                convolutions(request).objective(viewed(SimilarityOptions.of(NCA))),
                                Part.whole("16c5-p2-32c5-p2-256-30, NCA, views")),
                        similarity(
                                digits,
                                convolutions(request).objective(viewed(SimilarityOptions.of(AGREEMENT))),
                                Part.whole("16c5-p2-32c5-p2-256-30, agreement, no classes"))));
    }

    /** AISTATS 2007, figure 4: a random share of each class has labels. */
    static Experiment fewLabels(Experiments.Request request) {
        Dataset digits = request.data().mnist(Split.TRAIN);
        List<Contender> contenders = new ArrayList<>();
        fewLabels(contenders, request, digits, 1, List.of(8.8, 8.95, 9.1, 9.1), List.of(13.7, 14.75, 14.6, 15.4));
        fewLabels(contenders, request, digits, 5, List.of(3.45, 3.57, 3.45, 3.25), List.of(7.35, 7.2, 7.55, 7.6));
        fewLabels(contenders, request, digits, 10, List.of(2.63, 2.53, 2.55, 2.65), List.of(5.88, 5.88, 5.93, 6.12));
        return experiment("Labels for a few", request, contenders);
    }

    private static void fewLabels(
            List<Contender> contenders,
            Experiments.Request request,
            Dataset digits,
            int percent,
            List<Double> nca,
            List<Double> pixels) {
        Labels labels = few(Objects.requireNonNull(digits.labels(), "classes"), percent, request.seed());
        Dataset some = digits.withLabels(labels);
        contenders.add(similarity(
                some,
                dense(request, 12, LAYERS).objective(viewed(SimilarityOptions.of(NCA, 0.99))),
                new Part(percent + " % labels, NCA and reconstruction, views", 0, 0, nca, PAPER)));
        contenders.add(similarity(
                some,
                dense(request, 12, LAYERS)
                        .objective(viewed(SimilarityOptions.of(NCA).with(AGREEMENT, 1))),
                new Part(percent + " % labels, NCA and agreement", 0, 0, nca, PAPER)));
        contenders.add(new Contender(
                some,
                (data, listener, checkpoint, team) -> closedForm(PrincipalComponents.fit(data.rows(), 30, team), data),
                List.of(new Part(percent + " % labels, PCA (published: pixels)", 0, 0, pixels, PAPER))));
    }

    /** A random share of each class keeps its label. */
    private static Labels few(Labels labels, int percent, long seed) {
        int[] classes = labels.classes().clone();
        for (int one = 0; one < labels.names().size(); one++) {
            int wanted = one;
            int[] rows = IntStream.range(0, classes.length)
                    .filter(row -> labels.classes()[row] == wanted)
                    .toArray();
            SplittableRandom random = Seeds.random(seed, one);
            int kept = Math.round(rows.length * percent / 100f);
            for (int i = 0; i < rows.length; i++) {
                int other = i + random.nextInt(rows.length - i);
                int row = rows[other];
                rows[other] = rows[i];
                rows[i] = row;
                if (i >= kept) {
                    classes[row] = Rows.UNLABELLED;
                }
            }
        }
        return new Labels(classes, labels.names());
    }

    private static Contender autoencoder(Experiments.Request request, Dataset digits) {
        AutoencoderTrainer trainer = AutoencoderTrainer.builder(LAYERS)
                .learningRate(1e-3)
                .epochs(request.epochsOr(20))
                .validationShare(0)
                .seed(request.seed())
                .build();
        return new Contender(
                digits, trainer::fit, List.of(published("784-500-500-2000-30, autoencoder", 2.63, 2.40, 2.39, 2.34)));
    }

    private static Contender similarity(Dataset data, SimilarityTrainer.Builder builder, Part... parts) {
        SimilarityTrainer trainer = builder.build();
        return new Contender(data, trainer::fit, Arrays.asList(parts));
    }

    private static SimilarityTrainer.Builder dense(Experiments.Request request, int epochs, int... layers) {
        return fitted(SimilarityTrainer.builder(layers), request, epochs);
    }

    private static SimilarityTrainer.Builder convolutions(Experiments.Request request) {
        return fitted(SimilarityTrainer.builder(SHAPE, LayerSpec.parse("16c5-p2-32c5-p2-256-30")), request, EPOCHS / 4);
    }

    private static SimilarityTrainer.Builder fitted(
            SimilarityTrainer.Builder builder, Experiments.Request request, int epochs) {
        return builder.optimizer(Adam.of(1e-3).withWeightDecay(0.05))
                .batchSize(300)
                .epochs(request.epochsOr(epochs))
                .validationShare(0)
                .seed(request.seed());
    }

    private static SimilarityOptions viewed(SimilarityOptions options) {
        return options.withViews(ImageViews.gentle(SHAPE));
    }

    private static Part published(String name, Double... errors) {
        return new Part(name, 0, 0, List.of(errors), PAPER);
    }

    /** A model that has no training to describe. */
    private static FittedModel closedForm(Model model, Dataset data) {
        FitDescription fit = FitDescription.closedForm(Likelihood.GAUSSIAN.name(), Map.of(), 0);
        return new FittedModel(model, new Transform.Identity(), DataDescription.of(data), fit);
    }

    private static Experiment experiment(String title, Experiments.Request request, List<Contender> contenders) {
        return new NeighborExperiment(title, request.data().mnist(Split.TEST), contenders, PROTOCOL);
    }
}
