package hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.anomaly.AnomalyScorer;
import hourglass.codes.BinaryCodes;
import hourglass.codes.Hamming;
import hourglass.data.Batch;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.file.Datasets;
import hourglass.data.file.Npy;
import hourglass.data.file.ReadOptions;
import hourglass.data.generated.Curves;
import hourglass.data.generated.PenDigits;
import hourglass.data.generated.Trees;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.NearestNeighbors;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.hashing.Hasher;
import hourglass.hashing.IterativeQuantization;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.CodePenalty;
import hourglass.objective.Likelihood;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Lbfgs;
import hourglass.optim.Optimizer;
import hourglass.perceptual.PerceptualHash;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.FittedModel;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Listener;
import hourglass.train.SimilarityTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the descriptions of packages, each between two marks, run. */
class PackageExamplesTest {
    @TempDir
    Path folder;

    @Test
    void network() {
        // network
        List<LayerSpec> layers = LayerSpec.parse("8c5s2p2-p2-30");
        Network network = Network.autoencoder(
                new MapShape(28, 28, 1), layers, Activation.RELU, Activation.LINEAR, Activation.SIGMOID, true);
        float[] parameters = new float[network.dimension()];
        float[] images = new float[100 * network.visible()];
        float[] codes = network.encode(parameters, images, ThreadTeam.shared());
        float[] reconstructions = network.decode(parameters, codes, ThreadTeam.shared());
        // end
        assertThat(codes).hasSize(100 * 30);
        // Where all weights are 0, every pixel is sigmoid(0).
        assertThat(reconstructions).hasSize(100 * 784).containsOnly(0.5f);
    }

    @Test
    void decomposition() {
        // decomposition
        Rows digits = PenDigits.of(1_000, 1).rows();
        PrincipalComponents components = PrincipalComponents.fit(digits, 30, ThreadTeam.shared());
        float explained = 0;
        for (float ratio : components.explainedVarianceRatio()) {
            explained += ratio;
        }
        // end
        assertThat(explained).isBetween(0.5f, 1f);
    }

    @Test
    void hashing() {
        // hashing
        Rows digits = PenDigits.of(1_000, 1).rows();
        Hasher hasher = IterativeQuantization.of(64).fit(digits);
        BinaryCodes codes = hasher.binaryCodes(digits);
        // end
        assertThat(codes.count()).isEqualTo(1_000);
        assertThat(codes.bits()).isEqualTo(64);
    }

    @Test
    void objective() {
        Rows digits = PenDigits.of(100, 1).rows();
        // objective
        CodePenalty squares = (codes, rows, units, gradient) -> {
            double sum = 0;
            for (int i = 0; i < rows * units; i++) {
                sum += codes[i] * codes[i] / rows;
                gradient[i] = 2 * codes[i] / rows;
            }
            return sum;
        };
        Network network =
                Network.autoencoder(List.of(784, 30), Activation.TANH, Activation.TANH, Activation.SIGMOID, true);
        Reconstruction objective = new Reconstruction(
                network, Likelihood.BERNOULLI, Regularization.NONE.with(squares), digits.count(), ThreadTeam.shared());
        Batch batch = new Batch(digits.count(), digits.columns());
        batch.fill(digits, 0, digits.count());
        double loss = objective.bind(batch, 1).value(new float[network.dimension()]);
        // end
        // Where all weights are 0, every pixel is sigmoid(0) and the code is 0.
        assertThat(loss).isCloseTo(784 * Math.log(2), within(0.01));
    }

    @Test
    void optim() {
        // optim
        DifferentiableFunction bowl = new DifferentiableFunction() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public int weightCount() {
                return 2;
            }

            @Override
            public double value(float[] at) {
                return Math.pow(at[0] - 1, 2) + 10 * Math.pow(at[1] + 2, 2);
            }

            @Override
            public double gradient(float[] at, VectorSink sink) {
                sink.accept(0, 2, new float[] {2 * (at[0] - 1), 20 * (at[1] + 2)}, 0);
                return value(at);
            }
        };
        float[] point = {0, 0};
        Optimizer.State<DifferentiableFunction> run = Lbfgs.of().start(bowl.dimension(), bowl.weightCount());
        for (int step = 0; step < 10; step++) {
            run.step(bowl, point, 1);
        }
        // end
        assertThat(point).containsExactly(new float[] {1, -2}, within(1e-3f));
    }

    @Test
    void eval() {
        // eval
        Dataset digits = PenDigits.of(500, 1);
        int count = digits.rows().count();
        int columns = digits.rows().columns();
        float[] pixels = new float[count * columns];
        int[] classes = new int[count];
        for (int row = 0; row < count; row++) {
            digits.rows().read(row, pixels, row * columns);
            classes[row] = digits.labelledRows().label(row);
        }
        PrecisionRecall retrieval = PrecisionRecall.of(
                CosineSimilarity.within(pixels, columns), Relevance.byLabel(classes, classes), ThreadTeam.shared());
        double precision = retrieval.meanAveragePrecision();
        // end
        // Of ten classes, a ranking by chance has a tenth.
        assertThat(precision).isBetween(0.2, 1.0);
    }

    @Test
    void picture() throws IOException {
        Path file = folder.resolve("digits.png");
        // picture
        Dataset digits = PenDigits.of(40, 1);
        float[] pixels = new float[40 * 784];
        for (int row = 0; row < 40; row++) {
            digits.rows().read(row, pixels, row * 784);
        }
        Png.write(Tiles.of(pixels, new ImageShape(28, 28, 1), TileLayout.ofImages()), file);
        // end
        // Ten tiles of 28 x 28 pixels, doubled, with gaps of 2.
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2 + 10 * (2 * 28 + 2));
    }

    @Test
    void dataFile() {
        Path file = folder.resolve("numbers.npy");
        // data.file
        Npy.write(file, Rows.of(new float[] {1, 2, 3, 4, 5, 6}, 3));
        Dataset numbers = Datasets.open(file, ReadOptions.DEFAULT);
        float[] second = new float[3];
        numbers.rows().read(1, second, 0);
        // end
        assertThat(second).containsExactly(4, 5, 6);
    }

    @Test
    void dataTable() throws IOException {
        Path file = Files.writeString(folder.resolve("trees.csv"), "species,height\noak,21.5\nfir,30.1\noak,\n");
        // data.table
        Table table = Table.read(file, ReadOptions.DEFAULT);
        TableEncoding encoding = TableEncoding.of(table, List.of());
        Dataset rows = encoding.encode(table);
        Standardization comparable = encoding.standardization(rows.rows());
        // end
        assertThat(rows.rows().columns()).isEqualTo(3);
        float[] heights = new float[6];
        rows.rows().transformed(comparable).read(0, heights, 0);
        rows.rows().transformed(comparable).read(1, heights, 3);
        assertThat(heights[2]).as("two numbers of mean 0").isNegative().isCloseTo(-heights[5], within(1e-4f));
    }

    @Test
    void dataGenerated() {
        // data.generated
        Dataset digits = PenDigits.of(1_000, 1);
        Dataset curves = Curves.of(1_000, 1);
        Table trees = Trees.of(1_000, 0.1, 0.02, 1);
        // end
        assertThat(List.of(digits.rows().count(), curves.rows().count(), trees.rows()))
                .containsOnly(1_000);
        assertThat(trees.missing()).isPositive();
    }

    @Test
    void data() {
        // data
        Rows people = Matrix.of(new float[] {170, 65}, new float[] {182, 90}, new float[] {164, 58});
        Standardization comparable = Standardization.fit(people);
        Rows second = people.transformed(comparable).select(new int[] {1});
        float[] values = second.toArray();
        // end
        // The mean height is 172, its variance 56.
        assertThat(values[0]).isCloseTo((float) (10 / Math.sqrt(56)), within(1e-5f));
    }

    @Test
    void model() {
        // model
        RbmShape shape = RbmShape.bernoulli(784, 20);
        Rbm rbm = new Rbm(shape, new float[shape.dimension()]);
        Matrix generated = rbm.sample(5, 10, 1);
        double[] energies = rbm.freeEnergy(generated.values());
        // end
        // Where all parameters are 0, each hidden unit adds log(1 + exp(0)).
        assertThat(energies).hasSize(5);
        assertThat(energies[0]).isCloseTo(-20 * Math.log(2), within(1e-9));
    }

    @Test
    void persistence() {
        Path file = folder.resolve("digits.safetensors");
        // persistence
        Rows digits = PenDigits.of(500, 1).rows();
        FittedModel model = AutoencoderTrainer.builder(30).epochs(2).build().fit(digits);
        model.save(file);
        Matrix codes = FittedModel.load(file).encode(digits);
        // end
        assertThat(codes).isEqualTo(model.encode(digits));
    }

    @Test
    void similarity() {
        // similarity
        Dataset digits = PenDigits.of(400, 1);
        FittedModel model = SimilarityTrainer.builder(50, 10)
                .objective(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true)))
                .epochs(40)
                .batchSize(100)
                .build()
                .fit(digits);
        NearestNeighbors found = NearestNeighbors.among(model.encode(digits.rows()), 3);
        int[] classes = digits.labels().classes();
        double error = found.error(classes, classes, 3);
        // end
        assertThat(error).isLessThan(0.1);
    }

    @Test
    void train() {
        Path checkpoint = folder.resolve("digits.checkpoint");
        // train
        Rows digits = PenDigits.of(500, 1).rows();
        AutoencoderTrainer trainer =
                AutoencoderTrainer.builder(100, 20).epochs(3).seed(7).build();
        Listener untilInterrupted = step -> !Thread.currentThread().isInterrupted();
        FittedModel model = trainer.fit(digits, untilInterrupted, checkpoint, ThreadTeam.shared());
        Matrix reconstructions = model.reconstruct(digits);
        // end
        assertThat(reconstructions.count()).isEqualTo(500);
        assertThat(checkpoint).exists();
        assertThat(trainer.fit(digits, untilInterrupted, checkpoint, ThreadTeam.shared())
                        .reconstruct(digits))
                .isEqualTo(reconstructions);
    }

    @Test
    void anomaly() {
        // anomaly
        Rows digits = PenDigits.of(500, 1).rows();
        FittedModel model = AutoencoderTrainer.builder(30).epochs(5).build().fit(digits);
        AnomalyScale scale = AnomalyScorer.scale(model, digits, 0, 0.99);
        AnomalyScorer scorer = new AnomalyScorer(model, scale, ThreadTeam.shared());
        float[] white = new float[784];
        Arrays.fill(white, 1f);
        boolean unusual = scorer.isAnomalous(scorer.scores(Rows.of(white, 784))[0]);
        // end
        assertThat(unusual).isTrue();
        assertThat(Arrays.stream(scorer.scores(digits)).filter(scorer::isAnomalous))
                .hasSizeBetween(1, 10);
    }

    @Test
    void perceptual() throws UnreadableImageException {
        Path first = folder.resolve("first.png");
        Path second = folder.resolve("second.png");
        Png.write(
                Tiles.of(PenDigits.of(4, 1).rows().toArray(), new ImageShape(28, 28, 1), TileLayout.ofImages()), first);
        Png.write(
                Tiles.of(PenDigits.of(4, 2).rows().toArray(), new ImageShape(28, 28, 1), TileLayout.ofImages()),
                second);
        // perceptual
        long[] one = PerceptualHash.PDQ.of(DecodedImage.read(first)).code();
        long[] other = PerceptualHash.PDQ.of(DecodedImage.read(second)).code();
        boolean same = Hamming.distance(one, other) <= PerceptualHash.PDQ.radius();
        // end
        assertThat(same).isFalse();
    }
}
