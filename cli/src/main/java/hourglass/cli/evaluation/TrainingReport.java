package hourglass.cli.evaluation;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelText;
import hourglass.picture.LearningCurve;
import hourglass.picture.LineChart;
import hourglass.picture.Picture;
import hourglass.picture.Provenance;
import hourglass.picture.Report;
import hourglass.picture.ReportBlock;
import hourglass.picture.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page about a trained model: how well it reconstructs, beside principal components; how it learned; and, for
 * images, what it makes of some and which filters it found.
 *
 * @param saved the model
 * @param components as many principal components as its code has units, or null
 * @param evaluation of both
 * @param command that trained it
 */
public record TrainingReport(
        FittedModel saved, @Nullable PrincipalComponents components, Evaluation evaluation, String command) {
    private static final String MIXED = " Where training started from principal components, they look like noise: each"
            + " unit is a random mixture of all components, in which those that hardly vary in the data count as much as the"
            + " leading ones.";

    /** The page, with some of given data as examples. */
    public Report page(Dataset data, ThreadTeam team) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of(
                "Result",
                evaluation.table(
                        ModelText.of(saved.description().model()),
                        saved.bareModel().codeSize())));
        ImageShape shape = data.imageShape();
        if (shape != null) {
            Gallery gallery = new Gallery(saved, shape, team);
            if (saved.encoderDecoder().isPresent()) {
                sections.add(Section.of("Reconstructions", gallery.comparison(data.rows(), components)));
                sections.add(Section.of("Code", codeUnits(gallery, data.rows())));
            }
            if (gallery.hasFilters()) {
                sections.add(Section.of("Filters", filters(gallery)));
            }
        }
        if (!saved.fit().stages().isEmpty()) {
            sections.add(new Section(
                    "Learning",
                    saved.fit().stages().stream().map(TrainingReport::chart).toList()));
        }
        return new Report(
                "Hourglass: " + saved.data().name(),
                "%s: %s %s."
                        .formatted(ModelText.of(saved.description().model()), evaluation.measure(), evaluation.text()),
                sections,
                new Provenance(
                        saved.fit().version(),
                        saved.fit().seed(),
                        saved.fit().date(),
                        command,
                        Provenance.thisMachine()));
    }

    /** What the numbers of the code represent. */
    public static Picture codeUnits(Gallery gallery, Rows rows) {
        return new Picture(
                gallery.codeUnits(rows),
                "the change of the reconstruction by each number of the code",
                "What each number of the code represents: the change of the mean code's reconstruction when this number"
                        + " rises from one standard deviation below its mean to one above. Those that vary most come"
                        + " first; grey is no change.");
    }

    /** What the first layer responds to. */
    public static Picture filters(Gallery gallery) {
        String caption = "What the units of the first layer with the largest weights respond to; grey is zero.";
        return new Picture(
                gallery.filters(),
                "the weights of units of the first layer as images",
                gallery.mixesComponents() ? caption + MIXED : caption);
    }

    public static ReportBlock chart(FitDescription.Stage stage) {
        LearningCurve curve =
                new LearningCurve(stage.name(), numbers(stage.trainingLosses()), numbers(stage.validationLosses()));
        String caption = "%s: the loss after each epoch, in the end %s.".formatted(stage.name(), losses(stage));
        return LineChart.ofLearning(caption, "loss", false, List.of(curve));
    }

    /** The last ones, on the rows that were fitted to and on those that were held out of the fit. */
    private static String losses(FitDescription.Stage stage) {
        int last = stage.epochs() - 1;
        String training =
                "%.4g on the training rows".formatted(stage.trainingLosses().get(last));
        return stage.validationLosses().isEmpty()
                ? training
                : "%s and %.4g on held-out rows"
                        .formatted(training, stage.validationLosses().get(last));
    }

    private static double[] numbers(List<Double> losses) {
        return losses.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
