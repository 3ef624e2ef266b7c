package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.file.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public data sets of experiments, each in a folder of its own.
 *
 * @param folder the folder of the data set, or the one above it; null for {@code $HOURGLASS_DATA}
 */
record PublicData(@Nullable Path folder) {
    private static final String VARIABLE = "HOURGLASS_DATA";

    /** The handwritten digits of LeCun and Cortes. */
    Dataset mnist(Split split) {
        Path there = find(
                "mnist",
                "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and"
                        + " t10k-labels-idx1-ubyte.gz (for example from https://ossci-datasets.s3.amazonaws.com/mnist/)");
        return Datasets.open(there, ReadOptions.DEFAULT.withSplit(split));
    }

    /** The first 20,000 training images of CIFAR-10, or the first 1,000 test images. */
    Dataset cifar(Split split) {
        Path there = find(
                "cifar10-subset",
                "cifar10-train-20x1000-png.zip, cifar10-test-1x1000-png.zip and their labels as IDX files, made from"
                        + " https://www.cs.toronto.edu/~kriz/cifar.html,");
        boolean test = split == Split.TEST;
        return CifarSubset.read(
                there.resolve(test ? "cifar10-test-1x1000-png.zip" : "cifar10-train-20x1000-png.zip"),
                there.resolve(
                        test ? "cifar10-test1000-labels-idx1-ubyte.gz" : "cifar10-train20000-labels-idx1-ubyte.gz"));
    }

    /** Ten faces of each of 40 people, one person after the other, 64x64 (AT&T Laboratories Cambridge). */
    Dataset olivetti() {
        Path there = find("olivetti", "the 400 Olivetti faces of 64x64 as olivetti-images-idx3-ubyte.gz");
        return Datasets.open(there.resolve("olivetti-images-idx3-ubyte.gz"), ReadOptions.DEFAULT);
    }

    /** The ten natural scenes of Olshausen and Field, 512x512. */
    Dataset olshausen() {
        Path there = find("olshausen", "the ten images of Olshausen and Field as olshausen-images-idx3-ubyte.gz");
        return Datasets.open(there.resolve("olshausen-images-idx3-ubyte.gz"), ReadOptions.DEFAULT);
    }

    /** The messages of 20 Newsgroups, sorted by date into a training and a test part (J. Rennie). */
    Path newsgroups() {
        return archive(
                "20news-bydate", "20news-bydate.tar.gz (for example from http://qwone.com/~jason/20Newsgroups/)");
    }

    /** Reuters-21578 (D. D. Lewis). */
    Path reuters() {
        return archive("reuters21578", "the 22 files .sgm of Reuters-21578, or reuters21578.zip of them");
    }

    /** Sentence embeddings of the messages of 20 Newsgroups, with their groups as classes. */
    Dataset embeddings(Split split) {
        String name = "minilm-20news";
        Path there = find(
                name,
                "%s-train.npy and %s-test.npy, embeddings of the messages by all-MiniLM-L6-v2, with their ids (group/number, one a line) in .ids.txt beside,"
                        .formatted(name, name));
        String part = name + (split == Split.TEST ? "-test" : "-train");
        Path ids = there.resolve(part + ".ids.txt");
        LabelIndex groups = new LabelIndex();
        try (Stream<String> lines = Files.lines(ids)) {
            lines.forEach(id -> groups.add(id.replaceFirst("/.*", "")));
        } catch (IOException e) {
            throw new InputException(ids.toString(), "", "cannot be read (" + e.getMessage() + ")", "fetch it", e);
        }
        return Datasets.open(there.resolve(part + ".npy"), ReadOptions.DEFAULT).withLabels(groups.labels());
    }

    /** The archive of a folder that is named like it, or else the folder. */
    private Path archive(String name, String files) {
        Path there = find(name, files);
        return Stream.of(".tar.gz", ".zip")
                .map(ending -> there.resolve(name + ending))
                .filter(Files::exists)
                .findFirst()
                .orElse(there);
    }

    private Path find(String name, String files) {
        String variable = System.getenv(VARIABLE);
        Path given = folder != null || variable == null ? folder : Path.of(variable);
        if (given == null || !Files.isDirectory(given)) {
            throw new InputException(
                    given == null ? "experiment" : given.toString(),
                    "",
                    "the data set %s is not there".formatted(name),
                    "fetch %s into a folder %s/ and give it, or the folder above it, by --data or %s"
                            .formatted(files, name, VARIABLE));
        }
        Path within = given.resolve(name);
        return Files.isDirectory(within) ? within : given;
    }
}
