package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void write() {
        folder = temporary.resolve("library");
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofTexts(1))) {
            writer.put(Item.of("a", "title", "w1 w2"));
            writer.commit();
        }
    }

    private static void refuses(ThrowingCallable call, Path file, String... reasons) {
        refuses(call, reasons);
        assertThatExceptionOfType(InputException.class).isThrownBy(call).withMessageStartingWith(file.toString());
    }

    private static void refuses(ThrowingCallable call, String... reasons) {
        for (String reason : reasons) {
            assertThatExceptionOfType(InputException.class).isThrownBy(call).withMessageContaining(reason);
        }
    }

    private void search(Search search) {
        read(folder, items -> items.search(search));
    }

    private interface Reading {
        void read(Snapshot items);
    }

    private static void read(Path folder, Reading reading) {
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            reading.read(items);
        }
    }

    private Path model() {
        return folder.resolve("model.safetensors");
    }

    private List<Path> indexFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            return files.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        Path nowhere = temporary.resolve("nowhere");
        refuses(() -> Library.open(nowhere), nowhere, "no such folder");
        refuses(() -> LibraryWriter.open(nowhere), nowhere, "no such folder");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "text");
        refuses(() -> Library.open(file), file, "not a folder");
        refuses(() -> LibraryWriter.open(file, Models.ofTexts(1)), file, "not a folder");
    }

    @Test
    void refusesAFolderOfOtherFiles() throws IOException {
        Path other = Files.createDirectory(temporary.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "text");
        refuses(() -> Library.open(other), other, "not a library");
        refuses(() -> LibraryWriter.open(other, Models.ofTexts(1)), other, "thesis.txt");
        assertThat(other.resolve("thesis.txt")).hasContent("text");
    }

    /** It may be the user's only copy. */
    @Test
    void refusesAFolderThatHoldsOnlyAModel() throws IOException {
        Path other = Files.createDirectory(temporary.resolve("other"));
        ModelFile.write(other.resolve("model.safetensors"), Models.ofTexts(2));
        refuses(() -> LibraryWriter.open(other, Models.ofTexts(1)), other, "model.safetensors");
    }

    @Test
    void takesAFolderWhoseMakingWasCutShort() throws IOException {
        Path half = temporary.resolve("half");
        Files.createDirectories(half.resolve("index"));
        Files.writeString(half.resolve("index").resolve("write.lock"), "");
        Files.writeString(half.resolve(".model.safetensors.01234567-89ab-cdef-0123-456789abcdef.tmp"), "half");
        ModelFile.write(half.resolve("model.safetensors"), Models.ofTexts(2));
        LibraryWriter.open(half, Models.ofTexts(1)).close();
        read(half, items -> assertThat(items.count()).isZero());
        assertThat(half.resolve(".model.safetensors.01234567-89ab-cdef-0123-456789abcdef.tmp"))
                .doesNotExist();
    }

    @Test
    void refusesAnIndexOfAnotherProgram() throws IOException {
        Path other = temporary.resolve("other");
        ModelFile.write(Files.createDirectory(other).resolve("model.safetensors"), Models.ofTexts(1));
        try (Directory directory = FSDirectory.open(other.resolve("index"));
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.commit();
        }
        refuses(() -> Library.open(other), other, "not made by Hourglass");
        refuses(() -> LibraryWriter.open(other), other, "not made by Hourglass");
    }

    @Test
    void refusesTruncatedFilesAndTouchesNone() throws IOException {
        assertThat(indexFiles()).hasSizeGreaterThan(3);
        for (Path file : indexFiles()) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            List<Path> before = indexFiles();
            refuses(() -> read(folder, Snapshot::verify), folder.resolve("index"), "damaged");
            refuses(() -> LibraryWriter.open(folder), folder.resolve("index"), "damaged");
            assertThat(indexFiles()).isEqualTo(before);
            Files.write(file, whole);
            read(folder, items -> assertThat(items.count()).isEqualTo(1));
        }
    }

    @Test
    void refusesAFileThatIsMissing() throws IOException {
        for (Path file : indexFiles()) {
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            refuses(() -> Library.open(folder), folder);
            refuses(() -> LibraryWriter.open(folder, Models.ofTexts(1)), folder);
            Files.write(file, whole);
            read(folder, items -> assertThat(items.count()).isEqualTo(1));
        }
    }

    @Test
    void findsAChangedByte() throws IOException {
        Path file = indexFiles().stream()
                .filter(name -> name.toString().endsWith(".cfs"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        refuses(() -> read(folder, Snapshot::verify), folder.resolve("index"), "damaged");
    }

    @Test
    void verifiesASoundLibrary() {
        assertThatCode(() -> Library.verify(folder)).doesNotThrowAnyException();
    }

    @Test
    void verificationFindsAChangedByteInEveryFile() throws IOException {
        for (Path file : indexFiles()) {
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(file, changed);
            refuses(() -> Library.verify(folder), folder.resolve("index"), "damaged");
            Files.write(file, whole);
        }
    }

    @Test
    void verificationComparesTheBinaryCodesWithTheRealOnes() throws IOException {
        try (Directory directory = FSDirectory.open(folder.resolve("index"));
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            Iterable<Map.Entry<String, String>> data =
                    SegmentInfos.readLatestCommit(directory).getUserData().entrySet();
            float[] real = new float[Models.BITS];
            Code wrong = new Code(real, new long[] {1});
            writer.addDocument(ItemDocument.of(Item.of("b", "", ""), List.of(), wrong, Models.BITS, false));
            writer.setLiveCommitData(data);
            writer.commit();
        }
        refuses(() -> Library.verify(folder), folder.resolve("index"), "not that of its real code");
    }

    @Test
    void verificationIsRefusedWhileThereIsAWriter() {
        try (LibraryWriter writer = LibraryWriter.open(folder)) {
            assertThat(writer.model()).isNotNull();
            refuses(() -> Library.verify(folder), folder, "being written to already");
        }
    }

    @Test
    void refusesASecondWriterWhileTheModelOfANewLibraryIsFitted() {
        Path place = temporary.resolve("new");
        LibraryWriter.open(place, () -> {
                    refuses(() -> LibraryWriter.open(place, Models.ofTexts(2)), place, "being written to already");
                    return Models.ofTexts(1);
                })
                .close();
        read(place, items -> assertThat(items.count()).isZero());
    }

    @Test
    void leavesNoFolderIfTheFitFails() {
        Path place = temporary.resolve("new");
        refuses(
                () -> LibraryWriter.open(place, () -> {
                    throw new InputException("documents", "", "are all the same", "give others");
                }),
                "are all the same");
        assertThat(place).doesNotExist();
    }

    @Test
    void refusesALibraryWithoutItsModel() throws IOException {
        Files.delete(model());
        refuses(() -> Library.open(folder), model(), "missing");
        refuses(() -> LibraryWriter.open(folder), model(), "missing");
        refuses(() -> LibraryWriter.open(folder, Models.ofTexts(1)), model(), "missing");
    }

    @Test
    void refusesALibraryWithAnotherModelInItsPlace() {
        ModelFile.write(model(), Models.ofTexts(2));
        refuses(() -> Library.open(folder), model(), "is not the model that made the codes");
        refuses(() -> LibraryWriter.open(folder), model(), "is not the model that made the codes");
    }

    @Test
    void refusesALibraryWithADamagedModel() throws IOException {
        Files.write(model(), Arrays.copyOf(Files.readAllBytes(model()), 1000));
        refuses(() -> Library.open(folder), model());
    }

    @Test
    void refusesToAddCodesOfAnotherModel() {
        refuses(() -> LibraryWriter.open(folder, Models.ofTexts(2)), folder, "another model");
        LibraryWriter.open(folder, Models.ofTexts(1)).close();
    }

    @Test
    void refusesAModelWithoutThresholds() {
        FittedModel known = Models.ofTexts(1);
        FittedModel model = new FittedModel(known.bareModel(), known.transform(), known.data(), known.fit());
        refuses(() -> LibraryWriter.open(temporary.resolve("new"), model), "thresholds");
    }

    @Test
    void refusesASecondWriterAndLetsTheFirstContinue() {
        try (LibraryWriter writer = LibraryWriter.open(folder)) {
            refuses(() -> LibraryWriter.open(folder), folder, "being written to already");
            writer.put(Item.of("b", "", "w3"));
            writer.commit();
        }
        read(folder, items -> assertThat(items.count()).isEqualTo(2));
    }

    @Test
    void refusesCodesAndRadiiOfTheWrongSize() {
        refuses(() -> search(Search.code(1, 2)), "20 bits");
        refuses(() -> search(Search.code(1L << 20)), "20 bits");
        refuses(() -> search(Search.code(1).withRadius(21)), "21", "20 bits");
    }

    @Test
    void refusesExamplesThatTheModelDoesNotRead() {
        refuses(() -> search(Search.values(new float[Models.WORDS])), "reads texts");
        refuses(() -> search(Search.like("nobody")), "'nobody'", "not in the library");
        refuses(() -> search(Search.file(temporary.resolve("nowhere.txt"))), "nowhere.txt");
    }

    @Test
    void refusesAFileOfSeveralItems() throws IOException {
        Path several = Files.createDirectory(temporary.resolve("several"));
        Files.writeString(several.resolve("a.txt"), "w1");
        Files.writeString(several.resolve("b.txt"), "w2");
        refuses(() -> search(Search.file(several)), several, "more than one item");
    }

    @Test
    void refusesRankingsThatTheExampleDoesNotAllow() {
        refuses(() -> search(Search.code(1).withRanking(Ranking.TF_IDF)), "words");
        refuses(() -> search(Search.code(1).withRanking(Ranking.COSINE)), "real code");
    }

    @Test
    void refusesValuesThatTheModelDoesNotTakeAndKeepsTheOthers() {
        Path place = temporary.resolve("numbers");
        try (LibraryWriter writer = LibraryWriter.open(place, Models.ofNumbers(1))) {
            writer.put(Item.of("a", "", "").withValues(new float[Models.WORDS]));
            float[] infinite = new float[Models.WORDS];
            infinite[3] = Float.POSITIVE_INFINITY;
            refuses(() -> writer.put(Item.of("b", "", "").withValues(new float[3])), "'b'", "3 values", "60");
            refuses(() -> writer.put(Item.of("b", "", "").withValues(infinite)), "'b'", "value 3");
            writer.commit();
        }
        read(place, items -> assertThat(items.count()).isEqualTo(1));
    }

    @Test
    void boundsTexts() {
        String giant = "w1 ".repeat(Item.LONGEST_TEXT);
        try (LibraryWriter writer = LibraryWriter.open(folder)) {
            writer.put(Item.of("giant", "", giant));
            writer.commit();
        }
        read(folder, items -> assertThat(items.item("giant").orElseThrow().text())
                .hasSize(Item.LONGEST_TEXT));
    }

    @Test
    void refusesKeysThatAreEmptyOrTooLong() {
        String giant = "x".repeat(Item.LONGEST_KEY + 1);
        refuses(() -> Item.of("", "", ""), "empty id");
        refuses(() -> Item.of(giant, "", ""), "10,001 characters");
        refuses(() -> Item.of("a", "", "").withTopics(List.of(giant)), "topic");
        refuses(() -> Item.of("a", "", "").withFields(Map.of("name", giant)), "field name");
        refuses(() -> Item.of("a", "", "").withThumbnail(new byte[Item.LARGEST_THUMBNAIL + 1]), "thumbnail");
    }
}
