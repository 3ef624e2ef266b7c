package hourglass.data.file;

import hourglass.data.Rows;
import hourglass.matrix.SparseMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sparse rows that arrive in sequence and are then read in any order: pieces of them in memory while these are few, else
 * in a temporary file that is mapped. In memory are then only the starts of rows, 4 bytes each.
 */
final class SpilledSparseRows implements Rows {
    private final int columns;
    private final List<Piece> pieces;
    /** The number of the first row of each piece. */
    private final int[] firsts;

    private final int count;

    /**
     * Some rows.
     *
     * @param starts of each row, and the end of the last
     */
    private record Piece(int[] starts, IntBuffer indices, FloatBuffer values) {
        int rows() {
            return starts.length - 1;
        }
    }

    private SpilledSparseRows(int columns, List<Piece> pieces) {
        this.columns = columns;
        this.pieces = List.copyOf(pieces);
        this.firsts = new int[pieces.size()];
        int rows = 0;
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = rows;
            rows = Math.addExact(rows, pieces.get(i).rows());
        }
        this.count = rows;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public boolean isSparse() {
        return true;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        Arrays.fill(target, offset, offset + columns, 0f);
        int index = piece(row);
        Piece piece = pieces.get(index);
        int end = piece.starts[row - firsts[index] + 1];
        for (int i = piece.starts[row - firsts[index]]; i < end; i++) {
            target[offset + piece.indices.get(i)] = piece.values.get(i);
        }
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        int index = piece(row);
        Piece piece = pieces.get(index);
        int start = piece.starts[row - firsts[index]];
        target.add(piece.indices, piece.values, start, piece.starts[row - firsts[index] + 1] - start);
    }

    private int piece(int row) {
        int found = Arrays.binarySearch(firsts, Objects.checkIndex(row, count));
        return found < 0 ? -found - 2 : found;
    }

    /** Collects rows. */
    static final class Builder implements Closeable {
        /** Non-zeros in a piece. */
        private static final int PIECE = 1 << 20;

        private final int columns;
        private final long memoryLimit;
        private final List<Piece> pieces = new ArrayList<>();
        private SparseMatrix current;
        private long inMemory;
        private @Nullable FileChannel file;
        private @Nullable Path path;

        Builder(int columns, long memoryLimit) {
            this.columns = columns;
            this.memoryLimit = memoryLimit;
            this.current = new SparseMatrix(columns);
        }

        /** Adds a row, its columns ascending from 0 to {@code columns - 1}. */
        void add(int[] indices, float[] values, int length) {
            if (current.rows() > 0 && current.start(current.rows()) + length > PIECE) {
                endPiece();
            }
            current.add(indices, values, 0, length);
        }

        private void endPiece() {
            int nonZeros = current.start(current.rows());
            int[] starts = new int[current.rows() + 1];
            Arrays.setAll(starts, current::start);
            long bytes = (long) nonZeros * (Integer.BYTES + Float.BYTES);
            if (inMemory + bytes <= memoryLimit) {
                inMemory += bytes;
                pieces.add(new Piece(
                        starts,
                        IntBuffer.wrap(Arrays.copyOf(current.indices(), nonZeros)),
                        FloatBuffer.wrap(Arrays.copyOf(current.values(), nonZeros))));
            } else {
                pieces.add(mapped(starts, nonZeros));
            }
            current.clear();
        }

        private Piece mapped(int[] starts, int nonZeros) {
            ByteBuffer bytes = ByteBuffer.allocate(nonZeros * (Integer.BYTES + Float.BYTES))
                    .order(ByteOrder.nativeOrder());
            bytes.asIntBuffer().put(current.indices(), 0, nonZeros);
            bytes.position(Integer.BYTES * nonZeros);
            bytes.asFloatBuffer().put(current.values(), 0, nonZeros);
            bytes.rewind();
            try {
                FileChannel channel = file == null ? open() : file;
                long start = channel.size();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return new Piece(
                        starts,
                        map(channel, start, Integer.BYTES * nonZeros).asIntBuffer(),
                        map(channel, start + (long) Integer.BYTES * nonZeros, Float.BYTES * nonZeros)
                                .asFloatBuffer());
            } catch (IOException e) {
                throw SpillBuffer.failure(path, e);
            }
        }

        private static ByteBuffer map(FileChannel channel, long start, int bytes) throws IOException {
            return channel.map(MapMode.READ_ONLY, start, bytes).order(ByteOrder.nativeOrder());
        }

        private FileChannel open() throws IOException {
            path = Files.createTempFile("hourglass", ".rows");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return file;
        }

        /** The rows, of which there must be at least one. */
        Rows build() {
            endPiece();
            return new SpilledSparseRows(columns, pieces);
        }

        /** Removes the name of the temporary file, if there is one; what is mapped can still be read. */
        @Override
        public void close() {
            SpillBuffer.delete(file, path);
            file = null;
        }
    }
}
