package hourglass.cli.training;

import hourglass.cli.evaluation.Evaluation;
import hourglass.cli.evaluation.ReconstructionEvaluation;
import hourglass.cli.evaluation.TrainingReport;
import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.Checkpointing;
import hourglass.cli.option.DataOption;
import hourglass.cli.option.FittingOptions;
import hourglass.cli.option.HashFunction;
import hourglass.cli.option.IgnoreOption;
import hourglass.cli.option.NetworkOptions;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.output.DataText;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.output.TableReadingText;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Listing;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.ShellCommand;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.Summary;
import hourglass.data.TextEncoding;
import hourglass.data.file.Datasets;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.Table;
import hourglass.data.table.TableReading;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import hourglass.objective.Likelihood;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelConfig;
import hourglass.persistence.ModelFile;
import hourglass.persistence.ModelText;
import hourglass.server.live.LiveTraining;
import hourglass.text.DocumentCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Fits a model to data, and writes it to a file and a report beside it. */
@Command(
        name = "train",
        description = "Train a model on data.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass train --data images/ --layers 500-250-30 --epochs 20 -o model.safetensors"})
public final class TrainCommand implements Runnable {
    private static final String NO_REPORT = "none";

    /** Options that don't bear on the result. */
    private static final Set<String> IMMATERIAL = Set.of(
            "output",
            "report",
            "checkpoint",
            "resume",
            "live",
            "overwrite",
            "json",
            "quiet",
            "debug",
            "help",
            "help-all",
            "version");

    /** What is fitted. */
    enum Kind {
        AUTOENCODER,
        CLASSIFIER,
        PCA,
        RBM,
        SPARSE,
        SIMILARITY,
        SIGN(HashFunction.SIGN),
        LSH(HashFunction.LSH),
        ROTATION(HashFunction.ROTATION),
        ITQ(HashFunction.ITQ),
        CCA_ITQ(HashFunction.CCA_ITQ),
        SPECTRAL(HashFunction.SPECTRAL),
        BRE(HashFunction.BRE),
        MLH(HashFunction.MLH);

        private final @Nullable HashFunction hash;

        Kind() {
            this(null);
        }

        Kind(@Nullable HashFunction hash) {
            this.hash = hash;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Mixin
    private DataOption input;

    @Mixin
    @Output(value = "Model file (default: ${DEFAULT-VALUE}).", defaultValue = "model.safetensors")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "HTML report, or none (default: the model's name and .html).")
    private @Nullable String report;

    @Group(Heading.MODEL)
    @Option(
            names = "--model",
            paramLabel = "KIND",
            defaultValue = "AUTOENCODER",
            description =
                    "autoencoder (default), classifier, pca, rbm, sparse, similarity, or a hash: itq, cca-itq, lsh, rotation, sign, spectral, bre or mlh.")
    private Kind kind;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private FittingOptions fitting;

    @Mixin
    private SimilarityTrainingOptions similarity;

    @Mixin
    private HashingOptions hashing;

    @Mixin
    private RbmOptions rbm;

    @Mixin
    private SparseOptions sparse;

    @Mixin
    private ReadingOptions reading;

    @Group(Heading.DATA)
    @Option(names = "--table", description = "The data are a CSV file of numbers, dates, categories and gaps.")
    private boolean asTable;

    @Mixin
    private IgnoreOption ignored;

    @Mixin
    private TextOptions text;

    @Mixin
    private ThreadOptions threads;

    @Group(Heading.OUTPUT)
    @Advanced
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "File for the state of an unfinished run (default: the model's name + .checkpoint).")
    private @Nullable Path checkpoint;

    @Group(Heading.OUTPUT)
    @Option(names = "--resume", description = "Continue a run that Ctrl-C interrupted from its checkpoint.")
    private boolean resume;

    @Mixin
    private LiveOption live;

    @Mixin
    private Console console;

    @ParentCommand
    private Interruption.Source hourglass;

    @Spec
    private CommandSpec spec;

    /** The result as JSON. */
    private record Result(
            String model,
            @Nullable String report,
            ModelConfig architecture,
            String likelihood,
            int rows,
            int columns,
            List<FitDescription.Stage> stages,
            Evaluation evaluation,
            @Nullable TableReading reading,
            double seconds) {}

    /** A table, and how it was read. */
    private record TableInput(EncodedTable encoded, TableReading reading) {}

    @Override
    public void run() {
        long start = System.nanoTime();
        Checkpointing state = new Checkpointing(
                checkpoint == null ? Path.of(output.path() + ".checkpoint") : checkpoint, resume, overwrite.isGiven());
        fitting.check();
        live.check();
        if (kind.hash == null) {
            hashing.requireUnused();
        }
        chooseSimilarity();
        KindOptions.check(kind, spec.commandLine().getParseResult());
        checkDuration();
        Path page = page();
        checkPlaces(page, state.file());
        TableInput table = asTable || !ignored.columns().isEmpty() ? openTable() : null;
        Dataset data = table == null ? open() : table.encoded.data();
        TextEncoding encoding = data.text();
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(data.rows().count());
                LiveTraining watched = live.start(data)) {
            TrainRun run = new TrainRun(
                    data,
                    table == null ? null : table.encoded,
                    text.weights(data.rows()),
                    network,
                    fitting,
                    rbm,
                    options(),
                    team,
                    progress,
                    watched,
                    hourglass.interruption());
            FittedModel saved = fit(run, state);
            progress.end();
            ModelFile.write(output.path(), saved);
            state.end();
            boolean tested = encoding == null ? reading.hasOtherTestPart(input.path()) : text.hasTestPart(input.path());
            Dataset shown = tested ? testPart(data, encoding) : data;
            boolean reconstructs = kind == Kind.AUTOENCODER || kind == Kind.RBM || kind == Kind.SPARSE;
            PrincipalComponents components =
                    reconstructs && encoding == null ? ReconstructionEvaluation.components(saved, data, team) : null;
            Evaluation evaluation = Evaluation.of(
                    saved,
                    kind == Kind.SIMILARITY || kind.hash != null
                            ? similarity.compared(saved.bareModel().codeSize())
                            : 0,
                    components,
                    data,
                    tested ? shown : null,
                    rows -> heldOut(saved, rows),
                    team);
            if (page != null) {
                new TrainingReport(saved, components, evaluation, command())
                        .page(shown, team)
                        .write(page);
            }
            Notes notes = new Notes(table == null ? standardized(data, saved) : "", chosen(data));
            print(
                    saved,
                    notes,
                    evaluation,
                    table == null ? null : table.reading,
                    page,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private Dataset open() {
        if (!text.areDocuments()) {
            return reading.open(input.path());
        }
        DocumentCounts documents = text.training(input.path(), console);
        return documents.dataset().withText(documents.vocabulary().encoding());
    }

    private TableInput openTable() {
        String option = asTable ? "--table" : "--ignore";
        if (!Datasets.isText(input.path())) {
            throw new InputException(
                    option, "", "is for CSV files, which %s is not".formatted(input.path()), "leave it out");
        }
        KindOptions.checkTable(option, spec.commandLine().getParseResult());
        Table table = reading.openTable(input.path());
        EncodedTable encoded = reading.encode(table, ignored.columns());
        TableReading read = TableReading.of(table, encoded.encoding(), reading.labelColumn());
        console.printAhead(output.path(), TableReadingText.of(read));
        return new TableInput(encoded, read);
    }

    /** Refuses what has a meaning only for a training that goes on for some time. */
    private void checkDuration() {
        boolean atOnce = kind == Kind.PCA || kind.hash != null;
        if (atOnce && (resume || live.isGiven())) {
            throw new InputException(resume ? "--resume" : "--live", "", "is not for --model " + kind, "leave it out");
        }
    }

    /** An objective of similarity makes a model of similarity, whose objective is by default the first of them. */
    private void chooseSimilarity() {
        if (similarity.isGiven() && kind != Kind.AUTOENCODER && kind != Kind.SIMILARITY) {
            throw new InputException("--objective", "", "is not for --model " + kind, "leave one out");
        }
        if (similarity.isGiven()) {
            kind = Kind.SIMILARITY;
        }
        if (kind != Kind.SIMILARITY) {
            similarity.requireUnused();
        }
    }

    /** How many of the training rows were held out of the fit. */
    private int heldOut(FittedModel saved, int rows) {
        List<FitDescription.Stage> stages = saved.fit().stages();
        boolean validated = !stages.isEmpty()
                && !stages.get(stages.size() - 1).validationLosses().isEmpty();
        return validated ? fitting.heldOut(rows) : 0;
    }

    private Dataset testPart(Dataset data, @Nullable TextEncoding encoding) {
        return encoding == null
                ? reading.openTestPart(input.path(), data.imageShape())
                : text.test(input.path(), encoding, console).dataset();
    }

    private FittedModel fit(TrainRun run, Checkpointing state) {
        if (kind.hash != null) {
            return run.hasher(hashing.method(kind.hash, run.data().labels() != null, fitting.seed()));
        }
        return switch (kind) {
            case AUTOENCODER -> run.autoencoder(state);
            case PCA -> run.principalComponents();
            case CLASSIFIER -> run.classifier(state);
            case RBM -> run.rbm(state);
            case SPARSE -> run.sparse(sparse, state);
            default -> run.similarity(similarity, state);
        };
    }

    private @Nullable Path page() {
        if (report == null) {
            return OutputTargets.beside(output.path(), ".html");
        }
        return report.equals(NO_REPORT) ? null : Path.of(report);
    }

    /** Refuses files that would replace each other or the data, or that could not be written. */
    private void checkPlaces(@Nullable Path page, Path state) {
        OutputTargets targets = overwrite.targets().reading(input.path()).writing(output.path(), Content.MODEL);
        if (page != null) {
            targets.writing(page, Content.REPORT);
        }
        targets.writing(state, Content.CHECKPOINT).check();
    }

    private String command() {
        return ShellCommand.of(spec);
    }

    /** The value of every option that bears on the result, by its name. */
    private Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        for (OptionSpec option : spec.options()) {
            String name = option.longestName().replaceFirst("^--(\\[no-])?", "");
            Object value = option.getValue();
            if (value != null && !IMMATERIAL.contains(name)) {
                boolean plain = value instanceof Number || value instanceof Boolean;
                options.put(name, plain ? value : text(option));
            }
        }
        return options;
    }

    /** As it was given. */
    private static String text(OptionSpec option) {
        List<String> given = option.originalStringValues();
        return given.isEmpty() ? option.defaultValueString() : given.get(given.size() - 1);
    }

    /** Why numbers were standardized and taken as Gaussian, if that was not asked for; else empty. */
    private String standardized(Dataset data, FittedModel saved) {
        boolean chosen = saved.text() == null
                && network.likelihood(false) == null
                && saved.fit().likelihood().equals(Likelihood.GAUSSIAN.name())
                && saved.transform() instanceof Standardization;
        Rows rows = data.rows();
        String outside =
                chosen ? DataText.outside(Summary.of(data.name(), rows), (long) rows.count() * rows.columns()) : "";
        return outside.isEmpty()
                ? ""
                : outside.replaceFirst("(;.*)?$", ", so they are standardized and taken as Gaussian$1");
    }

    /** What was chosen by the data for a classifier or for similarity, as options; else empty. */
    private String chosen(Dataset data) {
        List<String> chosen = new ArrayList<>();
        if (kind == Kind.CLASSIFIER) {
            chosen.addAll(network.chosenForClasses(data));
            chosen.addAll(fitting.chosenForClasses(network.classifierTrainer(data, data.text() != null), data));
        } else if (kind == Kind.SIMILARITY) {
            chosen.addAll(similarity.chosen(network.similarityTrainer(data, data.text() != null), data));
        }
        return chosen.isEmpty() ? "" : String.join(" ", chosen) + ", to suit the data; give others to change that";
    }

    /**
     * What was decided without being asked for, in words; each is empty if nothing was.
     *
     * @param values how numbers were taken
     * @param chosen options that suit the data
     */
    private record Notes(String values, String chosen) {}

    private void print(
            FittedModel saved,
            Notes notes,
            Evaluation evaluation,
            @Nullable TableReading read,
            @Nullable Path page,
            double seconds) {
        ModelConfig architecture = saved.description().model();
        Result result = new Result(
                output.path().toString(),
                page == null ? null : page.toString(),
                architecture,
                saved.fit().likelihood(),
                saved.data().rows(),
                architecture.visible(),
                saved.fit().stages(),
                evaluation,
                read,
                seconds);
        Listing listing = new Listing().add("model", output.path() + ", " + ModelText.of(architecture));
        listing.add("data", "%s, %,d rows of %,d columns".formatted(input.path(), result.rows(), result.columns()));
        if (!notes.values.isEmpty()) {
            listing.add("values", notes.values);
        }
        if (!notes.chosen.isEmpty()) {
            listing.add("chosen", notes.chosen);
        }
        saved.fit().stages().forEach(stage -> listing.add(stage.name(), ModelText.of(stage)));
        listing.add(evaluation.measure(), evaluation.text());
        listing.add("time", "%.1f s".formatted(seconds));
        if (page != null) {
            listing.add("report", page);
        }
        console.print(output.path(), result, listing);
    }
}
