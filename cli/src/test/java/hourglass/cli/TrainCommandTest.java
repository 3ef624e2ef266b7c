package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.safetensors.SafeTensors;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.UnrolledCoder;
import hourglass.model.Autoencoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.model.Units;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @Test
    void writesAModelAndAReportAndNothingElse() {
        Path data = workshop.digits(60);
        Path model = folder.resolve("m.safetensors");
        JsonNode result = Cli.succeed(
                        "train",
                        "--data",
                        data,
                        "-o",
                        model,
                        "--layers",
                        "8-2",
                        "--epochs",
                        2,
                        "--threads",
                        1,
                        "--json")
                .json();
        assertThat(workshop.names()).containsExactly("digits-labels.idx", "digits.idx.gz", "m.html", "m.safetensors");
        assertThat(result.get("model").asText()).isEqualTo(model.toString());
        assertThat(result.get("architecture").get("sizes")).hasSize(5);
        assertThat(result.get("likelihood").asText()).isEqualTo("BERNOULLI");
        assertThat(result.get("stages").get(0).get("validationLosses")).hasSize(2);
        assertThat(result.get("evaluation").get("squaredError").asDouble()).isPositive();
        assertThat(result.get("evaluation").get("pcaSquaredError").asDouble()).isPositive();
        assertThat(folder.resolve("m.html")).content().contains("Reconstructions", "Filters", "Learning", "data:image");
    }

    @Test
    void saysInWordsWhatItDid() {
        Path data = workshop.table();
        assertThat(Cli.succeed(
                                "train",
                                "--data",
                                data,
                                "-o",
                                folder.resolve("m"),
                                "--labels",
                                "kind",
                                "--epochs",
                                1,
                                "--threads",
                                1)
                        .out())
                .contains("autoencoder 4-256-256-2-256-256-4", "12 rows of 4 columns", "fine-tuning", "squared error");
    }

    @Test
    void saysHowManyOfTheRowsItWasFittedTo() {
        Path data = workshop.digits(40);
        assertThat(trained(data, "--epochs", 1, "--validation", 0.25).out())
                .contains("1 epoch in ", "40 rows, 30 of which it was fitted to and 10 held out");
        assertThat(trained(data, "--epochs", 1, "--validation", 0).out()).contains("40 rows that it was fitted to");
        assertThat(trained(data, "--model", "pca").out()).contains("40 rows that it was fitted to");
    }

    @Test
    void showsTheCommandInTheReportAsItCanBeTypedAgain() {
        Path data = workshop.digits(12);
        Path report = folder.resolve("the report.html");
        trained(data, "--epochs", 1, "--report", report);
        assertThat(report).content().contains("--report '" + report + "'");
    }

    private Cli.Result trained(Path data, Object... options) {
        String layers = List.of(options).contains("pca") ? "2" : "8-2";
        Object[] command = {"train", "--data", data, "-o", folder.resolve("model.safetensors"), "--layers", layers};
        return Cli.succeed(Stream.of(command, options).flatMap(Stream::of).toArray());
    }

    @Test
    void measuresOnTheTestPart() {
        Path both = folder.resolve("both");
        Cli.succeed("data", "digits", "--count", 30, "-o", folder.resolve("train-images-idx3-ubyte"));
        Cli.succeed("data", "digits", "--count", 7, "--seed", 2, "-o", folder.resolve("t10k-images-idx3-ubyte"));
        JsonNode result = Cli.succeed(
                        "train",
                        "--data",
                        folder,
                        "-o",
                        folder.resolve("m"),
                        "--layers",
                        "4-2",
                        "--epochs",
                        1,
                        "--threads",
                        1,
                        "--report",
                        "none",
                        "--json")
                .json();
        assertThat(both).doesNotExist();
        assertThat(result.get("rows").asInt()).isEqualTo(30);
        assertThat(result.get("evaluation").get("rows").asInt()).isEqualTo(7);
        assertThat(result.get("evaluation").get("heldOut").asInt()).isEqualTo(7);
    }

    @Test
    void fitsPrincipalComponents() {
        FittedModel saved = ModelFile.read(workshop.model(workshop.table(), "--labels", "kind", "--model", "pca"));
        assertThat(saved.bareModel()).isInstanceOf(PrincipalComponents.class);
        assertThat(saved.bareModel().codeSize()).isEqualTo(2);
    }

    @Test
    void fitsASparseCoder() {
        Path data = workshop.digits(60);
        UnrolledCoder coder = (UnrolledCoder) ModelFile.read(workshop.model(data, "--model", "sparse", "--lambda", 0.5))
                .bareModel();
        assertThat(coder.codeSize()).isEqualTo(2);
        assertThat(coder.steps()).isEqualTo(1);
        assertThat(ModelFile.read(workshop.model(data, "--model", "sparse", "--unrolled-steps", 0))
                        .bareModel())
                .isInstanceOf(Autoencoder.class);
    }

    @Test
    void aHigherPriceMakesCodesSparser() {
        Path data = workshop.digits(60);
        assertThat(share(data, 2)).isLessThan(share(data, 0.1) - 0.1);
    }

    /** The share of numbers of codes that are not 0. */
    private double share(Path data, double lambda) {
        Path model = folder.resolve("sparse.safetensors");
        Cli.succeed(
                "train",
                "--data",
                data,
                "-o",
                model,
                "--model",
                "sparse",
                "--layers",
                20,
                "--lambda",
                lambda,
                "--epochs",
                20,
                "--learning-rate",
                0.01,
                "--batch-size",
                20,
                "--report",
                "none",
                "--threads",
                1);
        float[] codes = FittedModel.load(model)
                .encode(Datasets.open(data, ReadOptions.DEFAULT).rows())
                .values();
        int used = 0;
        for (float one : codes) {
            used += one == 0 ? 0 : 1;
        }
        return (double) used / codes.length;
    }

    @Test
    void refusesARuleThatASparseDecompositionCannotFollow() {
        assertThat(Cli.run("train", "--data", workshop.digits(60), "--model", "sparse", "--optimizer", "lbfgs")
                        .err())
                .contains("lbfgs needs the value of the loss, which a sparse decomposition does not have; give adam");
        assertThat(Cli.run("train", "--data", workshop.digits(60), "--lambda", 0.5)
                        .err())
                .contains("--lambda: is for --model sparse");
    }

    @Test
    void fitsABoltzmannMachine() {
        Rbm rbm = (Rbm) ModelFile.read(workshop.model(workshop.digits(60), "--model", "rbm"))
                .bareModel();
        assertThat(rbm.shape().visibleUnits()).isEqualTo(Units.BERNOULLI);
        assertThat(rbm.shape().hidden()).isEqualTo(2);
    }

    @Test
    void fitsAGaussianRbmToValuesOutsideZeroToOne() {
        FittedModel saved = ModelFile.read(workshop.model(workshop.table(), "--labels", "kind", "--model", "rbm"));
        assertThat(((Rbm) saved.bareModel()).shape().visibleUnits()).isEqualTo(Units.GAUSSIAN);
        assertThat(saved.description().transform()).isEqualTo("standardization");
    }

    @Test
    void pretrainsAStackOfRbms() {
        FittedModel saved =
                ModelFile.read(workshop.model(workshop.digits(60), "--init", "rbm", "--pretrain-epochs", 2));
        assertThat(saved.fit().stages().stream().map(stage -> stage.name() + " " + stage.epochs()))
                .containsExactly("RBM 49-8 2", "RBM 8-2 2", "fine-tuning 1");
    }

    /** Each of these options changes the weights that are learnt, so none is ignored. */
    @ParameterizedTest
    @CsvSource({
        "--optimizer adam, --optimizer sgd",
        "--optimizer sgd, --optimizer nesterov",
        "--optimizer adam, --optimizer cg",
        "--optimizer cg, --optimizer lbfgs",
        "--optimizer adam, --learning-rate 0.01",
        "--optimizer sgd, --optimizer sgd --momentum 0.5",
        "--optimizer adam, --weight-decay 0.5",
        "--optimizer adam, --clip 0.0001",
        "--optimizer adam, --batch-size 20",
        "--schedule constant, --schedule exponential:0.1",
        "--schedule constant, --schedule linear:0.1",
        "--validation 0, --validation 0.2",
        "--activation relu, --activation tanh",
        "--code-activation linear, --code-activation sigmoid",
        "--likelihood bernoulli, --likelihood poisson",
        "--weight-cost 0, --weight-cost 0.1",
        "--corruption none, --corruption masking:0.25",
        "--corruption masking:0.25, --corruption masking:0.25 --emphasis 1:0.5",
        "--corruption none, --corruption gaussian:0.2",
        "--contraction none, --contraction exact:0.1",
        "--contraction none, --contraction stochastic:0.1:0.1",
        "--sparsity none, --sparsity l1:0.1",
        "--code-noise 0, --code-noise 1",
        "--dropout 0, --dropout 0.5",
        "--init pca, --init random",
        "--init psd --pretrain-epochs 9, --init psd --pretrain-epochs 9 --pretrain-lambda 0.3",
        "--init layerwise --pretrain-epochs 9, --init layerwise --pretrain-epochs 9 --pretrain-contraction exact:0.1",
        "--init layerwise --pretrain-epochs 9, --init layerwise --pretrain-epochs 9 --pretrain-sparsity l1:0.1",
        "--init layerwise --pretrain-epochs 9, --init layerwise --pretrain-epochs 9 --pretrain-corruption masking:0.5",
        "--model rbm, --model rbm --cd-steps 5"
    })
    void anOptionChangesTheWeights(String options, String others) {
        Path data = workshop.digits(60);
        float[] first = parameters(data, options);
        float[] second = parameters(data, others);
        assertThat(first).doesNotContain(Float.NaN);
        assertThat(second).doesNotContain(Float.NaN);
        assertThat(Arrays.equals(first, second)).isFalse();
    }

    /** Those after some steps, since the learning rate of the first may be zero. */
    private float[] parameters(Path data, String options) {
        Path model = folder.resolve("model.safetensors");
        String steps = options.contains("--batch-size") ? "" : " --batch-size 15";
        String layers = options.contains("--model rbm") ? "2" : "8-2";
        String command = "train --data %s -o %s --layers %s --epochs 3 --threads 1 --report none %s%s"
                .formatted(data, model, layers, options, steps);
        Cli.succeed((Object[]) command.split(" "));
        Model fitted = ModelFile.read(model).bareModel();
        return fitted instanceof Rbm rbm ? rbm.parameters() : ((Autoencoder) fitted).parameters();
    }

    @Test
    void recordsTheOptionsThatWereGivenAndTheDefaultsOfOthers() {
        Path model = workshop.model(workshop.digits(60), "--optimizer", "sgd", "--momentum", 0.5, "--patience", 2);
        assertThat(ModelFile.read(model).fit().options())
                .containsEntry("optimizer", "sgd")
                .containsEntry("momentum", 0.5)
                .containsEntry("patience", 2)
                .containsEntry("epochs", 1)
                .containsEntry("likelihood", "AUTO")
                .doesNotContainKeys("output", "report", "json", "help-all");
    }

    @Test
    void takesTheLikelihoodGiven() {
        Path model = workshop.model(workshop.digits(60), "--likelihood", "gaussian");
        assertThat(ModelFile.read(model).fit().likelihood()).isEqualTo("GAUSSIAN");
    }

    @Test
    void refusesGibbsStepsForAnAutoencoder() {
        assertThat(Cli.run("train", "--data", workshop.digits(60), "--cd-steps", 5)
                        .err())
                .contains("--cd-steps: is for --model rbm");
    }

    @Test
    void tiesWeightsByDefault() {
        Path data = workshop.table();
        assertThat(Cli.succeed("info", workshop.model(data, "--labels", "kind")).out())
                .contains("tied autoencoder");
        assertThat(Cli.succeed("info", workshop.model(data, "--labels", "kind", "--no-tied"))
                        .out())
                .doesNotContain("tied autoencoder");
    }

    @Test
    void givesTheSameWeightsForTheSameSeed() {
        Path data = workshop.digits(60);
        Map<String, float[]> first = weights(workshop.model(data));
        assertThat(weights(workshop.model(data))).usingRecursiveComparison().isEqualTo(first);
        assertThat(weights(workshop.model(data, "--seed", 2)).get("encoder.0.weight"))
                .isNotEqualTo(first.get("encoder.0.weight"));
    }

    private static Map<String, float[]> weights(Path model) {
        try (SafeTensors file = SafeTensors.open(model)) {
            return file.readAll();
        }
    }

    @Test
    void fitsAStackedDenoisingClassifierAndClassifyCountsItsErrors() {
        Path data = workshop.digits(300);
        Path model = folder.resolve("classifier.safetensors");
        JsonNode fitted = Cli.succeed(
                        "train",
                        "--data",
                        data,
                        "-o",
                        model,
                        "--model",
                        "classifier",
                        "--layers",
                        "40-30",
                        "--init",
                        "layerwise",
                        "--pretrain-epochs",
                        3,
                        "--epochs",
                        60,
                        "--batch-size",
                        20,
                        "--threads",
                        1,
                        "--json")
                .json();
        assertThat(fitted.get("stages")).hasSize(3);
        assertThat(fitted.get("architecture").get("classes")).hasSize(10);
        assertThat(fitted.get("evaluation").get("error").asDouble()).isLessThan(0.4);
        assertThat(folder.resolve("classifier.html")).content().contains("error, %", "Filters");
        Path probabilities = folder.resolve("probabilities.csv");
        JsonNode classified = Cli.succeed(
                        "classify", "--model", model, "--data", data, "-o", probabilities, "--threads", 1, "--json")
                .json();
        assertThat(classified.get("error")).isEqualTo(fitted.get("evaluation").get("error"));
        assertThat(probabilities).content().startsWith("0,1,2,3,4,5,6,7,8,9,predicted,label\n");
        Cli.succeed("encode", "--model", model, "--data", data, "-o", folder.resolve("codes.npy"), "--threads", 1);
        assertThat(Cli.run("reconstruct", "--model", model, "--data", data, "-o", folder.resolve("r.npy"))
                        .err())
                .contains("no decoder");
    }

    @Test
    void aClassifierOfImagesHasConvolutionsAndViewsByDefaultAndSaysSo() {
        assertThat(classifier("default"))
                .contains("--layers 16c5p2-p2-32c3p1-p2-64c3p1-p2-128 --augment image:shift=2 --patience 10")
                .contains("convolutional classifier");
        assertThat(classifier("dense", "--layers", "20", "--augment", "none", "--patience", 0))
                .contains("classifier 784-20-10")
                .doesNotContain("chosen");
    }

    @Test
    void aClassifierOfFewSmallImagesIsFittedToTheLastEpochAsTheyAre() {
        String printed = Cli.succeed(
                        "train",
                        "--data",
                        workshop.digits(60),
                        "-o",
                        folder.resolve("few"),
                        "--model",
                        "classifier",
                        "--epochs",
                        1)
                .out();
        assertThat(printed).doesNotContain("--patience", "--augment");
    }

    @Test
    void classesOfATableAreToldByWideLayersInManyEpochs() throws IOException {
        StringBuilder text = new StringBuilder("x,y,kind\n");
        for (int i = 0; i < 40; i++) {
            text.append("%d,%d,%s%n".formatted(i % 4, 3 + i % 7, i % 4 == 0 ? "rare" : "common"));
        }
        Path table = Files.writeString(folder.resolve("table.csv"), text);
        String printed = Cli.succeed(
                        "train",
                        "--data",
                        table,
                        "--labels",
                        "kind",
                        "--model",
                        "classifier",
                        "-o",
                        folder.resolve("model"),
                        "--threads",
                        1)
                .out();
        assertThat(printed)
                .contains("--layers 256-256 --epochs 2000, to suit the data")
                .contains("0.00% of 40 rows")
                .contains("by always saying 'common' 25.00%");
    }

    private String classifier(String name, Object... options) {
        Path digits = folder.resolve("whole.idx.gz");
        Cli.succeed("data", "digits", "--count", 600, "--overwrite", "-o", digits);
        Object[] command = {
            "train", "--data", digits, "-o", folder.resolve(name), "--model", "classifier", "--epochs", 1
        };
        return Cli.succeed(Stream.of(command, options).flatMap(Stream::of).toArray())
                .out();
    }

    @Test
    void refusesViewsThatAreNotOfImages() {
        Cli.Result refused =
                Cli.run("train", "--data", workshop.digits(60), "-o", folder.resolve("m"), "--augment", "words:0.5");
        assertThat(refused.err()).contains("--augment: words:0.5 is not a view of images");
    }

    @Test
    void fitsAnOvercompleteCode() {
        Path model = folder.resolve("over.safetensors");
        Cli.succeed(
                "train", "--data", workshop.digits(60), "-o", model, "--layers", "80", "--epochs", 1, "--threads", 1);
        assertThat(ModelFile.read(model).bareModel().codeSize()).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--layers 4c3p1-p2-6",
                "--layers 4c3s2-6 --no-tied --corruption masking:0.2",
                "--layers 4c3-p2u-5c2 --contraction stochastic:0.01:0.1",
                "--layers 4c3p1-p2-3c2-6 --init layerwise --pretrain-epochs 1 --activation sigmoid",
                "--layers 4c3p1-p2-3c2-6 --model classifier --init layerwise --pretrain-epochs 1"
            })
    void fitsConvolutionalModelsOfImages(String options) {
        Path model = folder.resolve("convolutional.safetensors");
        Object[] command = {"train", "--data", workshop.digits(60), "-o", model, "--epochs", 1, "--threads", 2};
        Cli.succeed(Stream.of(command, (Object[]) options.split(" "))
                .flatMap(Stream::of)
                .toArray());
        assertThat(folder.resolve("convolutional.html")).content().contains("Filters", options.split(" ")[1]);
        assertThat(Cli.succeed("info", model).out()).contains(options.split(" ")[1]);
        Cli.succeed(
                "encode", "--model", model, "--data", folder.resolve("digits.idx.gz"), "-o", folder.resolve("c.npy"));
    }

    @Test
    void continuesFromAFittedModel() {
        Path data = workshop.digits(60);
        FittedModel before = trained("first.safetensors", data, "--layers", "8-2");
        FittedModel after = trained("second.safetensors", data, "--from", folder.resolve("first.safetensors"));
        assertThat(after.bareModel().codeSize()).isEqualTo(2);
        assertThat(after.fit().stages().get(0).trainingLosses().get(0))
                .as("the first loss of the second run, beside that of the first")
                .isLessThan(before.fit().stages().get(0).trainingLosses().get(0));
    }

    @Test
    void refusesOtherLayersThanThoseOfTheModelThatItContinues() {
        Path data = workshop.digits(60);
        Path first = workshop.model(data);
        Cli.Result result = Cli.run("train", "--data", data, "--from", first, "--layers", "10-5", "-o", "x");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--from: keeps the layers");
    }

    @Test
    void persistentChainsGiveOtherWeightsThanContrastiveDivergence() {
        Path data = workshop.digits(60);
        FittedModel plain = trained("plain.safetensors", data, "--model", "rbm", "--layers", "4");
        FittedModel persistent =
                trained("persistent.safetensors", data, "--model", "rbm", "--layers", "4", "--persistent");
        assertThat(persistent.bareModel(Rbm.class).parameters())
                .isNotEqualTo(plain.bareModel(Rbm.class).parameters());
    }

    private FittedModel trained(String name, Path data, Object... options) {
        Path file = folder.resolve(name);
        Object[] command = {
            "train", "--data", data, "-o", file, "--epochs", 5, "--batch-size", 10, "--threads", 1, "--report", "none"
        };
        Cli.succeed(Stream.of(command, options).flatMap(Stream::of).toArray());
        return FittedModel.load(file);
    }
}
