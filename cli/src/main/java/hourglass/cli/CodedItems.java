package hourglass.cli;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelSets;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.EuclideanSimilarity;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.Relevance;
import hourglass.eval.Similarity;
import hourglass.eval.TopicAgreement;
import hourglass.library.Code;
import hourglass.library.Item;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.text.DocumentCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The codes of documents, of the items of a library or of rows, and their topics.
 *
 * @param name of the documents, the library or the data
 * @param noun what they are, in the plural
 * @param withoutWords how many hold no word that the model knows; documents are there nevertheless, items of a library not
 * @param topics of each; of rows, their class
 * @param size of a code
 * @param bits of each, or null if the model does not say how numbers become bits
 * @param numbers of each, compared
 */
record CodedItems(
        String name,
        String noun,
        int withoutWords,
        LabelSets topics,
        int size,
        @Nullable BinaryCodes bits,
        Similarity numbers) {
    /** Documents by a model. */
    public static CodedItems of(DocumentCounts documents, FittedModel model, ThreadTeam team) {
        float[] numbers = model.encode(documents.rows(), team).values();
        BinaryCodes bits = model.thresholds() == null ? null : model.binary(numbers);
        return new CodedItems(
                documents.name(),
                "documents",
                documents.empty(),
                documents.topics(),
                model.bareModel().codeSize(),
                bits,
                CosineSimilarity.within(numbers, model.bareModel().codeSize()));
    }

    /** Rows with classes by a model, compared by Euclidean distance as learned similarity compares them. */
    public static CodedItems of(Dataset data, FittedModel model, ThreadTeam team) {
        Labels labels = data.labels();
        if (labels == null) {
            throw new InputException(
                    data.name(),
                    "",
                    "has no classes to measure by",
                    "name their column by --labels, or give data with labels");
        }
        int[][] sets = IntStream.of(labels.classes())
                .mapToObj(one -> one == Rows.UNLABELLED ? new int[0] : new int[] {one})
                .toArray(int[][]::new);
        Matrix codes = model.encode(data.rows(), team);
        return new CodedItems(
                data.name(),
                "rows",
                0,
                new LabelSets(sets, labels.names()),
                codes.columns(),
                model.thresholds() == null ? null : model.binary(codes.values()),
                EuclideanSimilarity.within(codes));
    }

    /**
     * The items of a library that have a code.
     *
     * @param field whose values are to be the topics, or null for the topics of the items
     */
    public static CodedItems of(Path folder, @Nullable String field) {
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            int size = library.bits();
            LabelSets.Builder topics = LabelSets.builder();
            BinaryCodesBuilder bits = BinaryCodes.builder(size);
            List<float[]> numbers = new ArrayList<>();
            items.forEach(item -> items.code(item.id()).ifPresent(code -> {
                topics.add(topics(item, field));
                add(code, bits, numbers);
            }));
            int without = items.count() - bits.count();
            return new CodedItems(
                    folder.toString(),
                    "documents",
                    without,
                    topics.build(),
                    size,
                    bits.build(),
                    CosineSimilarity.within(joined(numbers, size), size));
        }
    }

    private static List<String> topics(Item item, @Nullable String field) {
        if (field == null) {
            return item.topics();
        }
        String value = item.fields().get(field);
        return value == null ? List.of() : List.of(value);
    }

    private static void add(Code code, BinaryCodesBuilder bits, List<float[]> numbers) {
        bits.add(code.binary());
        numbers.add(code.real());
    }

    private static float[] joined(List<float[]> numbers, int size) {
        float[] all = new float[Math.multiplyExact(numbers.size(), size)];
        for (int i = 0; i < numbers.size(); i++) {
            System.arraycopy(numbers.get(i), 0, all, i * size, size);
        }
        return all;
    }

    private boolean isText() {
        return noun.equals("documents");
    }

    /**
     * What was measured, for the head of a result.
     *
     * @param queries how many of them
     */
    String protocol(int queries) {
        String words = isText() ? "; %,d hold no known word".formatted(withoutWords) : "";
        String asked = queries == count()
                ? "each a query for the others"
                : "%,d of them queries for all others".formatted(queries);
        return "%,d %s of %s, %s%s".formatted(count(), noun, name, asked, words);
    }

    /** How many there are. */
    int count() {
        return topics.count();
    }

    /** By classes if none has several topics, else by the share of topics in common. */
    public Relevance relevance() {
        boolean any = IntStream.range(0, topics.names().size())
                .anyMatch(topic -> Arrays.stream(topics.sets())
                                .filter(set -> Arrays.binarySearch(set, topic) >= 0)
                                .limit(2)
                                .count()
                        == 2);
        if (!any) {
            String topic = isText() ? "topic" : "class";
            throw new InputException(
                    name,
                    "",
                    "no two of its %,d %s have a %s in common".formatted(topics.count(), noun, topic),
                    isText()
                            ? "give documents with topics: a folder for each, or a column called topics"
                            : "give more rows of a class");
        }
        int[] classes = topics.labels().classes();
        return topics.areSingle()
                ? Relevance.byLabel(classes, classes)
                : Relevance.byTopics(topics, topics, TopicAgreement.JACCARD);
    }

    /** As bits, if there are any, and as numbers, by name. */
    public Map<String, Similarity> similarities() {
        Map<String, Similarity> codes = new LinkedHashMap<>();
        if (bits != null) {
            codes.put("codes, %d bits".formatted(size), HammingSimilarity.within(bits));
        }
        codes.put("codes, %d numbers".formatted(size), numbers);
        return codes;
    }
}
