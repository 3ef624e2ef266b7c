package hourglass.library;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.image.DecodedImage;
import hourglass.data.table.Table;
import hourglass.lucene.CodeBytes;
import hourglass.persistence.FittedModel;
import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import hourglass.text.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An example with the codes and words that a search compares.
 *
 * @param binary code, or null if it has none
 * @param real code, or null if it has none
 * @param vector its values as they came, or null if it has none or the library keeps none
 * @param words of its text; empty if it has none
 * @param itself the id of the item that it is, or null if it is not an item of the library
 * @param remark why it has no code, or empty
 */
record ResolvedQuery(
        long @Nullable [] binary,
        float @Nullable [] real,
        float @Nullable [] vector,
        List<String> words,
        @Nullable String itself,
        String remark) {
    static ResolvedQuery of(Example example, StoredItems items, Encoder encoder) throws IOException {
        if (example instanceof Example.Words words) {
            return ofWords("the words searched for", words.text(), encoder);
        }
        if (example instanceof Example.Like like) {
            return ofItem(like.id(), items, encoder);
        }
        if (example instanceof Example.File file) {
            return encoder.readsTexts() ? ofText(file.path(), encoder) : ofRow(file.path(), items, encoder);
        }
        if (example instanceof Example.Values values) {
            return ofValues("the values searched for", values.values(), items, encoder);
        }
        return example instanceof Example.Real real
                ? ofReal(real.code(), encoder)
                : ofCode(((Example.Binary) example).code(), encoder);
    }

    /** Both codes, or null if it does not have both. */
    @Nullable
    Code code() {
        return binary == null ? null : new Code(real == null ? new float[0] : real, binary);
    }

    private static ResolvedQuery ofWords(String what, String text, Encoder encoder) {
        if (!encoder.readsTexts()) {
            throw new InputException(
                    what,
                    "",
                    "have no code: the model of the library reads no texts",
                    "search by item, file or values");
        }
        List<String> words = encoder.words(text);
        Code code = encoder.encode(words);
        return code == null
                ? new ResolvedQuery(
                        null, null, null, words, null, "the model knows none of " + what + ", so nothing is near them")
                : new ResolvedQuery(code.binary(), code.real(), null, words, null, "");
    }

    private static ResolvedQuery ofItem(String id, StoredItems items, Encoder encoder) throws IOException {
        int document = items.document(id);
        if (document < 0) {
            throw new InputException(
                    "item " + Item.brief(id), "", "is not in the library", "give the id of an item that is");
        }
        List<String> words = encoder.words(items.item(document));
        Code code = items.code(document);
        return code == null
                ? new ResolvedQuery(
                        null, null, null, words, id, "item " + Item.brief(id) + " has no code, so nothing is near it")
                : new ResolvedQuery(
                        code.binary(), code.real(), items.vector(document, encoder.values()), words, id, "");
    }

    private static ResolvedQuery ofText(Path path, Encoder encoder) {
        List<Document> documents = new ArrayList<>();
        Corpus.open(path, CorpusOptions.DEFAULT).forEach(document -> {
            documents.add(document);
            requireOne(path, documents.size());
        });
        return ofWords("the words of " + path, documents.get(0).text(), encoder);
    }

    private static ResolvedQuery ofRow(Path path, StoredItems items, Encoder encoder) {
        Optional<PictureReader> pictures = PictureReader.of(encoder.saved());
        if (pictures.isPresent() && DecodedImage.isNameOfImage(path.toString())) {
            return ofValues(path.toString(), pictures.get().read(path), items, encoder);
        }
        Dataset data = read(path, encoder.saved());
        requireOne(path, data.rows().count());
        return ofValues(path.toString(), data.rows().toArray(), items, encoder);
    }

    private static Dataset read(Path path, FittedModel saved) {
        if (saved.table() != null) {
            return saved.table().encode(Table.read(path, ReadOptions.DEFAULT));
        }
        ImageShape shape = saved.data().imageShape();
        ReadOptions options = shape == null || !Files.isDirectory(path)
                ? ReadOptions.DEFAULT
                : ReadOptions.DEFAULT
                        .withImageSize(shape.height(), shape.width())
                        .withColour(shape.channels() == 3);
        Dataset data = Datasets.open(path, options);
        saved.requireLike(data);
        return data;
    }

    private static void requireOne(Path path, int count) {
        if (count > 1) {
            throw new InputException(path.toString(), "", "holds more than one item", "give a file of one item");
        }
    }

    private static ResolvedQuery ofValues(String what, float[] values, StoredItems items, Encoder encoder) {
        if (encoder.readsTexts()) {
            throw new InputException(
                    what, "", "have no code: the model of the library reads texts", "search by words, item or file");
        }
        encoder.check(what, values);
        Code code = encoder.encode(values);
        return new ResolvedQuery(code.binary(), code.real(), items.holdVectors() ? values : null, List.of(), null, "");
    }

    private static ResolvedQuery ofReal(float[] code, Encoder encoder) {
        Code both = encoder.binarized(code);
        return new ResolvedQuery(both.binary(), both.real(), null, List.of(), null, "");
    }

    private static ResolvedQuery ofCode(long[] code, Encoder encoder) {
        try {
            CodeBytes.checked(encoder.bits(), code);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    "code", "", String.valueOf(e.getMessage()), "give a code of %d bits".formatted(encoder.bits()), e);
        }
        return new ResolvedQuery(code, null, null, List.of(), null, "");
    }

    List<String> requireWords() {
        if (words.isEmpty()) {
            throw cannotRank("TF-IDF", "words");
        }
        return words;
    }

    float[] requireReal() {
        if (real == null) {
            throw cannotRank("cosine", "real code");
        }
        return real;
    }

    float[] requireVector() {
        if (vector == null) {
            throw new InputException(
                    "rescoring",
                    "",
                    "needs an example with values, and a library that keeps the values of its items",
                    "rank by distance, or give an item or a vector; libraries of images, tables and texts keep none");
        }
        return vector;
    }

    private static InputException cannotRank(String ranking, String lacking) {
        return new InputException(
                "ranking", "", "%s needs an example with %s".formatted(ranking, lacking), "rank by distance");
    }
}
