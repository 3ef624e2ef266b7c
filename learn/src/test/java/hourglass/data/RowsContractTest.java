package hourglass.data;

import hourglass.data.file.Datasets;
import hourglass.data.file.Npy;
import hourglass.data.file.ReadOptions;
import hourglass.data.generated.ImagePatches;
import hourglass.data.generated.PenDigits;
import hourglass.data.generated.Trees;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** {@link RowsContract} for the rows of this package and for those that readers and generators make. */
class RowsContractTest {
    private static final Matrix NUMBERS =
            Matrix.of(new float[] {1, 0, -2}, new float[] {0, 3, 4}, new float[] {5, 6, 0}, new float[] {7, 8, 9});

    private static SparseRows counts() {
        return SparseRows.builder(4)
                .add(new int[] {1, 3}, new float[] {2, 5}, 2)
                .add(new int[0], new float[0], 0)
                .add(new int[] {0}, new float[] {7}, 1)
                .build();
    }

    @Nested
    class OfFloats implements RowsContract {
        @Override
        public Rows rows() {
            return NUMBERS;
        }
    }

    @Nested
    class OfBytes implements RowsContract {
        @Override
        public Rows rows() {
            return Rows.ofBytes(new byte[] {0, 51, -1, 1, 2, 3}, 2, 255);
        }
    }

    @Nested
    class OfSparseRows implements RowsContract {
        @Override
        public Rows rows() {
            return counts();
        }
    }

    @Nested
    class OfChosenRows implements RowsContract {
        @Override
        public Rows rows() {
            return counts().select(new int[] {2, 0, 2, 1});
        }
    }

    @Nested
    class OfLabelledRows implements RowsContract {
        @Override
        public Rows rows() {
            return counts().labelled(new int[] {1, Rows.UNLABELLED, 0});
        }
    }

    @Nested
    class OfTransformedRows implements RowsContract {
        @Override
        public Rows rows() {
            return NUMBERS.transformed(Standardization.fit(NUMBERS));
        }
    }

    @Nested
    class OfWeightedRows implements RowsContract {
        @Override
        public Rows rows() {
            return counts().transformed(TfIdf.logCounts(4));
        }
    }

    @Nested
    class OfCompletedRows implements RowsContract {
        @Override
        public Rows rows() {
            return Rows.of(new float[] {1, Float.NaN, 2, 3, Float.NaN, 4}, 2).completed();
        }
    }

    @Nested
    class OfFiniteRows implements RowsContract {
        @Override
        public Rows rows() {
            return NUMBERS.requiringFinite("numbers");
        }
    }

    @Nested
    class OfAFile implements RowsContract {
        @TempDir
        private Path folder;

        @Override
        public Rows rows() {
            Path file = folder.resolve("numbers.npy");
            Npy.write(file, NUMBERS);
            return Datasets.open(file, ReadOptions.DEFAULT).rows();
        }
    }

    @Nested
    class OfImagePatches implements RowsContract {
        @Override
        public Rows rows() {
            return ImagePatches.of(PenDigits.of(5, 1), 8, 20, 1, true).rows();
        }
    }

    @Nested
    class OfATable implements RowsContract {
        @Override
        public Rows rows() {
            Table trees = Trees.of(30, 0, 0, 1);
            return TableEncoding.of(trees, List.of()).encode(trees).rows();
        }
    }
}
