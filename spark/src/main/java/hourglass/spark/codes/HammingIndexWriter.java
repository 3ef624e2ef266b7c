package hourglass.spark.codes;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.id.IdIndex;
import hourglass.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the codes of a partition as one index file. Attempts of a task write files of their own, of which those count that
 * the driver hears of.
 *
 * @param run what tells the files of one fit from those of another
 */
record HammingIndexWriter(String folder, String run, int bytes, boolean text, SerializableConfiguration hadoop)
        implements MapPartitionsFunction<Row, Row> {
    static final String PREFIX = "codes-";

    static final StructType WRITTEN = new StructType()
            .add("name", DataTypes.StringType)
            .add("codes", DataTypes.LongType)
            .add("length", DataTypes.LongType)
            .add("checksum", DataTypes.LongType);

    /** @param rows of id and code, in the order of ids, so that neighbours of one distance are found in it */
    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws IOException {
        if (!rows.hasNext()) {
            return Collections.emptyIterator();
        }
        TaskContext task = TaskContext.get();
        BinaryCodesBuilder codes = BinaryCodes.builder(8 * bytes);
        List<Object> ids = new ArrayList<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            codes.add(HammingRows.unpacked(row.getAs(1)));
            ids.add(row.get(0));
        }
        String name = PREFIX + "%05d-%s-%d".formatted(task.partitionId(), run, task.taskAttemptId());
        java.nio.file.Path local = Files.createTempFile("hourglass", ".index");
        try {
            index(codes.build(), ids).write(local);
            CRC32C checksum = new CRC32C();
            Path path = new Path(folder, name);
            try (InputStream from = new CheckedInputStream(Files.newInputStream(local), checksum);
                    OutputStream to = path.getFileSystem(hadoop.value()).create(path, true)) {
                from.transferTo(to);
            }
            Row written = RowFactory.create(name, (long) ids.size(), Files.size(local), checksum.getValue());
            return Collections.singleton(written).iterator();
        } finally {
            Files.deleteIfExists(local);
        }
    }

    private IdIndex<?> index(BinaryCodes codes, List<Object> ids) {
        try {
            return text
                    ? IdIndex.ofStrings(
                            codes, ids.stream().map(String.class::cast).toList())
                    : IdIndex.ofLongs(
                            codes,
                            ids.stream().map(id -> ((Number) id).longValue()).toList());
        } catch (IllegalArgumentException e) {
            throw new InputException("ids", "", String.valueOf(e.getMessage()), "give each row an id of its own", e);
        }
    }
}
