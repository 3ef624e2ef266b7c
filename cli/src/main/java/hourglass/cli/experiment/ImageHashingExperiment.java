package hourglass.cli.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import hourglass.cli.experiment.ImageCollection.Score;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.Split;
import hourglass.data.image.DecodedImage;
import hourglass.perceptual.PictureDescriptor;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.picture.LineChart;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import java.awt.image.BufferedImage;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What binary codes of images find: all methods of hashing side by side at several lengths, on digits and on colour images, by class
 * and by distance.
 *
 * @param collections of images
 * @param methods that are fitted to each
 * @param lengths of codes in bits
 */
record ImageHashingExperiment(List<ImageCollection> collections, List<HashingContender> methods, List<Integer> lengths)
        implements Experiment {
    private static final int QUERIES_OF_CLASS = 100;

    /** Hindawi Advances in Multimedia 2017, article 8961091, table 3, which quotes R. Xia et al., AAAI 2014. */
    private static final int[] PUBLISHED_BITS = {12, 24, 32, 48};

    private static final String SOURCE = "table 3 of Advances in Multimedia 2017, 8961091";

    /** Mean average precisions of others by class, at {@link #PUBLISHED_BITS}. */
    private record PublishedRow(String collection, String method, double... values) {}

    private static final List<PublishedRow> PUBLISHED = List.of(
            new PublishedRow("MNIST", "LSH", .187, .209, .235, .243),
            new PublishedRow("MNIST", "spectral hashing", .265, .267, .259, .250),
            new PublishedRow("MNIST", "ITQ", .388, .436, .422, .429),
            new PublishedRow("MNIST", "BRE, classes", .515, .593, .613, .634),
            new PublishedRow("MNIST", "MLH, classes", .472, .666, .652, .654),
            new PublishedRow("MNIST", "CCA-ITQ", .659, .694, .714, .726),
            new PublishedRow("CIFAR-10", "LSH", .121, .126, .120, .120),
            new PublishedRow("CIFAR-10", "spectral hashing", .131, .135, .133, .130),
            new PublishedRow("CIFAR-10", "ITQ", .162, .169, .172, .175),
            new PublishedRow("CIFAR-10", "BRE, classes", .159, .181, .193, .196),
            new PublishedRow("CIFAR-10", "MLH, classes", .182, .195, .207, .211),
            new PublishedRow("CIFAR-10", "CCA-ITQ", .264, .282, .288, .295));

    private static final String PROTOCOL =
            "The 60,000 training images of MNIST, as pixels, are searched for the first 100 test"
                    + " images of each class, and 20,000 images of CIFAR-10, by descriptors of gist and colour, for 1,000"
                    + " test images. Methods without classes learn from 10,000 of the images that are searched, the others from the first 500 of"
                    + " each class. By class, all images of the query's class are relevant; by distance, its 50 nearest by Euclidean"
                    + " distance. Images at equal Hamming distance count by their"
                    + " mean. Published are means over the same classes at 12, 24, 32 and 48 bits, from 1,000 queries, all other images,"
                    + " and descriptors of 512 numbers (GIST) for CIFAR-10, with 5,000 labelled images.";

    /** What one method reached at one length. */
    private record Outcome(
            String collection,
            HashingContender method,
            int bits,
            double byClass,
            double byDistance,
            double[] precisions,
            double seconds) {}

    /** On MNIST and on CIFAR-10. */
    static ImageHashingExperiment of(PublicData data) {
        return new ImageHashingExperiment(
                List.of(digits(data), pictures(data)), List.of(HashingContender.values()), List.of(16, 32, 64, 128));
    }

    private static ImageCollection digits(PublicData data) {
        Dataset queries = data.mnist(Split.TEST);
        return ImageCollection.of(
                "MNIST",
                data.mnist(Split.TRAIN),
                ImageCollection.chosen(queries, ImageCollection.ofEachClass(queries, QUERIES_OF_CLASS)));
    }

    private static ImageCollection pictures(PublicData data) {
        return ImageCollection.of("CIFAR-10", described(data.cifar(Split.TRAIN)), described(data.cifar(Split.TEST)));
    }

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        long start = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>();
        for (ImageCollection collection : collections) {
            for (HashingContender method : methods) {
                for (int bits : lengths) {
                    outcomes.add(outcome(collection, method, bits, setting));
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        write(setting.figures(), outcomes);
        report(outcomes, setting).write(setting.report());
        String files =
                "  report %s, figures %s, %.0f seconds%n".formatted(setting.report(), setting.figures(), seconds);
        return new Written(figures(setting.name(), outcomes), text(outcomes) + files);
    }

    /** Colour images by their gist and colours, as libraries of pictures are indexed. */
    static Dataset described(Dataset images) {
        ImageShape shape = Objects.requireNonNull(images.imageShape(), "images");
        float[] numbers = new float[images.rows().count() * PictureDescriptor.SIZE];
        IntStream.range(0, images.rows().count()).parallel().forEach(row -> {
            float[] descriptor = PictureDescriptor.of(DecodedImage.of(picture(images.rows(), row, shape)));
            System.arraycopy(descriptor, 0, numbers, row * descriptor.length, descriptor.length);
        });
        return new Dataset(
                images.name(), new Matrix(numbers, PictureDescriptor.SIZE), List.of(), images.labels(), null);
    }

    private static BufferedImage picture(Rows rows, int row, ImageShape shape) {
        float[] pixels = new float[shape.size()];
        rows.read(row, pixels, 0);
        BufferedImage picture = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < shape.width() * shape.height(); pixel++) {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                rgb = rgb << 8 | Math.round(255 * pixels[3 * pixel + channel]);
            }
            picture.setRGB(pixel % shape.width(), pixel / shape.width(), rgb);
        }
        return picture;
    }

    private Outcome outcome(ImageCollection collection, HashingContender method, int bits, Setting setting) {
        long start = System.nanoTime();
        FittedModel model = method.fit(collection.training(method.supervised()), bits, setting.seed(), setting.team());
        if (collection.name().equals(collections.get(0).name())) {
            // In the end the last, which has the longest codes.
            ModelFile.write(setting.model(), model);
        }
        Score score = collection.score(model, setting.team());
        return new Outcome(
                collection.name(),
                method,
                bits,
                score.byClass().meanAveragePrecision(),
                score.byDistance().meanAveragePrecision(),
                score.byClass().precisions(),
                (System.nanoTime() - start) / 1e9);
    }

    /** Each beside the published figure of the same length. */
    private static List<ExperimentResult> figures(String name, List<Outcome> outcomes) {
        List<ExperimentResult> figures = new ArrayList<>();
        for (Outcome one : outcomes) {
            double published = published(one);
            String of = "bits %d, %s, %s".formatted(one.bits, one.collection, one.method);
            figures.add(new ExperimentResult(
                    name,
                    "mean average precision by class at " + of,
                    one.byClass,
                    published,
                    Double.isNaN(published) ? "" : SOURCE,
                    one.seconds));
            figures.add(
                    new ExperimentResult(name, "by distance at " + of, one.byDistance, Double.NaN, "", one.seconds));
        }
        return figures;
    }

    private static double published(Outcome outcome) {
        return PUBLISHED.stream()
                .filter(row ->
                        row.collection.equals(outcome.collection) && row.method.equals(outcome.method.toString()))
                .flatMapToDouble(row -> IntStream.range(0, PUBLISHED_BITS.length)
                        .filter(i -> PUBLISHED_BITS[i] == outcome.bits)
                        .mapToDouble(i -> row.values[i]))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String text(List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "  %-9s %-17s %5s %9s %9s %7s %7s %7s%n",
                "images",
                "method",
                "bits",
                "by class",
                "by dist.",
                "P@100",
                "P@500",
                "P@1000"));
        for (Outcome one : outcomes) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-9s %-17s %5d %9.3f %9.3f %7.3f %7.3f %7.3f%n",
                    one.collection,
                    one.method,
                    one.bits,
                    one.byClass,
                    one.byDistance,
                    one.precisions[0],
                    one.precisions[4],
                    one.precisions[9]));
        }
        return text.toString();
    }

    private static void write(Path file, List<Outcome> outcomes) {
        AtomicFile.write(file, stream -> {
            Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            CsvWriter csv = CsvWriter.builder().build(out);
            List<String> heading =
                    new ArrayList<>(List.of("images", "method", "bits", "map by class", "map by distance"));
            IntStream.of(ImageCollection.RETRIEVED).forEach(n -> heading.add("precision at " + n));
            csv.writeRecord(heading);
            for (Outcome one : outcomes) {
                List<String> cells =
                        new ArrayList<>(List.of(one.collection, one.method.toString(), Integer.toString(one.bits)));
                DoubleStream.of(one.byClass, one.byDistance).forEach(value -> cells.add(Float.toString((float) value)));
                DoubleStream.of(one.precisions).forEach(value -> cells.add(Float.toString((float) value)));
                csv.writeRecord(cells);
            }
            csv.flush();
        });
    }

    private Report report(List<Outcome> outcomes, Setting setting) {
        List<Section> sections = new ArrayList<>();
        for (ImageCollection collection : collections) {
            String name = collection.name();
            List<Outcome> own =
                    outcomes.stream().filter(one -> one.collection.equals(name)).toList();
            sections.add(Section.of(name, chart(own), table(own), published(name)));
        }
        sections.add(Section.of("Protocol", new Paragraph(PROTOCOL)));
        return new Report("Binary codes of images", PROTOCOL, sections, setting.provenance());
    }

    /** Mean average precision by class over the length of the codes. */
    private LineChart chart(List<Outcome> outcomes) {
        List<LineChart.Series> series = new ArrayList<>();
        for (HashingContender method : methods) {
            double[] values = outcomes.stream()
                    .filter(one -> one.method == method)
                    .mapToDouble(one -> 100 * one.byClass)
                    .toArray();
            series.add(new LineChart.Series(
                    method.toString(),
                    lengths.stream().mapToDouble(bits -> bits).toArray(),
                    values,
                    series.size(),
                    !method.supervised()));
        }
        return new LineChart(
                "Dashed: learned without classes.", "bits", "mean average precision by class (%)", true, false, series);
    }

    private static ReportTable table(List<Outcome> outcomes) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("method"),
                Column.of("bits"),
                new Column("mAP by class, %", ReportTable.Best.HIGHEST),
                new Column("mAP by distance, %", ReportTable.Best.HIGHEST)));
        IntStream.of(ImageCollection.RETRIEVED)
                .forEach(n -> columns.add(new Column("P@" + n + ", %", ReportTable.Best.HIGHEST)));
        List<List<Cell>> rows = new ArrayList<>();
        for (Outcome one : outcomes) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(one.method.toString()),
                    Cell.of(one.bits, 0),
                    Cell.of(100 * one.byClass, 1),
                    Cell.of(100 * one.byDistance, 1)));
            DoubleStream.of(one.precisions).forEach(value -> cells.add(Cell.of(100 * value, 1)));
            rows.add(cells);
        }
        return new ReportTable("Measured", columns, rows);
    }

    private static ReportTable published(String collection) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("method")));
        IntStream.of(PUBLISHED_BITS).forEach(bits -> columns.add(Column.of(bits + " bits")));
        List<List<Cell>> rows = PUBLISHED.stream()
                .filter(row -> row.collection.equals(collection))
                .map(row -> {
                    List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.method)));
                    DoubleStream.of(row.values).forEach(value -> cells.add(Cell.of(100 * value, 1)));
                    return cells;
                })
                .map(List::copyOf)
                .toList();
        return new ReportTable("Published mAP by class, %: " + SOURCE, columns, rows);
    }
}
