package hourglass.cli.duplicates;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.data.TextEncoding;
import hourglass.data.file.ImageFiles;
import hourglass.library.Library;
import hourglass.library.PictureReader;
import hourglass.persistence.FittedModel;
import hourglass.picture.GroupPage.Preview;
import hourglass.text.ReadReport;
import hourglass.text.Vocabulary;
import hourglass.text.WordCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pictures or documents by the model of a library, so that they can be compared with its items.
 *
 * @param source of pictures or documents
 * @param library with the model
 */
record EncodedSource(DuplicateSource source, Path library) implements DuplicateSource {
    @Override
    public String noun() {
        return source.noun();
    }

    @Override
    public String hash() {
        return "the library's codes";
    }

    @Override
    public int radius(int bits) {
        return CodesSource.radiusOf(bits);
    }

    @Override
    public CodedEntries read(Reading reading) {
        try (Library opened = Library.open(library)) {
            FittedModel model = opened.model();
            CodedEntries entries = source instanceof PictureSource pictures
                    ? pictures(pictures, model, reading)
                    : documents((DocumentSource) source, model, reading);
            return entries.requireAny(source.noun() + " to compare with " + library);
        }
    }

    private CodedEntries pictures(PictureSource pictures, FittedModel model, Reading reading) {
        PictureReader reader = PictureReader.of(model)
                .orElseThrow(() -> new InputException(
                        library.toString(),
                        "",
                        "has a model that makes no codes of pictures",
                        "give a library of pictures"));
        List<String> ids = pictures.files().ids();
        List<Entry> entries = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Block block = new Block(model);
        record Seen(int width, int height, float[] values) {}
        pictures.files()
                .forEach(
                        image -> new Seen(image.width(), image.height(), reader.values(image)),
                        new ImageFiles.Receiver<Seen>() {
                            @Override
                            public void accept(int item, Seen seen) {
                                block.add(seen.values);
                                entries.add(pictures.entry(ids.get(item), seen.width, seen.height));
                                reading.show(item + 1L);
                            }

                            @Override
                            public void broken(int item, String reason) {
                                leftOut.add(ids.get(item) + " " + reason);
                            }
                        });
        return new CodedEntries(entries, block.codes(), leftOut, pictures.remarks());
    }

    private CodedEntries documents(DocumentSource documents, FittedModel model, Reading reading) {
        TextEncoding encoding = model.text();
        if (encoding == null) {
            throw new InputException(
                    library.toString(),
                    "",
                    "has a model that makes no codes of documents",
                    "give a library of documents");
        }
        Vocabulary vocabulary = Vocabulary.of(encoding);
        List<Entry> entries = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Block block = new Block(model);
        ReadReport report = documents.corpus().forEach(document -> {
            WordCounts counts = vocabulary.counts(document.text());
            if (counts.isEmpty()) {
                leftOut.add(document.id() + " has no word that the model knows");
            } else {
                block.add(counts);
                entries.add(Entry.ofText(document.id(), document.text().length()));
            }
            reading.show(entries.size() + leftOut.size());
        });
        return new CodedEntries(entries, block.codes(), leftOut, report.remarksFor(vocabulary.analysis()));
    }

    /** Rows that wait until there are enough to be encoded together. */
    private static final class Block {
        private static final int ROWS = 512;

        private final FittedModel model;
        private final int columns;
        private final BinaryCodesBuilder codes;
        private SparseRows.Builder sparse;
        private float[] dense = {};
        private int count;

        Block(FittedModel model) {
            this.model = model;
            this.columns = model.bareModel().visible();
            this.codes = BinaryCodes.builder(model.bareModel().codeSize());
            this.sparse = SparseRows.builder(columns);
        }

        void add(float[] values) {
            dense = dense.length == 0 ? new float[ROWS * columns] : dense;
            System.arraycopy(values, 0, dense, count * columns, columns);
            encodeIfFull();
        }

        void add(WordCounts counts) {
            sparse.add(counts.words(), counts.counts(), counts.words().length);
            encodeIfFull();
        }

        private void encodeIfFull() {
            if (++count == ROWS) {
                encode();
            }
        }

        private void encode() {
            if (count == 0) {
                return;
            }
            Rows rows = dense.length == 0 ? sparse.build() : Rows.of(Arrays.copyOf(dense, count * columns), columns);
            BinaryCodes made = model.binaryCodes(rows);
            for (int i = 0; i < count; i++) {
                codes.add(made.code(i));
            }
            sparse = SparseRows.builder(columns);
            count = 0;
        }

        BinaryCodes codes() {
            encode();
            return codes.build();
        }
    }

    @Override
    public Map<String, Preview> previews(List<String> ids) {
        return source.previews(ids);
    }

    @Override
    public @Nullable Path file(String id) {
        return source.file(id);
    }
}
