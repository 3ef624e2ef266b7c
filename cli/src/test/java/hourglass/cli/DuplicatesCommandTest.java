package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures, documents, libraries and codes that are there several times. */
class DuplicatesCommandTest {
    @TempDir
    private Path folder;

    private Path photos;

    /** Two scenes; the first is there as a large PNG and twice as a smaller JPEG, the second once. */
    @BeforeEach
    void takePhotos() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos"));
        write(scene(1, 400), "beach.png");
        write(scaled(scene(1, 400), 300), "copies/beach.jpg");
        write(scaled(scene(1, 400), 200), "copies/small beach.jpg");
        write(scene(2, 300), "forest.jpg");
    }

    private static BufferedImage scene(long seed, int side) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            picture.setRGB(i % side, i / side, new Color(100 + 100 * (i % side) / side, 150, 200).getRGB());
        }
        Graphics2D pen = picture.createGraphics();
        for (int i = 0; i < 20; i++) {
            pen.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            double[] place = random.doubles(4).map(part -> part * side / 2).toArray();
            pen.fillOval(
                    ((int) place[0]) * 2 - side / 8, ((int) place[1]) * 2 - side / 8, (int) place[2], (int) place[3]);
        }
        pen.dispose();
        return picture;
    }

    private static BufferedImage scaled(BufferedImage picture, int side) {
        BufferedImage scaled = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = scaled.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(picture, 0, 0, side, side, null);
        pen.dispose();
        return scaled;
    }

    private void write(BufferedImage picture, String name) throws IOException {
        Path file = photos.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    }

    private static JsonNode find(Object... arguments) {
        return Cli.succeed(Stream.of(new Object[] {"duplicates", "--json"}, arguments)
                        .flatMap(Stream::of)
                        .toArray())
                .json();
    }

    private static List<String> duplicates(JsonNode group) {
        List<String> ids = new ArrayList<>();
        group.at("/duplicates").forEach(member -> ids.add(member.at("/id").asText()));
        return ids;
    }

    private static void refuses(String reason, Object... arguments) {
        Cli.Result result = Cli.run(Stream.of(new Object[] {"duplicates"}, arguments)
                .flatMap(Stream::of)
                .toArray());
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdq", "phash", "dhash"})
    void findsSmallerCopiesOfAPictureAndKeepsTheLargest(String hash) {
        JsonNode result = find(photos, "--hash", hash);
        assertThat(result.at("/groups")).hasSize(1);
        assertThat(result.at("/groups/0/kept/id").asText()).isEqualTo("beach.png");
        assertThat(duplicates(result.at("/groups/0")))
                .containsExactlyInAnyOrder("copies/beach.jpg", "copies/small beach.jpg");
        assertThat(result.at("/hash").asText()).isEqualTo(hash);
    }

    @Test
    void keepsTheOldestFile() throws IOException {
        Files.setLastModifiedTime(photos.resolve("copies/beach.jpg"), FileTime.from(Instant.EPOCH));
        assertThat(find(photos, "--keep-best", "oldest").at("/groups/0/kept/id").asText())
                .isEqualTo("copies/beach.jpg");
    }

    @Test
    void keepsTheFirstByName() throws IOException {
        write(scaled(scene(1, 400), 200), "apple.jpg");
        assertThat(find(photos, "--keep-best", "first").at("/groups/0/kept/id").asText())
                .isEqualTo("apple.jpg");
    }

    @Test
    void changesNothingInTheFolder() throws IOException {
        Cli.succeed("duplicates", photos, "--report", folder.resolve("page.html"));
        try (Stream<Path> files = Files.walk(photos)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(4);
        }
    }

    @Test
    void unreadableAndPlainPicturesAreListedAndDoNotStopIt() throws IOException {
        Files.writeString(photos.resolve("broken.jpg"), "no picture");
        write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "black.png");
        JsonNode result = find(photos);
        assertThat(result.at("/leftOut")).hasSize(2);
        assertThat(result.at("/leftOut/0").asText()).startsWith("black.png has too little detail");
        assertThat(result.at("/leftOut/1").asText()).startsWith("broken.jpg is not an image");
        assertThat(result.at("/groups")).hasSize(1);
    }

    @Test
    void otherFilesOfTheFolderAreMentioned() throws IOException {
        Files.writeString(photos.resolve("notes.txt"), "a note");
        assertThat(find(photos).at("/remarks/0").asText()).contains("1 files").contains("--hash simhash");
    }

    @Test
    void onlyWhatIsNewIsFoundAgainstWhatIsThere() throws IOException {
        Path before = photos;
        photos = Files.createDirectories(folder.resolve("new"));
        write(scaled(scene(2, 300), 400), "forest again.png");
        JsonNode result = find(photos, "--against", before);
        assertThat(result.at("/groups")).hasSize(1);
        assertThat(result.at("/groups/0/kept/id").asText()).isEqualTo("forest.jpg");
        assertThat(result.at("/groups/0/kept/known").asBoolean()).isTrue();
        assertThat(duplicates(result.at("/groups/0"))).containsExactly("forest again.png");
    }

    @Test
    void savedCodesTakeThePlaceOfThePictures() throws IOException {
        Path codes = folder.resolve("before.codes");
        Path before = photos;
        Cli.succeed("duplicates", before, "--save-codes", codes);
        photos = Files.createDirectories(folder.resolve("new"));
        write(scaled(scene(2, 300), 400), "forest again.png");
        assertThat(find(photos, "--against", codes).at("/groups"))
                .isEqualTo(withoutSizesOfKnown(find(photos, "--against", before).at("/groups")));
    }

    private static JsonNode withoutSizesOfKnown(JsonNode groups) {
        groups.forEach(group -> ((ObjectNode) group.at("/kept")).retain("id", "known"));
        return groups;
    }

    @Test
    void pairsAndGroupsAreWrittenAsJsonLines() throws IOException {
        Path pairs = folder.resolve("pairs.jsonl");
        Path groups = folder.resolve("groups.jsonl");
        Cli.succeed("duplicates", photos, "--pairs", pairs, "-o", groups);
        TreeSet<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(pairs)) {
            JsonNode pair = new ObjectMapper().readTree(line);
            names.add(pair.at("/first").asText());
            names.add(pair.at("/second").asText());
        }
        assertThat(names).containsExactly("beach.png", "copies/beach.jpg", "copies/small beach.jpg");
        assertThat(Files.readAllLines(groups)).singleElement().asString().startsWith("{\"kept\":{\"id\":\"beach.png\"");
    }

    @Test
    void pageShowsTheGroupWithThumbnailsAndLinks() throws IOException {
        Path page = folder.resolve("page.html");
        Cli.succeed("duplicates", photos, "--report", page);
        assertThat(Files.readString(page))
                .contains("3 pictures", "href=\"photos/copies/small%20beach.jpg\"", "src=\"data:image/jpeg;base64,")
                .doesNotContain("forest.jpg");
    }

    @Test
    void findsDocumentsThatDifferInAWord() throws IOException {
        Path documents = Files.createDirectories(folder.resolve("documents"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append("word")
                    .append((char) ('a' + i % 17))
                    .append((char) ('a' + i % 19))
                    .append(' ');
        }
        Files.writeString(documents.resolve("one.txt"), text);
        Files.writeString(documents.resolve("two.txt"), text + "changed");
        Files.writeString(documents.resolve("three.txt"), "something else");
        JsonNode result = find(documents);
        assertThat(result.at("/groups")).hasSize(1);
        assertThat(result.at("/groups/0/kept/id").asText()).isEqualTo("two.txt");
        assertThat(duplicates(result.at("/groups/0"))).containsExactly("one.txt");
    }

    @Test
    void itemsOfALibraryAreComparedByItsCodes() {
        Workshop workshop = new Workshop(folder);
        Path digits = workshop.digits(40);
        Path model = workshop.model(digits);
        Path library = folder.resolve("library");
        Cli.succeed("index", digits, "--model", model, "-o", library);
        JsonNode result = find(library, "--radius", 0);
        assertThat(result.at("/items").asInt()).isEqualTo(40);
        // Codes of two bits: at most four are different.
        assertThat(result.at("/duplicates").asInt()).isGreaterThanOrEqualTo(36);
    }

    @Test
    void picturesAreComparedWithALibraryByItsModel() {
        Path digits = folder.resolve("digits");
        Cli.succeed("data", "digits", "--count", 40, "-o", digits);
        Path model = folder.resolve("digits.safetensors");
        Cli.succeed("train", "--data", digits, "--model", "itq", "--bits", 32, "-o", model);
        Path library = folder.resolve("library");
        Cli.succeed("index", digits, "--model", model, "-o", library);
        JsonNode result = find(digits, "--against", library, "--radius", 0);
        assertThat(result.at("/known").asInt()).isEqualTo(40);
        assertThat(result.at("/groups")).hasSizeGreaterThanOrEqualTo(30);
        result.at("/groups").forEach(group -> assertThat(group.at("/kept/known").asBoolean())
                .isTrue());
    }

    @Test
    void refusesWhatCannotBeCompared() throws IOException {
        refuses("there is no such file", folder.resolve("nothing"));
        refuses("0 to 256", photos, "--radius", 300);
        Files.writeString(folder.resolve("text.txt"), "some words");
        refuses("is no folder of pictures", folder.resolve("text.txt"), "--hash", "pdq");
        refuses("needs files with dates", folder.resolve("text.txt"), "--keep-best", "oldest");
        Cli.succeed("duplicates", photos, "--save-codes", folder.resolve("before.codes"), "--hash", "dhash");
        refuses("has codes of 64 bits, but", photos, "--against", folder.resolve("before.codes"));
        refuses("has its own codes", folder.resolve("before.codes"), "--hash", "pdq");
    }

    @Test
    void idsThatDoNotFitTheCodesAreRefused() throws IOException {
        Path codes = folder.resolve("before.codes");
        Cli.succeed("duplicates", photos, "--save-codes", codes);
        Files.writeString(folder.resolve("before-ids.csv"), "id\nonly one\n");
        refuses("has 1 ids, but", codes);
    }

    @Test
    void folderOfBrokenPicturesAloneIsRefused() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("broken.jpg"), "no picture");
        refuses("holds nothing that can be compared; broken.jpg is not an image", broken);
    }
}
