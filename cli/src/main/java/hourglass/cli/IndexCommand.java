package hourglass.cli;

import hourglass.cli.help.Output;
import hourglass.cli.option.Checkpointing;
import hourglass.cli.option.DocumentOptions;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.InterruptibleFit;
import hourglass.cli.terminal.Listing;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.data.file.Split;
import hourglass.library.Item;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.Snapshot;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.ReadReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Indexes documents, images or rows in a library; first fits a model, unless there is one. */
@Command(
        name = "index",
        description = "Indexes documents so that search finds similar ones.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: hourglass index documents/ -o library/",
            "",
            "Run the same command again to update the library: only new and changed items are indexed."
                    + " After Ctrl-C or a crash, run the same command again to continue."
        })
final class IndexCommand implements Runnable {
    @Parameters(
            paramLabel = "SOURCE",
            converter = InputPath.class,
            description =
                    "Documents: a folder or archive of text or HTML, a file of CSV or JSON lines, or - for these from"
                            + " standard input; with a --model of other data, such data.")
    private Path source;

    @Mixin
    @Output(value = "The folder of the library; it is created if it does not exist.", label = "LIBRARY")
    private OutputOption output;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model file written by train, which encodes the items of a new library (default: a model is"
                    + " fitted to the documents, or to their training part if there is one).")
    private @Nullable Path modelPath;

    @Mixin
    private NewModelOptions newModel;

    @Option(names = "--prune", description = "Delete items that are no longer in the source, or in its chosen part.")
    private boolean prune;

    @Option(
            names = "--commit-every",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Commit after this many items, or after 10 seconds if that is sooner (default:"
                    + " ${DEFAULT-VALUE}).")
    private int commitEvery;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private DocumentOptions documents;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** What was found in the documents, once they are read. */
    private @Nullable ReadReport report;

    /** The result as JSON. */
    private record Result(
            String library,
            int items,
            int withoutCode,
            int bits,
            Indexing.Changes changes,
            double preparingSeconds,
            double indexingSeconds,
            double itemsPerSecond) {}

    @Override
    public void run() {
        newModel.check();
        if (commitEvery < 1) {
            throw new InputException("--commit-every", "", "cannot be " + commitEvery, "give 1 or more");
        }
        checkPlace();
        long start = System.nanoTime();
        try (LibraryWriter writer = open()) {
            // Of this training, or of one that was killed when the library had just been made.
            checkpoint().end();
            long opened = System.nanoTime();
            Indexing.Changes changes = index(writer);
            print(writer, changes, (opened - start) / 1e9, (System.nanoTime() - opened) / 1e9);
        }
    }

    /** Refuses a library that could not be made, or that would come to index itself. */
    private void checkPlace() {
        LibraryWriter.requirePlace(output.path());
        if (!Library.exists(output.path())) {
            new OutputTargets(false)
                    .reading(source)
                    .writing(checkpoint().file(), Content.CHECKPOINT)
                    .check();
        }
        Path library = output.path().toAbsolutePath().normalize();
        if (library.startsWith(source.toAbsolutePath().normalize())) {
            throw new InputException(
                    output.path().toString(), "", "lies within " + source, "name a folder outside of what is indexed");
        }
    }

    /** The state of a training, beside the library. */
    private Checkpointing checkpoint() {
        return new Checkpointing(
                output.path().resolveSibling(output.path().getFileName() + ".checkpoint"), false, false);
    }

    private LibraryWriter open() {
        if (modelPath != null) {
            FittedModel given = ModelFile.read(modelPath);
            newModel.requireLike(modelPath.toString(), given);
            return LibraryWriter.open(output.path(), given);
        }
        if (Library.exists(output.path())) {
            try (Library library = Library.open(output.path())) {
                newModel.requireLike(output.path().toString(), library.model());
            }
            return LibraryWriter.open(output.path());
        }
        return LibraryWriter.open(output.path(), this::fit);
    }

    /** A model for a library of its own. */
    private FittedModel fit() {
        try (ThreadTeam team = threads.team()) {
            InterruptibleFit fit = new InterruptibleFit(
                    console, hourglass.interruption(), checkpoint().file());
            return newModel.fit(documents.open(source, Split.TRAIN), fit, team);
        }
    }

    /** A row under its id, such as the path of its file, else under its number. */
    private static Item item(Dataset data, int row) {
        float[] values = new float[data.rows().columns()];
        data.rows().read(row, values, 0);
        String id = data.ids().isEmpty() ? Integer.toString(row) : data.ids().get(row);
        Item item = Item.of(id, "", "").withValues(values);
        Labels labels = data.labels();
        return labels == null || labels.classes()[row] == Rows.UNLABELLED
                ? item
                : item.withTopics(List.of(labels.nameOf(row)));
    }

    private Indexing.Changes index(LibraryWriter writer) {
        if (writer.model().text() != null) {
            // Documents are read once, so their number is known at the end only.
            Corpus corpus = documents.open(source, reading.givenSplit());
            return index(
                    writer,
                    Progress.UNKNOWN,
                    action -> report = corpus.forEach(document -> action.accept(Item.of(document))));
        }
        Dataset data = reading.open(source, writer.model());
        int rows = data.rows().count();
        return index(writer, rows, action -> IntStream.range(0, rows).forEach(row -> action.accept(item(data, row))));
    }

    private Indexing.Changes index(LibraryWriter writer, long total, Consumer<Consumer<Item>> items) {
        try (Progress progress = console.progress(total)) {
            return new Indexing(writer, prune, commitEvery, progress, hourglass.interruption()).run(items);
        }
    }

    private void print(LibraryWriter writer, Indexing.Changes changes, double opening, double indexing) {
        try (Library library = writer.library();
                Snapshot items = library.snapshot()) {
            int without = items.count() - items.coded();
            double rate = changes.read() / indexing;
            console.note(remarks(changes, library.model()));
            Result result = new Result(
                    output.path().toString(), items.count(), without, library.bits(), changes, opening, indexing, rate);
            Listing listing = new Listing()
                    .add(
                            "library",
                            "%s, %,d items with codes of %d bits"
                                    .formatted(output.path(), items.count(), library.bits()))
                    .add(
                            "source",
                            "%s, %,d items: %,d added, %,d replaced, %,d unchanged, %,d deleted"
                                    .formatted(
                                            source,
                                            changes.read(),
                                            changes.added(),
                                            changes.replaced(),
                                            changes.unchanged(),
                                            changes.deleted()));
            if (without > 0) {
                listing.add("without code", "%,d, which contain no word of the vocabulary".formatted(without));
            }
            listing.add(
                    "time",
                    "%.1f s, of which %.1f s to index, %,.0f items/s".formatted(opening + indexing, indexing, rate));
            console.print(result, listing);
        }
    }

    /** What a user has to know of how the source was read. */
    private List<String> remarks(Indexing.Changes changes, FittedModel model) {
        List<String> remarks = new ArrayList<>();
        if (changes.repeated() > 0) {
            remarks.add("%,d items have the id of a later one, which is kept instead; give each its own id"
                    .formatted(changes.repeated()));
        }
        TextEncoding encoding = model.text();
        if (report != null && encoding != null) {
            remarks.addAll(report.remarksFor(Analysis.of(encoding.analysis())));
        }
        return remarks;
    }
}
