package hourglass.cli;

import hourglass.cli.evaluation.ClassificationEvaluation;
import hourglass.cli.help.Output;
import hourglass.cli.option.DataOption;
import hourglass.cli.option.FormatOption;
import hourglass.cli.option.ModelOptions;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.file.RowTexts;
import hourglass.data.file.RowWriter;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Classifier;
import hourglass.persistence.FittedModel;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Writes the probabilities of classes, and says how often the most probable one is wrong. */
@Command(
        name = "classify",
        description = "Predict class probabilities, and measure the error where classes are known.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass classify --model classifier.safetensors --data images/ -o classes.csv"})
final class ClassifyCommand implements Runnable {
    @Mixin
    private DataOption input;

    @Mixin
    @Output(
            "Output file: " + OutputFile.NUMBERS
                    + ": a column of probabilities for each class; in CSV and JSON lines the predicted class and, if it is known, the label.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    @Mixin
    private ModelOptions model;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** The result as JSON. */
    private record Result(
            String model,
            String data,
            int rows,
            @Nullable Double error,
            @Nullable Double errorOfMostFrequent,
            String output) {}

    /** The most probable class of each row that has been classified, in order. */
    private static final class Predictions {
        private final Classifier classifier;
        private final int[] classes;
        private int count;

        Predictions(Classifier classifier, int rows) {
            this.classifier = classifier;
            this.classes = new int[rows];
        }

        /** The probabilities of the next rows, whose classes are kept. */
        float[] noted(float[] probabilities) {
            int rows = probabilities.length / classifier.classes().size();
            for (int row = 0; row < rows; row++) {
                classes[count++] = classifier.mostProbable(probabilities, row);
            }
            return probabilities;
        }

        RowTexts column() {
            return RowTexts.column("predicted", row -> classifier.classes().get(classes[row]));
        }
    }

    @Override
    public void run() {
        OutputFile file = format.file(output.path());
        file.addIdsTo(file.addTo(overwrite.targets().reading(input.path(), model.path())))
                .check();
        FittedModel saved = model.readClassifier();
        Classifier classifier = (Classifier) saved.bareModel();
        Dataset data = model.open(input.path(), saved, console);
        int rows = data.rows().count();
        Predictions predictions = new Predictions(classifier, rows);
        ClassificationEvaluation evaluation = null;
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(rows);
                RowWriter writer = file.numbers(
                        classifier.classes(),
                        RowTexts.ids(data.ids()),
                        RowTexts.joined(predictions.column(), RowTexts.labels(data.labels())))) {
            if (data.labels() != null) {
                evaluation = ClassificationEvaluation.of(classifier, saved, data, IntUnaryOperator.identity(), team);
            }
            new Conversion("classifying", progress, hourglass.interruption())
                    .run(
                            saved.preprocessed(data.rows()),
                            items -> predictions.noted(classifier.probabilities(items, team)),
                            writer);
        }
        console.print(
                output.path(),
                new Result(
                        model.path().toString(),
                        data.name(),
                        rows,
                        evaluation == null ? null : evaluation.error(),
                        evaluation == null ? null : evaluation.errorOfMostFrequent(),
                        output.path().toString()),
                "probabilities of %,d rows in %s%s"
                        .formatted(
                                rows,
                                output.path(),
                                evaluation == null
                                        ? ""
                                        : "; %.2f%% of the classes wrong, by always saying '%s' %.2f%%"
                                                .formatted(
                                                        100 * evaluation.error(),
                                                        evaluation.mostFrequent(),
                                                        100 * evaluation.errorOfMostFrequent())));
    }
}
