package hourglass.library;

import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.data.TextEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.SavedModel;
import hourglass.text.Analysis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What makes codes of items by a model: from their words, if it reads texts, else from their values. For many threads. */
final class Encoder {
    /** So few items are encoded by the thread that asks, so that searches don't wait for one another. */
    private static final int FEW = 8;

    private final SavedModel saved;
    private final int bits;
    private final Analysis analysis;
    /** Where words are counted; empty for models of numbers. */
    private final Map<String, Integer> columns = new HashMap<>();

    /**
     * @param name of the model, for messages
     * @throws InputException if it does not say what makes its codes binary, or there is no such analysis
     */
    Encoder(String name, SavedModel saved) {
        this.bits = requireThresholds(name, saved).bits();
        this.saved = saved;
        TextEncoding text = saved.text();
        this.analysis = Analysis.of(text == null ? "standard" : text.analysis());
        if (text != null) {
            text.words().forEach(word -> columns.put(word, columns.size()));
        }
    }

    static Thresholds requireThresholds(String name, SavedModel saved) {
        if (saved.thresholds() == null) {
            throw new InputException(
                    name,
                    "",
                    "does not say how its real codes become binary: it has no thresholds",
                    "train a model with binary codes, or choose thresholds for this one");
        }
        return saved.thresholds();
    }

    SavedModel saved() {
        return saved;
    }

    int bits() {
        return bits;
    }

    boolean readsTexts() {
        return saved.text() != null;
    }

    List<String> words(String text) {
        return analysis.words(text);
    }

    List<String> words(Item item) {
        return words(item.text().isBlank() ? item.title() : item.text());
    }

    /** An item with what it is found by; without a code where there is nothing to make it of. */
    record Encoded(Item item, List<String> words, @Nullable Code code) {}

    /** Refuses values that the model cannot take. */
    void check(String place, float[] values) {
        int expected = saved.model().visible();
        if (values.length != expected) {
            throw new InputException(
                    place,
                    "",
                    "has %d values, but the model takes %d".formatted(values.length, expected),
                    "give items like those that the model was fitted to");
        }
        for (int i = 0; i < values.length; i++) {
            boolean missing = saved.table() != null && Float.isNaN(values[i]);
            if (!missing && !Float.isFinite(values[i])) {
                throw new InputException(
                        place, "value " + i, "is %s, which is not finite".formatted(values[i]), "give a number");
            }
        }
    }

    /** Encodes items with all threads; their values are checked already. */
    List<Encoded> encodeAll(List<Item> items) {
        List<List<String>> words = items.parallelStream().map(this::words).toList();
        List<Row> rows = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            float[] values = items.get(i).values();
            rows.add(readsTexts() ? row(words.get(i)) : values == null ? Row.NONE : Row.of(values));
        }
        @Nullable Code[] codes = codes(rows);
        return IntStream.range(0, codes.length)
                .mapToObj(i -> new Encoded(items.get(i), words.get(i), codes[i]))
                .toList();
    }

    /** The code of a text; null if the model knows none of its words. */
    @Nullable
    Code encode(List<String> words) {
        return codes(List.of(row(words)))[0];
    }

    /** The code of values, which are checked already. */
    Code encode(float[] values) {
        return Objects.requireNonNull(codes(List.of(Row.of(values)))[0]);
    }

    /** The columns of a row that count, ascending, and their values; none of these mean no code. */
    private record Row(int[] columns, float[] values) {
        static final Row NONE = new Row(new int[0], new float[0]);

        static Row of(float[] values) {
            return new Row(IntStream.range(0, values.length).toArray(), values);
        }

        boolean isEmpty() {
            return columns.length == 0;
        }
    }

    private Row row(List<String> words) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (String word : words) {
            Integer column = columns.get(word);
            if (column != null) {
                counts.merge(column, 1, Integer::sum);
            }
        }
        float[] values = new float[counts.size()];
        int i = 0;
        for (int count : counts.values()) {
            values[i++] = count;
        }
        return new Row(counts.keySet().stream().mapToInt(Integer::intValue).toArray(), values);
    }

    private @Nullable Code[] codes(List<Row> rows) {
        @Nullable Code[] codes = new Code[rows.size()];
        int[] coded = IntStream.range(0, codes.length)
                .filter(i -> !rows.get(i).isEmpty())
                .toArray();
        if (coded.length == 0) {
            return codes;
        }
        float[] real = real(Arrays.stream(coded).mapToObj(rows::get).toList());
        BinaryCodes binary = saved.binary(real);
        for (int i = 0; i < coded.length; i++) {
            codes[coded[i]] = new Code(Arrays.copyOfRange(real, i * bits, (i + 1) * bits), binary.code(i));
        }
        return codes;
    }

    private float[] real(List<Row> rows) {
        Rows data = readsTexts() ? sparse(rows) : dense(rows);
        if (rows.size() > FEW) {
            return saved.encode(data, ThreadTeam.shared());
        }
        try (ThreadTeam alone = ThreadTeam.of(1)) {
            return saved.encode(data, alone);
        }
    }

    private Rows sparse(List<Row> rows) {
        SparseRows.Builder data = SparseRows.builder(saved.model().visible());
        rows.forEach(row -> data.add(row.columns(), row.values(), row.columns().length));
        return data.build();
    }

    private Rows dense(List<Row> rows) {
        int width = saved.model().visible();
        float[] data = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i).values(), 0, data, i * width, width);
        }
        return Rows.of(data, width);
    }
}
