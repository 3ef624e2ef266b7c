package hourglass.cli;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.data.InputException;
import hourglass.data.LabelSets;
import hourglass.eval.CosineSimilarity;
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
 * The codes of documents or of the items of a library, and their topics.
 *
 * @param name of the documents or the library
 * @param withoutWords how many hold no word that the model knows; documents are there nevertheless, items of a library not
 * @param topics of each
 * @param size of a code
 * @param bits of each, or null if the model does not say how numbers become bits
 * @param numbers of each, one after the other
 */
record CodedItems(
        String name,
        int withoutWords,
        LabelSets topics,
        int size,
        @Nullable BinaryCodes bits,
        float[] numbers) {
    /** Documents by a model. */
    public static CodedItems of(DocumentCounts documents, FittedModel model, ThreadTeam team) {
        float[] numbers = model.encode(documents.rows(), team).values();
        BinaryCodes bits = model.thresholds() == null ? null : model.binary(numbers);
        return new CodedItems(
                documents.name(),
                documents.empty(),
                documents.topics(),
                model.bareModel().codeSize(),
                bits,
                numbers);
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
                    folder.toString(), without, topics.build(), size, bits.build(), joined(numbers, size));
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
            throw new InputException(
                    name,
                    "",
                    "no two of its %,d documents have a topic in common".formatted(topics.count()),
                    "give documents with topics: a folder for each, or a column called topics");
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
        codes.put("codes, %d numbers".formatted(size), CosineSimilarity.within(numbers, size));
        return codes;
    }
}
