package hourglass.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.AtomicFile;
import hourglass.data.safetensors.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The file that keeps a fit: the parameters of finished stages, and the whole state of the stage begun. It belongs to one set of options and one set of data, and is written whole or not at all.
 */
public final class Checkpoint {
    private static final String KEY = "hourglass.checkpoint";
    private static final String FINISHED = "finished.";
    private static final String STATE = "state.";
    /** The least time between two writes. */
    private static final long NANOS_BETWEEN = 1_000_000_000L;
    /** So many times as long as a write took passes before the next, which then takes 2 % of the time at most. */
    private static final int TIMES_BETWEEN = 50;

    private static final int SAMPLE = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All but the vectors, which are tensors. */
    private record Contents(String trainer, String data, int stage, List<List<Epoch>> finished, TrainingState state) {}

    private final Path path;
    private final String trainer;
    private final String data;
    private final @Nullable Contents contents;
    private final Map<String, float[]> vectors;
    private final LongSupplier clock;
    private long written;
    private long between = NANOS_BETWEEN;

    private Checkpoint(
            Path path,
            String trainer,
            String data,
            @Nullable Contents contents,
            Map<String, float[]> vectors,
            LongSupplier clock) {
        this.path = path;
        this.trainer = trainer;
        this.data = data;
        this.contents = contents;
        this.vectors = vectors;
        this.clock = clock;
        this.written = clock.getAsLong();
    }

    /** Whether a file is the checkpoint of a fit, as its header says. */
    public static boolean isCheckpoint(Path path) {
        return SafeTensors.hasMetadata(path, KEY);
    }

    /**
     * The checkpoint at a path, with what an earlier run left there.
     *
     * @param clock of nanoseconds, which says when to write again
     */
    static Checkpoint open(Path path, String trainer, Rows rows, LongSupplier clock) {
        String data = fingerprint(rows);
        AtomicFile.removeLeftovers(path);
        if (!Files.exists(path)) {
            return new Checkpoint(path, trainer, data, null, Map.of(), clock);
        }
        try (SafeTensors file = SafeTensors.open(path)) {
            String json = file.metadata().get(KEY);
            if (json == null) {
                throw new InputException(path.toString(), "metadata", "it is not a checkpoint", "name another file");
            }
            file.requireChecksums();
            Contents contents = JSON.readValue(json, Contents.class);
            refuseOther(path, "options", contents.trainer(), trainer);
            refuseOther(path, "data", contents.data(), data);
            Map<String, float[]> vectors = file.readAll();
            file.verify();
            return new Checkpoint(path, trainer, data, contents, vectors, clock);
        } catch (JsonProcessingException e) {
            throw new InputException(
                    path.toString(),
                    "metadata",
                    "the state of the run is damaged",
                    "delete the file to start again",
                    e);
        }
    }

    private static void refuseOther(Path path, String what, String there, String here) {
        if (!there.equals(here)) {
            throw new InputException(
                    path.toString(),
                    what,
                    "the checkpoint was made with %s, but this run has %s"
                            .formatted(difference(there, here), difference(here, there)),
                    "use the same %s, or delete the checkpoint to start again".formatted(what));
        }
    }

    /** The part of a description that differs from another, from the name of the first value that does; or its kind. */
    private static String difference(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int begin = 0;
        while (begin < shorter && one.charAt(begin) == other.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int name = one.lastIndexOf('=', begin);
        if (name < 0) {
            return one.split("\\[", 2)[0];
        }
        int from = Math.max(one.lastIndexOf(", ", name) + 2, one.lastIndexOf('[', name) + 1);
        int to = one.indexOf(", ", one.length() - end);
        return one.substring(from, to < 0 ? one.length() : to);
    }

    private static String fingerprint(Rows rows) {
        CRC32 crc = new CRC32();
        float[] row = new float[rows.columns()];
        int step = Math.max(1, rows.count() / SAMPLE);
        for (int i = 0; i < rows.count(); i += step) {
            rows.read(i, row, 0);
            for (float value : row) {
                int bits = Float.floatToIntBits(value);
                crc.update(bits);
                crc.update(bits >>> 8);
                crc.update(bits >>> 16);
                crc.update(bits >>> 24);
            }
        }
        return "%d x %d, crc %08x".formatted(rows.count(), rows.columns(), crc.getValue());
    }

    boolean isFinished(int stage) {
        return contents != null && stage < contents.stage();
    }

    boolean isBegun(int stage) {
        return contents != null && stage == contents.stage();
    }

    /** Gives a run of a finished stage its parameters and its history. */
    void restoreFinished(int stage, TrainingLoop<?> run) {
        float[] saved = vector(FINISHED + stage);
        run.finish(saved, contents().finished().get(stage));
    }

    /** The state of the stage begun. */
    TrainingState state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        vectors.forEach((name, vector) -> {
            if (name.startsWith(STATE)) {
                state.put(name.substring(STATE.length()), vector);
            }
        });
        return contents().state().withVectors(state);
    }

    private Contents contents() {
        if (contents == null) {
            throw new IllegalStateException("nothing was read from " + path);
        }
        return contents;
    }

    private float[] vector(String name) {
        float[] vector = vectors.get(name);
        if (vector == null) {
            throw new InputException(
                    path.toString(), "", "tensor " + name + " is missing", "delete the file to start again");
        }
        return vector;
    }

    /** A listener that passes on to another and writes the state once in a while, so that a kill loses seconds. */
    Listener saving(
            Listener listener, TrainingLoop<?> run, List<float[]> finished, List<FitStages.FinishedStage> stages) {
        return new Listener() {
            @Override
            public boolean onStep(Step step) {
                if (!listener.onStep(step)) {
                    return false;
                }
                if (clock.getAsLong() - written > between) {
                    write(run, finished, stages);
                }
                return true;
            }

            @Override
            public void onEpoch(String name, Epoch epoch) {
                listener.onEpoch(name, epoch);
            }
        };
    }

    /**
     * Writes the state.
     *
     * @param run the stage begun
     * @param finished the parameters of the stages before it
     * @param stages their histories
     */
    void write(TrainingLoop<?> run, List<float[]> finished, List<FitStages.FinishedStage> stages) {
        long begin = clock.getAsLong();
        TrainingState state = run.state();
        Contents now = new Contents(
                trainer,
                data,
                stages.size(),
                stages.stream().map(FitStages.FinishedStage::epochs).toList(),
                state.withVectors(Map.of()));
        Map<String, float[]> all = new LinkedHashMap<>();
        for (int i = 0; i < finished.size(); i++) {
            all.put(FINISHED + i, finished.get(i));
        }
        state.vectors().forEach((name, vector) -> all.put(STATE + name, vector));
        try {
            SafeTensors.write(path, all, Map.of(KEY, JSON.writeValueAsString(now)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of a run is always JSON", e);
        }
        written = clock.getAsLong();
        between = Math.max(NANOS_BETWEEN, TIMES_BETWEEN * (written - begin));
    }
}
