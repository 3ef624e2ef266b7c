package hourglass.library;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.library.LibraryFolder.StoredModel;
import hourglass.lucene.CodeBytes;
import hourglass.persistence.FittedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/** Checks a library: the index by Lucene's own check, the model by its fingerprint, and the codes against each other. */
record LibraryCheck(LibraryFolder folder) {
    void run() {
        folder.run(() -> {
            folder.requireLibrary();
            StoredModel model = folder.readModel();
            try (Directory directory = folder.directory()) {
                checkIndex(directory);
                try (DirectoryReader reader = DirectoryReader.open(directory)) {
                    folder.requireMadeBy(model, reader.getIndexCommit().getUserData());
                    for (LeafReaderContext segment : reader.leaves()) {
                        checkCodes(segment.reader(), model.saved());
                        checkVectors(segment.reader(), model.saved());
                    }
                }
            }
        });
    }

    /** Takes the lock of writers, so that no file vanishes meanwhile. */
    private static void checkIndex(Directory directory) throws IOException {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                CheckIndex check = new CheckIndex(directory)) {
            check.setInfoStream(nowhere);
            CheckIndex.Status status = check.checkIndex();
            if (!status.clean) {
                String reason = status.segmentInfos.stream()
                        .filter(segment -> segment.error != null)
                        .map(segment -> segment.name + ": " + segment.error.getMessage())
                        .findFirst()
                        .orElse("its list of segments cannot be read");
                throw new CorruptIndexException(reason, directory.toString());
            }
        }
    }

    private void checkCodes(LeafReader segment, FittedModel model) throws IOException {
        int bits = model.requireThresholds(folder.modelFile().toString()).bits();
        BinaryDocValues binary = DocValues.getBinary(segment, ItemDocument.BINARY_CODE);
        BinaryDocValues real = DocValues.getBinary(segment, ItemDocument.REAL_CODE);
        long[] code = new long[(bits + 63) / 64];
        float[] values = new float[bits];
        int document;
        do {
            document = binary.nextDoc();
            if (real.nextDoc() != document) {
                throw damaged("an item has only one of its two codes");
            }
            if (document == DocIdSetIterator.NO_MORE_DOCS) {
                continue;
            }
            BytesRef bytes = binary.binaryValue();
            BytesRef numbers = real.binaryValue();
            if (bytes.length != CodeBytes.length(bits) || numbers.length != Float.BYTES * bits) {
                throw damaged("an item has a code that is not of %d bits".formatted(bits));
            }
            BinaryCodes expected = model.binary(CodeBytes.read(numbers, values));
            if (!Arrays.equals(expected.code(0), CodeBytes.read(bytes, code))) {
                throw damaged("the binary code of an item is not that of its real code");
            }
        } while (document != DocIdSetIterator.NO_MORE_DOCS);
    }

    private void checkVectors(LeafReader segment, FittedModel model) throws IOException {
        BinaryDocValues vectors = DocValues.getBinary(segment, ItemDocument.VECTOR);
        while (vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            if (vectors.binaryValue().length != Float.BYTES * model.bareModel().visible()) {
                throw damaged("an item has a vector of another length than the model takes");
            }
        }
    }

    private InputException damaged(String reason) {
        return new InputException(
                folder.indexFolder().toString(), "", reason, "put back a copy of the folder, or index the items again");
    }
}
