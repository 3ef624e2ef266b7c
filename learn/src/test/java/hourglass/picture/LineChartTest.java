package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.picture.LineChart.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
    private static LineChart chart(boolean logarithmic, double... losses) {
        LearningCurve curve = new LearningCurve("deep & <wide>", losses, new double[0]);
        return LineChart.ofLearning("Losses", "loss", logarithmic, List.of(curve));
    }

    @Test
    void drawsTrainingSolidAndValidationDashedInOneColour() {
        LearningCurve curve = new LearningCurve("deep", new double[] {2, 1}, new double[] {3, 2});

        LineChart chart = LineChart.ofLearning("", "loss", false, List.of(curve, curve));

        assertThat(chart.series()).extracting(Series::name).startsWith("deep, training", "deep, validation");
        assertThat(chart.series()).extracting(Series::dashed).containsExactly(false, true, false, true);
        assertThat(chart.series()).extracting(Series::colour).containsExactly(0, 0, 1, 1);
    }

    @Test
    void countsEpochsFromOne() {
        assertThat(chart(false, 5, 4, 3).series().get(0).x()).containsExactly(1, 2, 3);
    }

    @Test
    void marksEveryPointWithItsValue() throws Exception {
        assertThat(Xml.texts(chart(false, 0.5, 0.25).svg(), "title"))
                .containsExactly("deep & <wide>, training: 0.5", "deep & <wide>, training: 0.25");
    }

    @Test
    void placesPointsBetweenTheEndsOfTheAxes() throws Exception {
        List<String> across = Xml.attributes(chart(false, 0, 5, 10).svg(), "circle", "cx");
        List<String> up = Xml.attributes(chart(false, 0, 5, 10).svg(), "circle", "cy");

        assertThat(middle(across)).isEqualTo((first(across) + last(across)) / 2);
        assertThat(middle(up)).isEqualTo((first(up) + last(up)) / 2);
        assertThat(first(up) - last(up)).isEqualTo(220);
    }

    @Test
    void leavesAGapWhereAPointIsNotFinite() throws Exception {
        assertThat(Xml.attributes(chart(false, 1, Double.NaN, 3, 4).svg(), "path", "d"))
                .anyMatch(path -> path.matches("M[\\d. ]+h0M[\\d. ]+h0L[\\d. ]+"));
    }

    @Test
    void leavesOutWhatIsNotPositiveOnALogarithmicAxis() throws Exception {
        assertThat(Xml.elements(chart(true, 1, 0, -1, 10).svg(), "circle")).hasSize(2);
    }

    @Test
    void isDrawnEvenWhereNothingIsFinite() throws Exception {
        assertThat(Xml.elements(
                        chart(true, Double.NaN, Double.POSITIVE_INFINITY).svg(), "circle"))
                .isEmpty();
    }

    @Test
    void drawsRecallWithEqualRatiosEquallyLong() throws Exception {
        double[] recall = {0.01, 0.1, 1};
        String svg = LineChart.ofRetrieval(
                        "", List.of(new RetrievalCurve("codes", recall, new double[] {0.75, 0.5, 0.25})))
                .svg();

        List<String> across = Xml.attributes(svg, "circle", "cx");

        assertThat(middle(across)).isEqualTo((first(across) + last(across)) / 2);
        assertThat(Xml.texts(svg, "title")).containsExactly("codes: 75", "codes: 50", "codes: 25");
    }

    @Test
    void tellsThoseWhoCannotSeeItWhereItEnds() throws Exception {
        assertThat(Xml.attributes(chart(false, 2, 1.5).html(), "svg", "aria-label"))
                .containsExactly("Line chart of loss over epoch. deep & <wide>, training ends at 1.5.");
    }

    @Test
    void needsNoFontToBeDrawnWith() {
        // Text is left to the reader's browser, as a machine that trains may have no font.
        assertThat(chart(false, 1, 2).svg()).contains("<text").contains("system-ui");
    }

    @Test
    void refusesASeriesOfUnequalLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Series("deep", new double[2], new double[3], 0, false))
                .withMessage("series 'deep' has 2 x and 3 y");
    }

    @Test
    void refusesNoSeries() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LineChart("", "x", "y", false, false, List.of()));
    }

    private static double first(List<String> numbers) {
        return Double.parseDouble(numbers.get(0));
    }

    private static double middle(List<String> numbers) {
        return Double.parseDouble(numbers.get(1));
    }

    private static double last(List<String> numbers) {
        return Double.parseDouble(numbers.get(2));
    }
}
