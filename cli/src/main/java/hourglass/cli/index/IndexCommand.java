package hourglass.cli.index;

import hourglass.cli.help.Advanced;
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
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Listing;
import hourglass.cli.terminal.Progress;
import hourglass.data.InputException;
import hourglass.data.file.ImageFiles;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.PictureReader;
import hourglass.library.Snapshot;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Indexes documents, images or rows in a library; first fits a model, unless there is one. */
@Command(
        name = "index",
        description = "Index documents, pictures or vectors so that search finds similar ones.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: hourglass index documents/ -o library/",
            "With ids of vectors: hourglass index vectors.npy --ids ids.txt -o library/",
            "",
            "Run the same command again to update the library: only new and changed items are indexed."
                    + " After Ctrl-C or a crash, run the same command again to continue."
        })
public final class IndexCommand implements Runnable {
    @Parameters(
            paramLabel = "SOURCE",
            converter = InputPath.class,
            description =
                    "Documents (folder or archive of text or HTML, CSV, JSON lines, - for standard input), a folder of"
                            + " pictures, vectors (npy, Parquet, fvecs, CSV), or what the --model reads.")
    private Path source;

    @Mixin
    @Output(value = "The folder of the library; it is created if it does not exist.", label = "LIBRARY")
    private OutputOption output;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "Model file that encodes the items of a new library (default: a model is fitted to documents, a hash"
                            + " function to vectors and pictures).")
    private @Nullable Path modelPath;

    @Mixin
    private NewModelOptions newModel;

    @Option(names = "--prune", description = "Delete items that are no longer in the source, or in its chosen part.")
    private boolean prune;

    @Advanced
    @Option(
            names = "--solr",
            paramLabel = "URL",
            description = "Then write all items with their codes to a collection of Solr, such as"
                    + " http://localhost:8983/solr/items; its fields are in docs/solr.md.")
    private @Nullable String solr;

    @Advanced
    @Option(
            names = "--commit-every",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Commit after N items or 10 seconds, whichever is sooner (default: ${DEFAULT-VALUE}).")
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
    private Interruption.Source hourglass;

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
        SolrCollection collection = solr == null ? null : new SolrCollection(solr);
        if (collection != null) {
            collection.requireThere();
        }
        long start = System.nanoTime();
        FittedModel given = modelPath == null ? null : ModelFile.read(modelPath);
        ItemSource items = itemSource(given == null ? modelOfLibrary() : given);
        try (LibraryWriter writer = open(given, items)) {
            // Of this training, or of one that was killed when the library had just been made.
            checkpoint().end();
            long opened = System.nanoTime();
            Indexing.Changes changes = index(writer, items, collection);
            if (collection != null) {
                write(writer, collection);
            }
            print(writer, changes, items, (opened - start) / 1e9, (System.nanoTime() - opened) / 1e9);
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

    /** The model of the library, or null if it is yet to be made. */
    private @Nullable FittedModel modelOfLibrary() {
        if (!Library.exists(output.path())) {
            return null;
        }
        try (Library library = Library.open(output.path())) {
            return library.model();
        }
    }

    /** What the items come from, for a model that is there, or for null by what the source is. */
    private ItemSource itemSource(@Nullable FittedModel model) {
        if (model == null) {
            ImageFiles pictures = PictureFolderSource.find(source);
            if (pictures != null) {
                return pictures(pictures);
            }
            return newModel.namesHasher() || RowSource.matches(source) ? rows() : documents();
        }
        newModel.requireLike(String.valueOf(modelPath == null ? output.path() : modelPath), model);
        if (PictureReader.readsDescriptors(model)) {
            return pictures(ImageFiles.find(source));
        }
        return model.text() == null ? rows() : documents();
    }

    private LibraryWriter open(@Nullable FittedModel given, ItemSource items) {
        if (given != null) {
            return LibraryWriter.open(output.path(), given);
        }
        return LibraryWriter.open(output.path(), () -> {
            try (ThreadTeam team = threads.team()) {
                return items.fit(team);
            }
        });
    }

    private ItemSource rows() {
        return new RowSource(source, reading, documents, newModel);
    }

    private ItemSource pictures(ImageFiles files) {
        reading.requireNoVectorOptions();
        return new PictureFolderSource(source, files, newModel, console, hourglass.interruption());
    }

    private ItemSource documents() {
        reading.requireNoVectorOptions();
        InterruptibleFit fit = new InterruptibleFit(
                console, hourglass.interruption(), checkpoint().file());
        return new DocumentSource(source, reading.givenSplit(), documents, newModel, fit);
    }

    private Indexing.Changes index(LibraryWriter writer, ItemSource items, @Nullable SolrCollection collection) {
        Consumer<List<String>> pruned = collection == null ? ids -> {} : collection::delete;
        try (Progress progress = console.progress(items.count(writer.model()))) {
            return new Indexing(writer, prune, pruned, commitEvery, progress, hourglass.interruption())
                    .run(action -> items.forEach(writer.model(), action));
        }
    }

    private void write(LibraryWriter writer, SolrCollection collection) {
        try (Library library = writer.library();
                Snapshot items = library.snapshot();
                Progress progress = console.progress(items.count())) {
            int written =
                    collection.write(items, ModelFile.fingerprint(library.model()), progress, hourglass.interruption());
            console.note(List.of("%,d items written to %s".formatted(written, solr)));
        }
    }

    private void print(
            LibraryWriter writer, Indexing.Changes changes, ItemSource read, double opening, double indexing) {
        try (Library library = writer.library();
                Snapshot items = library.snapshot()) {
            int without = items.count() - items.coded();
            double rate = changes.read() / indexing;
            console.note(remarks(changes, read));
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
    private static List<String> remarks(Indexing.Changes changes, ItemSource source) {
        List<String> remarks = new ArrayList<>(source.remarks());
        if (changes.repeated() > 0) {
            remarks.add(
                    0,
                    "%,d items have the id of a later one, which is kept instead; give each its own id"
                            .formatted(changes.repeated()));
        }
        return remarks;
    }
}
