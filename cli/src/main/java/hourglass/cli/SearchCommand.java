package hourglass.cli;

import hourglass.cli.option.InputPath;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.output.Content;
import hourglass.cli.output.DataText;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.ShellCommand;
import hourglass.data.InputException;
import hourglass.library.Hit;
import hourglass.library.ItemFilters;
import hourglass.library.Library;
import hourglass.library.Ranking;
import hourglass.library.Search;
import hourglass.library.SearchResult;
import hourglass.library.Snapshot;
import hourglass.matrix.Metric;
import hourglass.persistence.Version;
import hourglass.picture.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Searches a library for items similar to some words, an item or a file. */
@Command(
        name = "search",
        description = "Search a library for items similar to some words, an item, a file or a vector.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass search library/ solar energy --top 5"})
final class SearchCommand implements Runnable {
    private static final int MOST = 1_000_000;
    private static final int RESCORED = 100;
    /** The number of topics that a message lists. */
    private static final int MOST_TOPICS = 100;

    @Parameters(index = "0", paramLabel = "LIBRARY", description = "The folder of a library.")
    private Path folder;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WORDS", description = "Words to search for.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--like",
            paramLabel = "ID",
            description = "Search for items similar to this item, instead of words.")
    private @Nullable String like;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            converter = InputPath.class,
            description = "Search for items similar to this file, or - for standard input, instead of words.")
    private @Nullable Path file;

    @Option(
            names = "--vector",
            paramLabel = "FILE",
            converter = InputPath.class,
            description =
                    "Search for items similar to this vector: npy, or a line of CSV or JSON, or - for standard input.")
    private @Nullable Path vector;

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "Maximum number of hits (default: 10, or all within the --radius).")
    private @Nullable Integer top;

    @Option(names = "--radius", paramLabel = "R", description = "Maximum Hamming distance (default: unlimited).")
    private @Nullable Integer radius;

    @Option(
            names = "--rank",
            paramLabel = "HOW",
            converter = RankingConverter.class,
            description =
                    "Ranking of the hits: distance (Hamming distance of the codes), or tf-idf (words) or cosine (real"
                            + " codes) among the nearest 1,000 or all within the radius (default: distance, or tf-idf of"
                            + " all if there are fewer than 1,000 documents).")
    private @Nullable Ranking ranking;

    @Option(
            names = "--rescore",
            paramLabel = "N",
            description =
                    "In a library of vectors, order the N items of the nearest codes, or all within the radius, by their"
                            + " vectors; 0 for the order of the codes (default: 100, with a --radius 0).")
    private @Nullable Integer rescore;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Comparison of vectors for --rescore: cosine, dot (inner product) or l2 (Euclidean distance,"
                    + " negative as score) (default: cosine).")
    private @Nullable Metric metric;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only items with this topic; if given several times, with all of them.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--field", paramLabel = "NAME=VALUE", description = "Only items whose field has this value.")
    private Map<String, String> fields = new LinkedHashMap<>();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Page that shows the hits with their pictures or texts.")
    private @Nullable Path report;

    @Option(
            names = "--wide",
            description = "Print ids, titles and texts in full (default: only ids, and these only if the"
                    + " output is not a terminal).")
    private boolean wide;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    /** The result as JSON. */
    private record Result(
            String library, int items, List<Hit> hits, List<String> unknownWords, String remark, double milliseconds) {}

    @Override
    public void run() {
        if (report != null) {
            overwrite.targets().writing(report, Content.REPORT).check();
        }
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            Search search = search(library);
            List<String> unknown = library.unknownWords(String.join(" ", words));
            requireTopics(items);
            long start = System.nanoTime();
            SearchResult found = items.search(search);
            double milliseconds = (System.nanoTime() - start) / 1e6;
            if (report != null) {
                Provenance provenance = new Provenance(
                        Version.number(), null, Instant.now(), ShellCommand.of(spec), Provenance.thisMachine());
                new SearchPage(items, found.hits(), provenance).write("Search in " + folder, like, file, report);
            }
            console.print(
                    new Result(folder.toString(), items.count(), found.hits(), unknown, found.remark(), milliseconds),
                    text(found, items.count(), unknown, milliseconds));
        }
    }

    private Search search(Library library) {
        Search search = example(library);
        if (top != null) {
            requireWithin("--top", top, 1);
            search = search.withTop(top);
        }
        if (ranking != null) {
            search = search.withRanking(ranking);
        }
        if (radius != null) {
            requireWithin("--radius", radius, 0);
            search = search.withRadius(radius);
        }
        if (rescore != null || metric != null) {
            search = rescored(search);
        }
        Query filter = filter();
        return filter == null ? search : search.withFilter(filter);
    }

    private Search rescored(Search search) {
        int candidates = rescore == null ? Math.max(RESCORED, top == null ? 0 : top) : rescore;
        requireWithin("--rescore", candidates, 0);
        if (ranking != null) {
            throw new InputException(
                    rescore == null ? "--metric" : "--rescore", "", "does not go with --rank", "give one of them");
        }
        if (candidates == 0) {
            return search.withRanking(Ranking.DISTANCE);
        }
        if (top != null && top > candidates && radius == null) {
            throw new InputException(
                    "--rescore",
                    "",
                    "orders %,d items, fewer than the --top %,d".formatted(candidates, top),
                    "give %,d or more".formatted(top));
        }
        return search.withRescoring(candidates, metric == null ? Metric.COSINE : metric);
    }

    private static void requireWithin(String option, int value, int least) {
        if (value < least || value > MOST) {
            throw new InputException(option, "", "cannot be " + value, "give %d to %,d".formatted(least, MOST));
        }
    }

    private Search example(Library library) {
        List<Search> given = new ArrayList<>();
        if (!words.isEmpty()) {
            given.add(Search.words(String.join(" ", words)));
        }
        if (like != null) {
            given.add(Search.like(like));
        }
        if (file != null) {
            given.add(Search.file(file));
        }
        if (vector != null) {
            if (library.model().text() != null) {
                throw new InputException(
                        "--vector",
                        "",
                        "is for libraries of numbers, but the model of %s reads texts".formatted(folder),
                        "search by words, --like or --file");
            }
            given.add(Search.values(
                    new VectorFile(vector).read(library.model().bareModel().visible())));
        }
        if (given.size() != 1) {
            throw new InputException(
                    "search",
                    "",
                    "needs words, --like, --file or --vector, one of these and not " + given.size(),
                    "give one");
        }
        return given.get(0);
    }

    /** The filter that all hits must match, or null if none is given. */
    private @Nullable Query filter() {
        if (topics.isEmpty() && fields.isEmpty()) {
            return null;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        topics.forEach(topic -> all.add(ItemFilters.topic(topic), Occur.FILTER));
        fields.forEach((name, value) -> all.add(ItemFilters.field(name, value), Occur.FILTER));
        return all.build();
    }

    /** Refuses topics that no item has, and names those that there are. */
    private void requireTopics(Snapshot items) {
        for (String topic : topics) {
            if (items.count(ItemFilters.topic(topic)) == 0) {
                List<String> known = items.topics();
                throw new InputException(
                        "--topic",
                        "",
                        "no item has the topic '%s'".formatted(topic),
                        known.isEmpty()
                                ? "leave it out, since no item of %s has a topic".formatted(folder)
                                : "give one of: " + DataText.some(known, MOST_TOPICS));
            }
        }
    }

    private HitTable.Width width() {
        if (wide) {
            return HitTable.Width.FULL;
        }
        return console.isTerminal() ? HitTable.Width.SCREEN : HitTable.Width.FULL_IDS;
    }

    private String text(SearchResult found, int items, List<String> unknown, double milliseconds) {
        StringBuilder text = new StringBuilder();
        if (!found.hits().isEmpty()) {
            text.append(HitTable.of(found.hits(), width())).append(System.lineSeparator());
        }
        text.append(
                "%,d found among %,d items in %.1f ms%n".formatted(found.hits().size(), items, milliseconds));
        if (!found.remark().isEmpty()) {
            text.append(found.remark()).append(System.lineSeparator());
        } else if (!unknown.isEmpty()) {
            text.append("the model does not know: ")
                    .append(String.join(", ", unknown))
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Reads tf-idf as it is spelled. */
    static final class RankingConverter implements ITypeConverter<Ranking> {
        @Override
        public Ranking convert(String text) {
            return Arrays.stream(Ranking.values())
                    .filter(ranking ->
                            ranking.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'%s' is not a ranking; give distance, tf-idf or cosine".formatted(text)));
        }
    }
}
