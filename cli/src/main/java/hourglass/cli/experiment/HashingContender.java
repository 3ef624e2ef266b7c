package hourglass.cli.experiment;

import hourglass.data.Dataset;
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
import hourglass.persistence.FittedModel;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.HashTrainer;
import hourglass.train.Initialization;
import hourglass.train.Listener;
import hourglass.train.SimilarityTrainer;

/** The methods of {@link ImageHashingExperiment}, those that learn without classes first. */
enum HashingContender {
    LSH("LSH", false, true, hashing((bits, seed) -> RandomHyperplanes.of(bits).withSeed(seed))),
    ROTATION("random rotation", false, true, hashing((bits, seed) -> RandomRotation.of(bits).withSeed(seed))),
    SPECTRAL("spectral hashing", false, false, hashing((bits, seed) -> SpectralHashing.of(bits))),
    ITQ("ITQ", false, true, hashing((bits, seed) -> IterativeQuantization.of(bits).withSeed(seed))),
    BRE("BRE", false, true, hashing((bits, seed) -> BinaryReconstructiveEmbeddings.of(bits).withSeed(seed))),
    MLH("MLH", false, true, hashing((bits, seed) -> MinimalLossHashing.of(bits).withSeed(seed))),
    AUTOENCODER("autoencoder", false, true, HashingContender::autoencoder),
    CLASS_BRE(
            "BRE, classes",
            true,
            true,
            hashing((bits, seed) ->
                    BinaryReconstructiveEmbeddings.of(bits).withLabels().withSeed(seed))),
    CLASS_MLH(
            "MLH, classes",
            true,
            true,
            hashing((bits, seed) -> MinimalLossHashing.of(bits).withLabels().withSeed(seed))),
    CCA_ITQ(
            "CCA-ITQ",
            true,
            true,
            hashing((bits, seed) -> CcaIterativeQuantization.of(bits).withSeed(seed))),
    NCA("autoencoder, NCA", true, true, HashingContender::tuned);

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
    private final boolean seeded;

    @SuppressWarnings("ImmutableEnumChecker") // References to static methods hold nothing.
    private final Fit fit;

    HashingContender(String text, boolean supervised, boolean seeded, Fit fit) {
        this.text = text;
        this.supervised = supervised;
        this.seeded = seeded;
        this.fit = fit;
    }

    private static Fit hashing(Method method) {
        return (data, bits, seed, team) -> HashTrainer.of(method.of(bits, seed)).fit(data, team);
    }

    private static FittedModel autoencoder(Dataset data, int bits, long seed, ThreadTeam team) {
        return AutoencoderTrainer.builder(500, bits)
                .epochs(10)
                .seed(seed)
                .build()
                .fit(data, Listener.NONE, null, team)
                .binarized(data.rows(), team);
    }

    private static FittedModel tuned(Dataset data, int bits, long seed, ThreadTeam team) {
        return SimilarityTrainer.builder(500, bits)
                .codeActivation(Activation.TANH)
                .initialization(new Initialization.PrincipalComponents())
                .objective(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true)))
                .epochs(30)
                .seed(seed)
                .build()
                .fit(data, Listener.NONE, null, team)
                .binarized(data.rows(), team);
    }

    /** Whether it learns from classes. */
    boolean supervised() {
        return supervised;
    }

    /** Whether anything in it is random. */
    boolean seeded() {
        return seeded;
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
