package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the description of the package is this file's, and runs. */
class PackageExampleTest {
    private static final Path HERE = Path.of("src/test/java/hourglass/library/PackageExampleTest.java");
    private static final Path DESCRIPTION = Path.of("src/main/java/hourglass/library/package-info.java");

    @TempDir
    private Path temporary;

    @Test
    void exampleIsTheOneThatRunsHere() throws IOException {
        String description = Files.readString(DESCRIPTION);
        Matcher example = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL)
                .matcher(description);
        assertThat(example.find()).as("an example in the description").isTrue();
        String source = Files.readString(HERE);
        String start = "// example" + "\n";
        int from = source.indexOf(start) + start.length();
        assertThat(unindented(example.group(1).replaceAll("(?m)^ \\* ?", "")))
                .isEqualTo(unindented(source.substring(from, source.indexOf("// end" + "\n", from))));
    }

    private static String unindented(String code) {
        return code.stripIndent().strip().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    @Test
    void findsTheDocumentOfTheseWords() throws IOException {
        Path documents = Files.createDirectory(temporary.resolve("documents"));
        Files.writeString(documents.resolve("sea.txt"), "The captain steered the ship through the storm.");
        Files.writeString(documents.resolve("kitchen.txt"), "Knead the dough, then bake the bread.");
        Path folder = temporary.resolve("library");
        // example
        Corpus corpus = Corpus.open(documents, CorpusOptions.DEFAULT);
        try (LibraryWriter writer = LibraryWriter.open(folder, () -> SemanticHashing.fit(corpus, 32))) {
            corpus.forEach(document -> writer.put(Item.of(document)));
            writer.commit();
        }
        List<Hit> hits;
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            hits = items.search(Search.words("a ship in the storm").withTop(3)).hits();
        }
        String best = hits.get(0).id();
        // end
        assertThat(best).isEqualTo("sea.txt");
    }
}
