package hourglass.spark;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.text.Analysis;
import hourglass.text.Vocabulary;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Data to fit to, spread over the executors: each partition is kept as one block of rows while a fit lasts, in memory or on
 * the disk of its executor.
 *
 * @param blocks one a partition; some may be empty
 * @param columns of each row
 * @param shape of images, or null
 * @param text how texts became rows, or null
 * @param firsts the number of the first row of each partition
 * @param rows how many there are, 1 or more
 */
record TrainingData(
        JavaRDD<RowBlock> blocks,
        int columns,
        @Nullable ImageShape shape,
        @Nullable TextEncoding text,
        int[] firsts,
        int rows)
        implements AutoCloseable {
    /** As many partitions as the data have. */
    static final int EACH = 0;

    /**
     * Reads the items of a DataFrame.
     *
     * @param most partitions at most, or {@link #EACH}; more are put together, in their order
     * @param words how many words texts are counted by
     * @param analysis how texts become words
     * @throws InputException if there is none, or an item is null or unlike the first
     */
    static TrainingData of(Dataset<?> dataset, EncodingParams<?> params, int most, int words, String analysis) {
        String name = params.getOrDefault(params.inputCol());
        InputColumn column = InputColumn.of(dataset.schema(), name);
        boolean skips = !EncodingColumns.invalid(params).equals(EncodingColumns.ERROR);
        Dataset<Row> items = dataset.toDF().select(dataset.col("`" + name + "`"));
        InputColumn only = new InputColumn(name, 0, column.kind());
        if (skips) {
            items = items.na().drop();
        }
        JavaRDD<Row> partitions = items.javaRDD();
        Row first = first(items, only);
        ImageShape scaled = EncodingColumns.shape(params);
        ImageShape shape = column.kind() != InputColumn.Kind.IMAGE
                ? null
                : scaled == null ? ItemReader.shapeOf(first.getStruct(0)) : scaled;
        TextEncoding text =
                column.kind() == InputColumn.Kind.TEXT ? vocabulary(partitions, name, words, analysis) : null;
        int columns =
                text != null ? text.words().size() : shape != null ? shape.size() : ItemReader.columns(only, first);
        Reading reading = new Reading(
                only,
                columns,
                shape == null ? new int[0] : new int[] {shape.height(), shape.width(), shape.channels()},
                scaled != null,
                text == null ? List.of() : List.copyOf(text.words()),
                analysis,
                ItemReader.isSparse(only, first));
        JavaRDD<RowBlock> read = partitions.mapPartitions(reading::block);
        JavaRDD<RowBlock> blocks = most == EACH ? read : together(read, most);
        return counted(blocks.persist(StorageLevel.MEMORY_AND_DISK()), columns, shape, text);
    }

    /**
     * Moves blocks to at most so many partitions, so that tasks can run all at once: whatever the data are computed from, a
     * barrier stage can begin here, after a shuffle.
     */
    private static JavaRDD<RowBlock> together(JavaRDD<RowBlock> blocks, int most) {
        int before = blocks.getNumPartitions();
        int after = Math.min(before, most);
        return blocks.mapPartitionsToPair(block -> List.of(new Tuple2<>(TaskContext.getPartitionId(), block.next()))
                        .iterator())
                .partitionBy(new Neighbours(before, after))
                .mapPartitions(numbered -> {
                    List<Tuple2<Integer, RowBlock>> part = new ArrayList<>();
                    numbered.forEachRemaining(part::add);
                    part.sort(Comparator.comparing(Tuple2::_1));
                    return List.of(RowBlock.of(part.stream().map(Tuple2::_2).toList()))
                            .iterator();
                });
    }

    /** Puts partitions together that follow each other. */
    private static final class Neighbours extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final int before;
        private final int after;

        Neighbours(int before, int after) {
            this.before = before;
            this.after = after;
        }

        @Override
        public int numPartitions() {
            return after;
        }

        @Override
        public int getPartition(Object partition) {
            return (int) ((long) (int) partition * after / before);
        }
    }

    private static Row first(Dataset<Row> items, InputColumn column) {
        List<Row> first = items.na().drop().takeAsList(1);
        if (first.isEmpty()) {
            throw new InputException(
                    "the DataFrame", "column " + column.name(), "has no item to fit to", "give 1 row or more");
        }
        return first.get(0);
    }

    /** The most frequent words; of equally frequent ones the first in alphabetic order. */
    private static TextEncoding vocabulary(JavaRDD<Row> texts, String column, int words, String analysis) {
        Analysis.of(analysis);
        List<Tuple2<String, Long>> best = texts.filter(row -> !row.isNullAt(0))
                .mapPartitions(rows -> wordsOf(rows, analysis))
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum)
                .takeOrdered(words, new MostFrequent());
        if (best.isEmpty()) {
            throw new InputException(
                    "column " + column,
                    "",
                    "its texts hold no words for the analysis '%s'".formatted(analysis),
                    "give texts with words, or another analysis");
        }
        return new TextEncoding(analysis, best.stream().map(Tuple2::_1).toList());
    }

    private static Iterator<String> wordsOf(Iterator<Row> texts, String name) {
        Analysis analysis = Analysis.of(name);
        Spliterator<Row> some = Spliterators.spliteratorUnknownSize(texts, Spliterator.ORDERED);
        return StreamSupport.stream(some, false)
                .flatMap(text -> analysis.words(text.getString(0)).stream())
                .iterator();
    }

    private static final class MostFrequent implements Comparator<Tuple2<String, Long>>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Tuple2<String, Long> one, Tuple2<String, Long> other) {
            int byCount = Long.compare(other._2(), one._2());
            return byCount != 0 ? byCount : one._1().compareTo(other._1());
        }
    }

    /** How tasks read their partitions. */
    private record Reading(
            InputColumn column,
            int columns,
            int[] shape,
            boolean scales,
            List<String> words,
            String analysis,
            boolean sparse)
            implements Serializable {
        Iterator<RowBlock> block(Iterator<Row> items) {
            ImageShape images = shape.length == 0 ? null : new ImageShape(shape[0], shape[1], shape[2]);
            Vocabulary vocabulary = words.isEmpty() ? null : Vocabulary.of(new TextEncoding(analysis, words));
            ItemReader reader = new ItemReader(column, columns, images, scales, vocabulary)
                    .inPartition(TaskContext.getPartitionId());
            RowBlock.Builder block = new RowBlock.Builder(columns, sparse);
            while (items.hasNext()) {
                reader.read(items.next(), block);
            }
            return List.of(block.build()).iterator();
        }
    }

    private static TrainingData counted(
            JavaRDD<RowBlock> blocks, int columns, @Nullable ImageShape shape, @Nullable TextEncoding text) {
        List<Integer> counts = blocks.map(RowBlock::count).collect();
        int[] firsts = new int[counts.size()];
        long rows = 0;
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = (int) rows;
            rows += counts.get(i);
            if (rows > Integer.MAX_VALUE) {
                throw new InputException(
                        "the DataFrame", "", "has more than 2,147,483,647 rows", "fit to a sample of them");
            }
        }
        return new TrainingData(blocks, columns, shape, text, firsts, (int) rows);
    }

    /** What is known of all numbers. */
    Moments moments() {
        return blocks.treeAggregate(new Moments(), Moments::add, Moments::add);
    }

    /** Some of the rows with what is known of them. */
    hourglass.data.Dataset describe(Rows some) {
        hourglass.data.Dataset described = hourglass.data.Dataset.of(some);
        if (shape != null) {
            described = described.withImageShape(shape);
        }
        return text == null ? described : described.withText(text);
    }

    /** Rows that lie evenly over all, in this process. */
    Rows sample(int most) {
        int chosen = Math.min(most, rows);
        int total = rows;
        int[] starts = firsts;
        List<RowBlock> parts = blocks.mapPartitions(partition -> {
                    RowBlock block = partition.next();
                    int first = starts[TaskContext.getPartitionId()];
                    List<RowBlock> part = new ArrayList<>();
                    if (block.count() > 0) {
                        part.add(evenly(block, first, total, chosen));
                    }
                    return part.iterator();
                })
                .collect();
        return RowBlock.of(parts).rows();
    }

    /** Those rows i of a block whose number among all is floor(j total / chosen) for some j. */
    private static RowBlock evenly(RowBlock block, int first, int total, int chosen) {
        RowBlock.Builder picked = new RowBlock.Builder(block.columns(), block.isSparse());
        long from = ((long) first * chosen + total - 1) / total;
        for (long j = from; j < chosen; j++) {
            long row = j * total / chosen - first;
            if (row >= block.count()) {
                break;
            }
            if (row >= 0) {
                block.copy((int) row, picked);
            }
        }
        return picked.build();
    }

    @Override
    public void close() {
        blocks.unpersist(false);
    }
}
