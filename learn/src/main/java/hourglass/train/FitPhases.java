package hourglass.train;

import hourglass.data.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages of one fit, in order: each is run, or taken from a checkpoint as far as that has it. */
final class FitPhases {
    private final Listener listener;
    private final @Nullable Checkpoint checkpoint;
    private final List<Outcome.Stage> stages = new ArrayList<>();
    private final List<float[]> finished = new ArrayList<>();

    /**
     * @param trainer all options, as text
     * @param file the checkpoint, or null
     */
    FitPhases(String trainer, Rows data, Listener listener, @Nullable Path file) {
        this.listener = listener;
        this.checkpoint = file == null ? null : Checkpoint.open(file, trainer, data);
    }

    /**
     * Runs the next stage, or what remains of it.
     *
     * @param last whether the fit ends with it; then the checkpoint keeps its end
     */
    StopReason run(TrainingLoop<?> run, boolean last) {
        int stage = stages.size();
        StopReason stop = StopReason.FINISHED;
        Checkpoint file = checkpoint;
        if (file != null && file.isFinished(stage)) {
            file.restoreFinished(stage, run);
        } else {
            if (file != null && file.isBegun(stage)) {
                run.resume(file.state());
            }
            stop = run.run(file == null ? listener : file.saving(listener, run, finished, stages));
            if (file != null && (stop == StopReason.ASKED || last)) {
                file.write(run, finished, stages);
            }
            if (stop == StopReason.ASKED) {
                throw new StoppedException(run.stage());
            }
        }
        finished.add(run.parameters());
        stages.add(new Outcome.Stage(run.stage(), run.history()));
        return stop;
    }

    /** What has been run. */
    List<Outcome.Stage> done() {
        return List.copyOf(stages);
    }
}
