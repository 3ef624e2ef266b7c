package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain folder of pictures of any sizes as a library, and search by a picture. */
class IndexPicturesTest {
    private static final int EACH = 20;

    @TempDir
    private static Path folder;

    private static Path photos;
    private static Path library;

    /** Two albums: discs on a blue sky, and stripes on red; of different sizes. */
    @BeforeAll
    static void index() throws IOException {
        photos = folder.resolve("photos");
        library = folder.resolve("library");
        for (int i = 0; i < EACH; i++) {
            write(sky(i, 100 + i, 80), photos.resolve("sky/%02d.png".formatted(i)));
            write(stripes(i, 90, 120 + i), photos.resolve("stripes/%02d.jpg".formatted(i)));
        }
        Files.writeString(photos.resolve("sky/broken.jpg"), "no picture");
        Files.writeString(photos.resolve("notes.txt"), "a note");
        Files.writeString(photos.resolve("sky/phone.heic"), "not read");
        Cli.succeed("index", photos, "-o", library, "--bits", 32);
    }

    private static void write(BufferedImage picture, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, file.toString().endsWith("png") ? "png" : "jpg", file.toFile());
    }

    private static BufferedImage sky(long seed, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(seed);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(90, 140, 220));
        pen.fillRect(0, 0, width, height);
        for (int i = 0; i < 5; i++) {
            pen.setColor(new Color(230, 230, 200 + random.nextInt(50)));
            pen.fillOval(random.nextInt(width), random.nextInt(height), width / 4, height / 4);
        }
        pen.dispose();
        return picture;
    }

    private static BufferedImage stripes(long seed, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int step = 8 + (int) (seed % 5);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, (x / step % 2 == 0 ? new Color(200, 40, 40) : new Color(90, 10, 10)).getRGB());
            }
        }
        return picture;
    }

    private static List<String> found(Object... arguments) {
        Object[] command = new Object[arguments.length + 3];
        command[0] = "search";
        command[1] = library;
        command[2] = "--json";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        List<String> ids = new ArrayList<>();
        Cli.succeed(command)
                .json()
                .at("/hits")
                .forEach(hit -> ids.add(hit.at("/id").asText()));
        return ids;
    }

    @Test
    void searchByAPictureFindsItsKind() throws IOException {
        Path query = folder.resolve("query.png");
        write(sky(99, 200, 150), query);
        assertThat(found("--file", query, "--top", 10)).hasSize(10).allMatch(id -> id.startsWith("sky/"));
    }

    @Test
    void searchByASmallerCopyFindsThePictureFirst() throws IOException {
        Path query = folder.resolve("copy.jpg");
        write(sky(7, 107, 80), query);
        assertThat(found("--file", query, "--top", 1)).containsExactly("sky/07.png");
    }

    @Test
    void pageShowsTheExampleAndTheHits() throws IOException {
        Path query = folder.resolve("shown.png");
        write(sky(99, 200, 150), query);
        Path page = folder.resolve("hits.html");
        Cli.succeed("search", library, "--file", query, "--top", 3, "--report", page);
        assertThat(Files.readString(page).split("<img ")).hasSize(1 + 1 + 3);
    }

    @Test
    void subFoldersAreTopics() {
        assertThat(found("--like", "sky/00.png", "--topic", "stripes", "--top", 3))
                .hasSize(3)
                .allMatch(id -> id.startsWith("stripes/"));
    }

    @Test
    void thumbnailsAreKept() throws IOException {
        try (Library opened = Library.open(library);
                Snapshot items = opened.snapshot()) {
            byte[] thumbnail = items.item("sky/03.png").orElseThrow().thumbnail();
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(thumbnail)));
            assertThat(picture.getWidth()).isEqualTo(103);
        }
    }

    @Test
    void sameCommandAgainChangesNothingAndNamesWhatIsPassedOver() {
        JsonNode result = Cli.succeed("index", photos, "-o", library, "--json").json();
        assertThat(result.at("/changes/added").asInt()
                        + result.at("/changes/replaced").asInt())
                .isZero();
        assertThat(result.at("/items").asInt()).isEqualTo(2 * EACH);
        assertThat(result.at("/remarks").toString())
                .contains(
                        "sky/broken.jpg is not an image of a known format",
                        "1 files of",
                        "pictures in formats that are not read (heic: 1; first: sky/phone.heic)");
    }

    @Test
    void duplicatesOfNewPicturesAreFoundByTheLibrarysCodes() throws IOException {
        Path fresh = folder.resolve("fresh");
        write(sky(7, 107, 80), fresh.resolve("again.png"));
        JsonNode result =
                Cli.succeed("duplicates", fresh, "--against", library, "--json").json();
        assertThat(result.at("/groups/0/kept/known").asBoolean()).isTrue();
        assertThat(result.at("/groups/0/duplicates").findValuesAsText("id")).contains("again.png");
    }

    @Test
    void queryThatIsNoPictureIsRefused() throws IOException {
        Path query = folder.resolve("broken.png");
        Files.writeString(query, "no picture");
        Cli.Result result = Cli.run("search", library, "--file", query);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("is not an image of a known format");
    }
}
