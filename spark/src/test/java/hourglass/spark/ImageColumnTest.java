package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.image.DecodedImage;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in a folder, as Spark's source of images reads them. */
class ImageColumnTest {
    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
    }

    private void picture(String name, int width, int height, int... colours) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < width * height; pixel++) {
            image.setRGB(pixel % width, pixel / width, colours[pixel % colours.length]);
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private Dataset<Row> images() {
        return spark.read().format("image").load(folder.toUri().toString());
    }

    private static AutoencoderEstimator estimator() {
        return new AutoencoderEstimator().setInputCol("image").setLayers("3").setMaxIter(1);
    }

    /** What a network sees of a picture. */
    private float[] seen(String name) {
        InputColumn column = InputColumn.of(images().schema(), "image");
        Row row = images().filter("image.origin like '%" + name + "'").first();
        hourglass.data.ImageShape shape = ItemReader.shapeOf(row.getStruct(0));
        RowBlock.Builder block = new RowBlock.Builder(shape.size(), false);
        new ItemReader(column, shape.size(), shape, false, null).read(row, block);
        return block.build().rows().toArray();
    }

    @Test
    void pixelsAreThoseThatTheLibraryReads() throws Exception {
        picture("colours.png", 3, 2, 0xff0000, 0x00ff00, 0x0000ff, 0x102030, 0xffffff);
        DecodedImage alone = DecodedImage.read(folder.resolve("colours.png"));
        float[] expected = alone.values(alone.shape(true));
        for (int i = 0; i < expected.length; i++) {
            expected[i] /= 255;
        }
        assertThat(seen("colours.png")).isEqualTo(expected);
    }

    @Test
    void coloursOfAModelAreReconstructedInTheirOrder() throws Exception {
        for (int i = 0; i < 6; i++) {
            picture("red%d.png".formatted(i), 2, 2, 0xff0000);
        }
        AutoencoderModel model = estimator()
                .setOptimizer("lbfgs")
                .setMaxIter(60)
                .setReconstructionCol("again")
                .fit(images());
        List<Float> again = model.transform(images()).select("again").first().getList(0);
        assertThat(again.get(0)).isCloseTo(1f, within(0.05f));
        assertThat(again.get(2)).isCloseTo(0f, within(0.05f));
    }

    @Test
    void picturesOfAnotherSizeAreRefusedUnlessAShapeIsSet() throws Exception {
        picture("a.png", 4, 4, 0x808080);
        picture("b.png", 6, 5, 0x404040);
        assertThatThrownBy(() -> estimator().fit(images()))
                .hasMessageMatching(".* is file:.*/[ab].png of (4x4|5x6)x3, where (5x6|4x4)x3 is expected; "
                        + "set imageShape to '.*' to have all images scaled");
        AutoencoderModel model = estimator().setImageShape("2x2x1").fit(images());
        assertThat(model.fittedModel().bareModel().visible()).isEqualTo(4);
        assertThat(model.transform(images()).count()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws Exception {
        picture("a.png", 4, 4, 0x808080);
        Files.writeString(folder.resolve("broken.png"), "no picture");
        assertThatThrownBy(() -> estimator().fit(images())).hasMessageContaining("broken.png could not be decoded");
    }
}
