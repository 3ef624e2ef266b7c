package hourglass.library;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.text.Analysis;
import hourglass.text.Vocabulary;
import hourglass.text.WordCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Encodes items by a model: from their words, if it reads texts, else from their values. For many threads. */
final class Encoder {
    /** Up to this many items are encoded by the calling thread, so that searches do not wait for one another. */
    private static final int FEW = 8;

    private final FittedModel saved;
    private final int bits;
    private final Analysis analysis;
    /** The words that are counted; null for models of numbers. */
    private final @Nullable Vocabulary vocabulary;

    /**
     * @param name of the model, for messages
     * @throws InputException if it has no thresholds, or there is no such analysis
     */
    Encoder(String name, FittedModel saved) {
        this.bits = saved.requireThresholds(name).bits();
        this.saved = saved;
        this.vocabulary = saved.text() == null ? null : Vocabulary.of(saved.text());
        this.analysis = vocabulary == null ? Analysis.of("standard") : vocabulary.analysis();
    }

    FittedModel saved() {
        return saved;
    }

    int bits() {
        return bits;
    }

    boolean readsTexts() {
        return vocabulary != null;
    }

    /** Whether the values of items are kept, with which searches can be rescored: unless they are images or of a table. */
    boolean keepsVectors() {
        return !readsTexts() && saved.table() == null && saved.data().imageShape() == null;
    }

    /** The number of values of an item. */
    int values() {
        return saved.bareModel().visible();
    }

    Analysis analysis() {
        return analysis;
    }

    List<String> words(String text) {
        return analysis.words(text);
    }

    List<String> words(Item item) {
        return words(item.text().isBlank() ? item.title() : item.text());
    }

    /** Those words of a text, as they were given, that the model does not know, and that are no stop words. */
    List<String> unknownWords(String text) {
        Vocabulary known = vocabulary;
        return known == null
                ? List.of()
                : Arrays.stream(text.strip().split("\\s+"))
                        .filter(word -> {
                            List<String> found = words(word);
                            return !found.isEmpty() && found.stream().allMatch(one -> known.indexOf(one) < 0);
                        })
                        .distinct()
                        .toList();
    }

    /** An item with its words and its code; the code is null where there is nothing to encode. */
    record Encoded(Item item, List<String> words, @Nullable Code code) {}

    /** Refuses values that the model cannot take. */
    void check(String place, float[] values) {
        int expected = values();
        if (values.length != expected) {
            throw new InputException(
                    place,
                    "",
                    "has %d values, but the model takes %d".formatted(values.length, expected),
                    "give items of the kind that the model was fitted to");
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
        @Nullable
        Code[] codes = vocabulary == null
                ? ofValues(items.stream().map(Item::values).toList())
                : ofCounts(words.stream().map(vocabulary::counts).toList());
        return IntStream.range(0, codes.length)
                .mapToObj(i -> new Encoded(items.get(i), words.get(i), codes[i]))
                .toList();
    }

    /** The code of a text's words; null if the model knows none of them. Only for models that read texts. */
    @Nullable
    Code encode(List<String> words) {
        return ofCounts(List.of(Objects.requireNonNull(vocabulary).counts(words)))[0];
    }

    /** The code of values, which are checked already. Only for models of numbers. */
    Code encode(float[] values) {
        return Objects.requireNonNull(ofValues(List.of(values))[0]);
    }

    /**
     * A real code with its bits.
     *
     * @throws InputException if it is not of so many finite numbers
     */
    Code binarized(float[] real) {
        if (real.length != bits) {
            throw new InputException(
                    "the real code",
                    "",
                    "has %d numbers, but the codes of the library have %d".formatted(real.length, bits),
                    "give one number a unit");
        }
        for (int i = 0; i < real.length; i++) {
            if (!Float.isFinite(real[i])) {
                throw new InputException(
                        "the real code",
                        "number " + i,
                        "is %s, which is not finite".formatted(real[i]),
                        "give a number");
            }
        }
        return new Code(real, saved.binary(real).code(0));
    }

    private @Nullable Code[] ofCounts(List<WordCounts> counts) {
        SparseRows.Builder rows = SparseRows.builder(saved.bareModel().visible());
        int[] coded = IntStream.range(0, counts.size())
                .filter(i -> !counts.get(i).isEmpty())
                .toArray();
        for (int i : coded) {
            WordCounts row = counts.get(i);
            rows.add(row.words(), row.counts(), row.words().length);
        }
        return scattered(coded.length == 0 ? List.of() : codes(rows.build()), coded, counts.size());
    }

    private @Nullable Code[] ofValues(List<float @Nullable []> values) {
        int width = values();
        int[] coded = IntStream.range(0, values.size())
                .filter(i -> values.get(i) != null)
                .toArray();
        float[] rows = new float[coded.length * width];
        for (int i = 0; i < coded.length; i++) {
            System.arraycopy(Objects.requireNonNull(values.get(coded[i])), 0, rows, i * width, width);
        }
        return scattered(coded.length == 0 ? List.of() : codes(Rows.of(rows, width)), coded, values.size());
    }

    private static @Nullable Code[] scattered(List<Code> codes, int[] places, int length) {
        @Nullable Code[] all = new Code[length];
        for (int i = 0; i < places.length; i++) {
            all[places[i]] = codes.get(i);
        }
        return all;
    }

    private List<Code> codes(Rows rows) {
        float[] real = real(rows);
        BinaryCodes binary = saved.binary(real);
        return IntStream.range(0, rows.count())
                .mapToObj(i -> new Code(Arrays.copyOfRange(real, i * bits, (i + 1) * bits), binary.code(i)))
                .toList();
    }

    private float[] real(Rows rows) {
        if (rows.count() > FEW) {
            return saved.encode(rows, ThreadTeam.shared()).values();
        }
        try (ThreadTeam alone = ThreadTeam.of(1)) {
            return saved.encode(rows, alone).values();
        }
    }
}
