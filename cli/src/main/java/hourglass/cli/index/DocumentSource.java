package hourglass.cli.index;

import hourglass.cli.option.DocumentOptions;
import hourglass.cli.terminal.InterruptibleFit;
import hourglass.cli.terminal.Progress;
import hourglass.data.file.Split;
import hourglass.library.Item;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.text.Analysis;
import hourglass.text.ReadReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documents, which are read once for the index, so that their number is known at the end only. */
final class DocumentSource implements ItemSource {
    private final Path path;
    private final @Nullable Split part;
    private final DocumentOptions options;
    private final NewModelOptions newModel;
    private final InterruptibleFit fit;

    /** What was found in the documents, once they are read. */
    private @Nullable ReadReport report;

    private String analysis = "";

    /**
     * @param part to index, or null for all
     * @param fit runs the training of a new model
     */
    DocumentSource(
            Path path, @Nullable Split part, DocumentOptions options, NewModelOptions newModel, InterruptibleFit fit) {
        this.path = path;
        this.part = part;
        this.options = options;
        this.newModel = newModel;
        this.fit = fit;
    }

    @Override
    public FittedModel fit(ThreadTeam team) {
        return newModel.fit(options.open(path, Split.TRAIN), fit, team);
    }

    @Override
    public long count(FittedModel model) {
        return Progress.UNKNOWN;
    }

    @Override
    public void forEach(FittedModel model, Consumer<Item> action) {
        analysis = Objects.requireNonNull(model.text()).analysis();
        report = options.open(path, part).forEach(document -> action.accept(Item.of(document)));
    }

    @Override
    public List<String> remarks() {
        return report == null ? List.of() : report.remarksFor(Analysis.of(analysis));
    }
}
