package hourglass.spark;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * Sums up vectors of the tasks of a barrier stage, around a ring of connections: each task sends and receives twice the length of
 * the vector, however many tasks there are (P. Patarasuk, X. Yuan, <i>Bandwidth optimal all-reduce algorithms for clusters of
 * workstations</i>, J. Parallel Distrib. Comput. 69, 2009). All tasks get the same bits, each time.
 */
final class RingAllReduce implements Closeable {
    private static final int HANDSHAKE_MILLIS = 60_000;
    /** A task that waits so long for another has lost it. */
    private static final int SILENCE_MILLIS = 600_000;

    private final int rank;
    private final int size;
    private final @Nullable SocketChannel next;
    private final @Nullable SocketChannel previous;
    private final @Nullable ReadableByteChannel incoming;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "hourglass-ring");
        thread.setDaemon(true);
        return thread;
    });
    private ByteBuffer outgoing = ByteBuffer.allocateDirect(0);
    private ByteBuffer received = ByteBuffer.allocateDirect(0);
    private float[] terms = new float[0];

    private RingAllReduce(int rank, int size, @Nullable SocketChannel next, @Nullable SocketChannel previous)
            throws IOException {
        this.rank = rank;
        this.size = size;
        this.next = next;
        this.previous = previous;
        this.incoming =
                previous == null ? null : Channels.newChannel(previous.socket().getInputStream());
    }

    /** Connects the tasks of a barrier stage; all of them call this at the same place. */
    static RingAllReduce connect(BarrierTaskContext context) throws IOException {
        int rank = context.partitionId();
        BarrierTaskInfo[] tasks = context.getTaskInfos();
        if (tasks.length == 1) {
            return new RingAllReduce(0, 1, null, null);
        }
        String host = tasks[rank].address().replaceFirst(":\\d+$", "");
        // Whoever connects shows that it is a task of the stage by the number that only these know.
        long secret = new SecureRandom().nextLong();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            String[] all = context.allGather("%s %d %d".formatted(host, port, secret));
            String[] target = all[(rank + 1) % tasks.length].split(" ");
            SocketChannel next = SocketChannel.open(new InetSocketAddress(target[0], Integer.parseInt(target[1])));
            writeFully(next, ByteBuffer.allocate(Long.BYTES).putLong(0, Long.parseLong(target[2])));
            SocketChannel previous = accept(server, secret);
            next.socket().setTcpNoDelay(true);
            previous.socket().setSoTimeout(SILENCE_MILLIS);
            return new RingAllReduce(rank, tasks.length, next, previous);
        }
    }

    private static SocketChannel accept(ServerSocketChannel server, long secret) throws IOException {
        server.socket().setSoTimeout(HANDSHAKE_MILLIS);
        while (true) {
            SocketChannel channel = server.socket().accept().getChannel();
            channel.socket().setSoTimeout(HANDSHAKE_MILLIS);
            ByteBuffer shown = ByteBuffer.allocate(Long.BYTES);
            readFully(Channels.newChannel(channel.socket().getInputStream()), shown);
            if (shown.getLong(0) == secret) {
                return channel;
            }
            channel.close();
        }
    }

    /**
     * Replaces a vector by the sum of those of all tasks, which have the same length.
     *
     * @throws IOException if another task is gone
     */
    void sum(float[] vector) throws IOException {
        if (size == 1) {
            return;
        }
        reserve((vector.length + size - 1) / size);
        for (int step = 0; step < size - 1; step++) {
            exchange(vector, rank - step, rank - step - 1, true);
        }
        for (int step = 0; step < size - 1; step++) {
            exchange(vector, rank + 1 - step, rank - step, false);
        }
    }

    private void reserve(int chunk) {
        if (terms.length < chunk) {
            terms = new float[chunk];
            outgoing = ByteBuffer.allocateDirect(chunk * Float.BYTES);
            received = ByteBuffer.allocateDirect(chunk * Float.BYTES);
        }
    }

    /** Sends one chunk on, and takes another from the task before: as a term of its own, or in place of it. */
    private void exchange(float[] vector, int sent, int taken, boolean adds) throws IOException {
        int from = start(vector.length, Math.floorMod(sent, size));
        int length = start(vector.length, Math.floorMod(sent, size) + 1) - from;
        outgoing.clear();
        outgoing.asFloatBuffer().put(vector, from, length);
        outgoing.limit(length * Float.BYTES);
        Future<?> sending = sender.submit(() -> {
            writeFully(Objects.requireNonNull(next), outgoing);
            return null;
        });
        int to = start(vector.length, Math.floorMod(taken, size));
        int count = start(vector.length, Math.floorMod(taken, size) + 1) - to;
        received.clear().limit(count * Float.BYTES);
        readFully(Objects.requireNonNull(incoming), received);
        FloatBuffer numbers = received.flip().asFloatBuffer();
        if (adds) {
            numbers.get(terms, 0, count);
            for (int i = 0; i < count; i++) {
                vector[to + i] += terms[i];
            }
        } else {
            numbers.get(vector, to, count);
        }
        await(sending);
    }

    /** Where a chunk, from 0 to the number of tasks, begins. */
    private int start(int length, int chunk) {
        return (int) ((long) length * chunk / size);
    }

    private static void await(Future<?> sending) throws IOException {
        try {
            sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a task of the stage was sent to", e);
        } catch (ExecutionException e) {
            throw new IOException("a task of the stage is gone", e.getCause());
        }
    }

    private static void writeFully(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void readFully(ReadableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("a task of the stage is gone");
            }
        }
    }

    @Override
    public void close() throws IOException {
        sender.shutdownNow();
        if (next != null) {
            next.close();
        }
        if (previous != null) {
            previous.close();
        }
    }
}
