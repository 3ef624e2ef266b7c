package hourglass.spark;

import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.spark.EncoderModel.Output;
import hourglass.text.Vocabulary;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * What a task does to encode a partition, some hundred rows at a time.
 *
 * @param model that encodes
 * @param input where items are
 * @param outputs the columns to add
 * @param invalid what happens to null items
 * @param scales whether images may have another shape than the model's
 */
record Encoding(Broadcast<SharedModel> model, InputColumn input, List<Output> outputs, String invalid, boolean scales)
        implements Serializable {
    private static final int BLOCK = 512;

    /** @throws InputException if the model was fitted to items of another kind than the column holds */
    static void requireKind(InputColumn input, FittedModel model) {
        boolean texts = model.text() != null;
        if (texts != (input.kind() == InputColumn.Kind.TEXT)) {
            throw new InputException(
                    "column " + input.name(),
                    "",
                    texts
                            ? "holds no texts, which the model was fitted to"
                            : "holds texts, but the model was fitted to numbers",
                    "set inputCol to the column of the items");
        }
        if (input.kind() == InputColumn.Kind.IMAGE && model.data().imageShape() == null) {
            throw new InputException(
                    "column " + input.name(),
                    "",
                    "holds images, but the model was fitted to rows of %d numbers"
                            .formatted(model.bareModel().visible()),
                    "set inputCol to the column of the items");
        }
        if (input.kind() == InputColumn.Kind.IMAGE
                && model.fit().options().get("white") instanceof Number white
                && white.floatValue() != ItemReader.WHITE) {
            throw new InputException(
                    "the model",
                    "",
                    "takes pixels divided by %s, but those of images are divided by 255".formatted(white),
                    "give vectors of pixels as it was fitted to");
        }
        if (model.table() != null) {
            throw new InputException(
                    "the model",
                    "",
                    "was fitted to a table of numbers and categories, which is read by hourglass alone",
                    "fit one to vectors, for example of a StringIndexer, OneHotEncoder and VectorAssembler");
        }
    }

    /** The rows of a partition with the columns added. */
    Iterator<Row> run(Iterator<Row> rows) {
        return new Encoded(rows);
    }

    private final class Encoded implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final FittedModel fitted = model.value().get();
        private final ItemReader reader;
        private final int columns;
        private final ThreadTeam team;
        private Iterator<Row> ready = List.<Row>of().iterator();

        Encoded(Iterator<Row> rows) {
            this.rows = rows;
            ImageShape shape = fitted.data().imageShape();
            Vocabulary vocabulary = fitted.text() == null ? null : Vocabulary.of(fitted.text());
            columns = fitted.bareModel().visible();
            TaskContext task = TaskContext.get();
            reader = new ItemReader(input, columns, shape, scales, vocabulary).inPartition(task.partitionId());
            team = ThreadTeam.of(task.cpus());
            task.addTaskCompletionListener((TaskCompletionListener) context -> team.close());
        }

        @Override
        public boolean hasNext() {
            while (!ready.hasNext() && rows.hasNext()) {
                ready = next(BLOCK).iterator();
            }
            return ready.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }

        private List<Row> next(int most) {
            List<Row> taken = new ArrayList<>(most);
            boolean[] absent = new boolean[most];
            RowBlock.Builder block = new RowBlock.Builder(columns, fitted.text() != null, most);
            while (taken.size() < most && rows.hasNext()) {
                Row row = rows.next();
                if (!invalid.equals(EncodingColumns.ERROR) && row.isNullAt(input.index())) {
                    reader.skip();
                    if (invalid.equals(EncodingColumns.SKIP)) {
                        continue;
                    }
                    absent[taken.size()] = true;
                } else {
                    reader.read(row, block);
                }
                taken.add(row);
            }
            return encode(taken, absent, block.build());
        }

        private List<Row> encode(List<Row> taken, boolean[] absent, RowBlock block) {
            Object[][] added = block.count() == 0 ? new Object[outputs.size()][] : columns(block.rows());
            List<Row> encoded = new ArrayList<>(taken.size());
            int at = 0;
            for (int i = 0; i < taken.size(); i++) {
                Row row = taken.get(i);
                @Nullable Object[] values = new Object[row.size() + outputs.size()];
                for (int column = 0; column < row.size(); column++) {
                    values[column] = row.get(column);
                }
                if (!absent[i]) {
                    for (int output = 0; output < added.length; output++) {
                        values[row.size() + output] = added[output][at];
                    }
                    at++;
                }
                encoded.add(RowFactory.create(values));
            }
            return encoded;
        }

        private Object[][] columns(Rows items) {
            Matrix codes = encode(items);
            Object[][] columns = new Object[outputs.size()][];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = switch (outputs.get(i)) {
                    case CODES -> split(codes);
                    case BINARY -> packed(fitted.binary(codes.values()));
                    case ADDRESS -> addresses(fitted.binary(codes.values()));
                    case ERROR ->
                        Arrays.stream(fitted.errors(items, team)).boxed().toArray();
                    case RECONSTRUCTION -> split(fitted.decode(codes, team));
                };
            }
            return columns;
        }

        /** Its messages count rows from the block's first. */
        private Matrix encode(Rows items) {
            try {
                return fitted.encode(items, team);
            } catch (InputException e) {
                throw reader.refusedBlock(items.count(), e);
            }
        }

        private static Object[] split(Matrix rows) {
            Object[] split = new Object[rows.count()];
            for (int i = 0; i < split.length; i++) {
                split[i] = Arrays.copyOfRange(rows.values(), i * rows.columns(), (i + 1) * rows.columns());
            }
            return split;
        }

        private static Object[] packed(BinaryCodes codes) {
            Object[] packed = new Object[codes.count()];
            for (int i = 0; i < packed.length; i++) {
                packed[i] = ByteBits.HIGHEST_FIRST.encode(codes, i);
            }
            return packed;
        }

        private static Object[] addresses(BinaryCodes codes) {
            Object[] addresses = new Object[codes.count()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = codes.word(i, 0);
            }
            return addresses;
        }
    }
}
