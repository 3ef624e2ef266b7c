package hourglass.cli.duplicates;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.DocumentOptions;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.Range;
import hourglass.cli.output.CodeIds;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Listing;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.ShellCommand;
import hourglass.codes.join.ConnectedComponents;
import hourglass.codes.join.HammingJoin;
import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.persistence.Version;
import hourglass.picture.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Finds pictures, documents or codes that are there several times, nearly the same. */
@Command(
        name = "duplicates",
        description = "Find pictures, documents or codes that are nearly the same. Nothing is deleted.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass duplicates photos/ --report duplicates.html"})
public final class DuplicatesCommand implements Runnable {
    /** So many items that are left out are named. */
    private static final int LEFT_OUT_NAMED = 10;

    @Parameters(
            paramLabel = "SOURCE",
            converter = InputPath.class,
            description = "A folder of pictures; documents (a folder or archive of text or HTML, CSV, JSON lines); a"
                    + " library; or a file of .codes.")
    private Path source;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "Largest distance of duplicates in bits (default: pdq 31 of 256, dhash and phash 5 of 64,"
                    + " simhash 3 of 64; for other codes a thirty-second of their length).")
    private @Nullable Integer radius;

    @Option(
            names = "--hash",
            paramLabel = "HASH",
            description =
                    "How codes are made: pdq, dhash or phash of pictures, simhash of documents (default: pdq for a"
                            + " folder of pictures, else simhash).")
    private @Nullable HashName hash;

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            description =
                    "What is there already: only groups with an item of SOURCE are found, and what is there is kept."
                            + " As SOURCE, or a file that --save-codes wrote.")
    private @Nullable Path against;

    @Option(
            names = "--keep-best",
            paramLabel = "HOW",
            defaultValue = "largest",
            description = "Item of a group to keep: largest (pixels or characters), oldest (file) or first (default:"
                    + " ${DEFAULT-VALUE}).")
    private KeepBest keep;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Page that shows the groups side by side, the largest first.")
    private @Nullable Path report;

    @Group(Heading.OUTPUT)
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            converter = OutputPath.class,
            description = "All groups as JSON lines, or - for standard output.")
    private @Nullable Path output;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "All pairs within the radius as JSON lines, written while they are found.")
    private @Nullable Path pairs;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--save-codes",
            paramLabel = "FILE",
            description = "Codes of all items, those of --against included, with their ids in a table beside: the next"
                    + " run needs only what is new, with this file as --against.")
    private @Nullable Path saved;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Most groups to print (default: ${DEFAULT-VALUE}).")
    private int top;

    @Group(Heading.OUTPUT)
    @Advanced
    @Option(
            names = "--report-groups",
            paramLabel = "N",
            defaultValue = "200",
            description = "Most groups on the page (default: ${DEFAULT-VALUE}).")
    private int reported;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private DocumentOptions documents;

    @Mixin
    private Console console;

    @ParentCommand
    private Interruption.Source hourglass;

    @Spec
    private CommandSpec spec;

    /** The result as JSON. */
    private record Result(
            String source,
            @Nullable String against,
            String hash,
            int bits,
            int radius,
            int items,
            int known,
            List<DuplicateGroup> groups,
            int duplicates,
            long duplicateBytes,
            List<String> leftOut,
            double seconds) {}

    @Override
    public void run() {
        new Range(0, Integer.MAX_VALUE).require("--top", top);
        new Range(1, Integer.MAX_VALUE).require("--report-groups", reported);
        checkTargets();
        long start = System.nanoTime();
        DuplicateSources sources = DuplicateSources.open(source, against, hash, documents);
        hourglass.interruption().watch();
        try (Progress progress = console.progress(sources.expected())) {
            CodedEntries items = sources.read(new Reading(progress, hourglass.interruption()));
            progress.end();
            double readingSeconds = (System.nanoTime() - start) / 1e9;
            requireDates(items);
            int within = radius(sources, items.codes().bits());
            HammingJoin join = HammingJoin.of(items.codes(), within)
                    .withFirstNew(sources.known())
                    .withThreads(Runtime.getRuntime().availableProcessors());
            List<DuplicateGroup> groups = DuplicateGroup.of(items, components(join, items), sources.known(), keep);
            write(items, groups, sources, within);
            print(sources, items, groups, within, readingSeconds, (System.nanoTime() - start) / 1e9);
        }
    }

    private void checkTargets() {
        OutputTargets targets = overwrite.targets().reading(source);
        if (against != null) {
            targets.reading(against);
        }
        if (report != null) {
            targets.writing(report, Content.REPORT);
        }
        if (output != null) {
            targets.writing(output, Content.JSON_LINES);
        }
        if (pairs != null) {
            targets.writing(pairs, Content.JSON_LINES);
        }
        if (saved != null) {
            targets.writing(saved, Content.CODES);
            targets.writing(OutputTargets.beside(saved, CodeIds.SUFFIX), Content.IDS);
        }
        targets.check();
    }

    private void requireDates(CodedEntries items) {
        if (keep == KeepBest.OLDEST && items.entries().stream().allMatch(entry -> entry.modified() == null)) {
            throw new InputException(
                    "--keep-best",
                    "",
                    "oldest needs files with dates, which only pictures have",
                    "give largest or first");
        }
    }

    private int radius(DuplicateSources sources, int bits) {
        if (radius == null) {
            return sources.radius(bits);
        }
        if (radius < 0 || radius > bits) {
            throw new InputException(
                    "--radius", "", "cannot be %d for codes of %d bits".formatted(radius, bits), "give 0 to " + bits);
        }
        return radius;
    }

    private ConnectedComponents components(HammingJoin join, CodedEntries items) {
        if (pairs == null) {
            return join.components();
        }
        try (JsonLinesFile file = new JsonLinesFile(pairs)) {
            ConnectedComponents components =
                    new ConnectedComponents(items.codes().count());
            join.forEach((first, second, distance) -> {
                components.connect(first, second);
                file.append(new Pair(
                        items.entries().get(first).id(),
                        items.entries().get(second).id(),
                        distance));
            });
            file.commit();
            return components;
        }
    }

    /** A line of the file of pairs. */
    private record Pair(String first, String second, int distance) {}

    private void write(CodedEntries items, List<DuplicateGroup> groups, DuplicateSources sources, int within) {
        if (output != null) {
            try (JsonLinesFile file = new JsonLinesFile(output)) {
                groups.forEach(file::append);
                file.commit();
            }
        }
        if (saved != null) {
            items.codes().write(saved);
            CodesSource.writeIds(items.entries(), OutputTargets.beside(saved, CodeIds.SUFFIX));
        }
        if (report != null) {
            Provenance provenance = new Provenance(
                    Version.number(), null, Instant.now(), ShellCommand.of(spec), Provenance.thisMachine());
            new GroupReport(sources, items, groups, within, reported, provenance).write(report);
        }
    }

    private void print(
            DuplicateSources sources,
            CodedEntries items,
            List<DuplicateGroup> groups,
            int within,
            double readingSeconds,
            double seconds) {
        GroupSummary summary = GroupSummary.of(groups);
        console.note(items.remarks());
        Result result = new Result(
                source.toString(),
                against == null ? null : against.toString(),
                sources.hash(),
                items.codes().bits(),
                within,
                items.entries().size() - sources.known(),
                sources.known(),
                groups,
                summary.duplicates(),
                summary.bytes(),
                items.leftOut(),
                seconds);
        Listing listing = new Listing()
                .add(
                        sources.noun(),
                        "%s, %,d with codes of %d bits (%s)"
                                .formatted(source, result.items, result.bits, sources.hash()));
        if (against != null) {
            listing.add("against", "%s, %,d".formatted(against, sources.known()));
        }
        listing.add("groups", summary.text(sources.noun(), within));
        if (report != null) {
            listing.add("report", report);
        }
        listing.add(
                "time",
                String.format(
                        Locale.ROOT,
                        "%.1f s, of which %.1f s to read, %,.0f %s/s",
                        seconds,
                        readingSeconds,
                        items.entries().size() / readingSeconds,
                        sources.noun()));
        if (!items.leftOut().isEmpty()) {
            listing.add("left out", leftOut(items.leftOut()));
        }
        String table = groups.isEmpty() || top == 0 ? "" : GroupTable.of(groups, top) + System.lineSeparator();
        if (output == null) {
            console.print(result, table + listing);
        } else {
            console.print(output, result, table + listing);
        }
    }

    /** A dash is standard output. */
    static final class OutputPath implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            return text.equals("-") ? AtomicFile.STANDARD_OUTPUT : Path.of(text);
        }
    }

    private static String leftOut(List<String> reasons) {
        int named = Math.min(LEFT_OUT_NAMED, reasons.size());
        List<String> lines = new ArrayList<>(reasons.subList(0, named));
        if (reasons.size() > named) {
            lines.add("... (--json lists all)");
        }
        return "%,d: %s".formatted(reasons.size(), String.join("; ", lines));
    }
}
