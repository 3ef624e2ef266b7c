package hourglass.server.api;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.eval.UnitTraversal;
import hourglass.eval.UnitTraversal.Effect;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.server.api.Examples.Sample;
import hourglass.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the single units of a code change when they are moved. */
final class UnitsApi {
    /** Rows in which each unit is moved. */
    private static final int MOVED = 30;

    private static final int STEPS = 5;
    /** More units would take long, and no one could look at them. */
    private static final int MOST_UNITS = 512;

    private static final int WORDS = 5;
    private static final double STYLE = 0.1;

    private final FittedModel model;
    private final Examples examples;
    private final Pictures pictures;
    private final Computations computations;

    UnitsApi(FittedModel model, Examples examples, Pictures pictures, Computations computations) {
        this.model = model;
        this.examples = examples;
        this.pictures = pictures;
        this.computations = computations;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/model/units", request -> Json.answer(request, computations.get("units", this::units)));
    }

    /** Which class a unit turns into which. */
    record Turn(String from, String to, int items, int of) {}

    /**
     * What moving one unit changes.
     *
     * @param median of the unit over the examples
     * @param classes share of examples whose class changes; null without classes
     * @param up names of the columns, or words, that grow most along its range
     * @param down those that shrink most
     */
    record Unit(
            int unit,
            double from,
            double to,
            double median,
            double change,
            @Nullable Double classes,
            @Nullable Double thickness,
            @Nullable Double slant,
            @Nullable Double ink,
            List<Turn> turns,
            List<String> up,
            List<String> down) {}

    record Units(
            List<Unit> units,
            @Nullable Integer classUnit,
            @Nullable Integer thicknessUnit,
            @Nullable Integer slantUnit) {}

    private Units units() {
        examples.requireDecoder();
        int size = model.bareModel().codeSize();
        if (size > MOST_UNITS) {
            throw ProblemException.notFound("codes of %,d units are too long to turn by hand".formatted(size), "");
        }
        Sample sample = examples.shown();
        List<String> classes = sample.classes();
        Rows rows = classes.isEmpty() ? sample.rows() : sample.labelledRows();
        UnitTraversal traversal = new UnitTraversal(model, rows, ThreadTeam.shared());
        List<Effect> effects = traversal.effects(rows.evenRows(MOVED), STEPS);
        Matrix codes = model.encode(sample.rows(), ThreadTeam.shared());
        boolean images = pictures.shape() != null;
        List<Unit> units = effects.stream()
                .sorted(Comparator.comparingDouble((Effect effect) -> -effect.change()))
                .map(effect -> unit(effect, codes, classes, images))
                .toList();
        return new Units(
                units,
                classes.isEmpty() ? null : number(UnitTraversal.strongest(effects, Effect::classes, 1)),
                images ? number(UnitTraversal.strongest(effects, Effect::thickness, STYLE)) : null,
                images ? number(UnitTraversal.strongest(effects, Effect::slant, STYLE)) : null);
    }

    private static @Nullable Integer number(@Nullable Effect effect) {
        return effect == null ? null : effect.unit();
    }

    private Unit unit(Effect effect, Matrix codes, List<String> classes, boolean images) {
        float[] medians = new float[codes.columns()];
        for (int unit = 0; unit < medians.length; unit++) {
            medians[unit] = (float) median(codes, unit);
        }
        List<String> names = images ? List.of() : columnNames();
        int[] order = names.isEmpty() ? new int[0] : order(effect, medians);
        int shown = Math.min(WORDS, order.length / 2);
        return new Unit(
                effect.unit(),
                effect.from(),
                effect.to(),
                medians[effect.unit()],
                effect.change(),
                classes.isEmpty() ? null : effect.classes(),
                images ? effect.thickness() : null,
                images ? effect.slant() : null,
                images ? effect.area() : null,
                effect.turns().stream()
                        .limit(WORDS)
                        .map(turn ->
                                new Turn(classes.get(turn.from()), classes.get(turn.to()), turn.items(), turn.of()))
                        .toList(),
                IntStream.range(0, shown)
                        .mapToObj(i -> names.get(order[order.length - 1 - i]))
                        .toList(),
                IntStream.range(0, shown).mapToObj(i -> names.get(order[i])).toList());
    }

    private static double median(Matrix codes, int unit) {
        return IntStream.range(0, codes.count())
                .mapToDouble(row -> codes.get(row, unit))
                .sorted()
                .toArray()[codes.count() / 2];
    }

    private List<String> columnNames() {
        return model.text() == null ? model.data().columnNames() : model.text().words();
    }

    /** The columns from what falls most to what grows most when the unit moves over its range, the others at their medians. */
    private int[] order(Effect effect, float[] medians) {
        float[] ends = new float[2 * medians.length];
        System.arraycopy(medians, 0, ends, 0, medians.length);
        System.arraycopy(medians, 0, ends, medians.length, medians.length);
        ends[effect.unit()] = (float) effect.from();
        ends[medians.length + effect.unit()] = (float) effect.to();
        Matrix items = model.decode(new Matrix(ends, medians.length), ThreadTeam.shared());
        return IntStream.range(0, items.columns())
                .boxed()
                .sorted(Comparator.comparingDouble(column -> items.get(1, column) - items.get(0, column)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
