package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.Standardization;
import hourglass.hashing.BinaryReconstructiveEmbeddings;
import hourglass.hashing.CcaIterativeQuantization;
import hourglass.hashing.HashingMethod;
import hourglass.hashing.IterativeQuantization;
import hourglass.hashing.MinimalLossHashing;
import hourglass.hashing.RandomHyperplanes;
import hourglass.hashing.RandomRotation;
import hourglass.hashing.SpectralHashing;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.objective.Corruption;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.persistence.FittedModel;
import hourglass.similarity.ImageViews;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.similarity.Views;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.HashTrainer;
import hourglass.train.Listener;
import hourglass.train.NetworkTrainerBuilder;
import hourglass.train.SimilarityTrainer;

/** The methods of {@link ImageHashingExperiment}, those that learn without classes first. */
enum HashingContender {
    LSH("LSH", false, hashing((bits, seed) -> RandomHyperplanes.of(bits).withSeed(seed))),
    ROTATION("random rotation", false, hashing((bits, seed) -> RandomRotation.of(bits)
            .withSeed(seed))),
    SPECTRAL("spectral hashing", false, hashing((bits, seed) -> SpectralHashing.of(bits))),
    ITQ("ITQ", false, hashing((bits, seed) -> IterativeQuantization.of(bits).withSeed(seed))),
    BRE("BRE", false, hashing((bits, seed) -> BinaryReconstructiveEmbeddings.of(bits)
            .withSeed(seed))),
    MLH("MLH", false, hashing((bits, seed) -> MinimalLossHashing.of(bits).withSeed(seed))),
    AUTOENCODER("autoencoder", false, HashingContender::autoencoder),
    AGREEMENT("agreement", false, HashingContender::agreement),
    CLASS_BRE("BRE, classes", true, hashing((bits, seed) -> BinaryReconstructiveEmbeddings.of(bits)
            .withLabels()
            .withSeed(seed))),
    CLASS_MLH("MLH, classes", true, hashing((bits, seed) -> MinimalLossHashing.of(bits)
            .withLabels()
            .withSeed(seed))),
    CCA_ITQ("CCA-ITQ", true, hashing((bits, seed) -> CcaIterativeQuantization.of(bits)
            .withSeed(seed))),
    NCA("NCA, contrastive", true, HashingContender::tuned);

    /** Fits codes of a length. */
    @FunctionalInterface
    private interface Fit {
        FittedModel of(Dataset data, int bits, long seed, ThreadTeam team);
    }

    @FunctionalInterface
    private interface Method {
        HashingMethod<?> of(int bits, long seed);
    }

    private final String text;
    private final boolean supervised;

    @SuppressWarnings("ImmutableEnumChecker") // References to static methods hold nothing.
    private final Fit fit;

    HashingContender(String text, boolean supervised, Fit fit) {
        this.text = text;
        this.supervised = supervised;
        this.fit = fit;
    }

    private static Fit hashing(Method method) {
        return (data, bits, seed, team) -> HashTrainer.of(method.of(bits, seed)).fit(data, team);
    }

    /** Sigmoid units with noise become bits (R. Salakhutdinov, G. E. Hinton, <i>Semantic hashing</i>, IJAR 50, 2009). */
    private static FittedModel autoencoder(Dataset data, int bits, long seed, ThreadTeam team) {
        return scaled(AutoencoderTrainer.builder(500, bits), data)
                .learningRate(1e-3)
                .codeActivation(Activation.SIGMOID)
                .regularization(Regularization.of(new Corruption.Masking(0.3)).withCodeNoise(4))
                .epochs(40)
                .seed(seed)
                .build()
                .fit(data, Listener.NONE, null, team)
                .binarized(data.rows(), team);
    }

    /** Two views of an item have the same code; linear units, cut at their medians. */
    private static FittedModel agreement(Dataset data, int bits, long seed, ThreadTeam team) {
        Views views = data.imageShape() == null ? new Views.Numbers(0.3, 0.3) : ImageViews.gentle(data.imageShape());
        return scaled(SimilarityTrainer.builder(500, bits), data)
                .objective(
                        SimilarityOptions.of(new SimilarityLoss.Agreement(0.2)).withViews(views))
                .epochs(20)
                .batchSize(250)
                .seed(seed)
                .build()
                .fit(data, Listener.NONE, null, team)
                .binarized(data.rows(), team);
    }

    /** Codes of a class meet in a corner of the cube, those of others lie at least a quarter of the bits away. */
    private static FittedModel tuned(Dataset data, int bits, long seed, ThreadTeam team) {
        SimilarityOptions objective = SimilarityOptions.of(new SimilarityLoss.Contrastive(0.5 * Math.sqrt(bits), false))
                .with(new SimilarityLoss.Neighbourhood(true), 0.3);
        return scaled(SimilarityTrainer.builder(500, bits), data)
                .codeActivation(Activation.SIGMOID)
                .objective(objective)
                .epochs(20)
                .batchSize(250)
                .seed(seed)
                .build()
                .fit(data, Listener.NONE, null, team)
                .binarized(data.rows(), team);
    }

    /** Pixels are taken as they are, and components with their variances in proportion. */
    private static <B extends NetworkTrainerBuilder<B>> B scaled(B builder, Dataset data) {
        return data.imageShape() != null
                ? builder
                : builder.likelihood(Likelihood.GAUSSIAN)
                        .transform(Standardization.fit(data.rows()).withCommonDeviation());
    }

    /** Whether it learns from classes. */
    boolean supervised() {
        return supervised;
    }

    /** Fits it. */
    FittedModel fit(Dataset data, int bits, long seed, ThreadTeam team) {
        return fit.of(data, bits, seed, team);
    }

    @Override
    public String toString() {
        return text;
    }
}
