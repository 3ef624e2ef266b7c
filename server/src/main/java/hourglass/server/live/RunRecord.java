package hourglass.server.live;

import hourglass.train.Epoch;
import hourglass.train.Listener;
import hourglass.train.Stage;
import hourglass.train.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened in a training so far. The training adds to it and clients read it, each in their own thread. */
final class RunRecord implements Listener {
    private static final int POINTS = 512;

    private static final class StageRecord {
        private final String name;
        private final LossCurve batches = new LossCurve(POINTS);
        private final LossCurve training = new LossCurve(POINTS);
        private final LossCurve heldOut = new LossCurve(POINTS);
        private final long begin = System.nanoTime();
        private double shareAtBegin = Double.NaN;
        private @Nullable Step step;
        private @Nullable Epoch last;
        private long changed;

        StageRecord(Stage stage) {
            name = stage.name();
            stage.history().forEach(this::add);
        }

        void add(Epoch epoch) {
            last = epoch;
            training.add(epoch.number(), epoch.trainingLoss());
            if (!Double.isNaN(epoch.validationLoss())) {
                heldOut.add(epoch.number(), epoch.validationLoss());
            }
        }

        Event.Losses losses(int number) {
            return new Event.Losses(number, name, batches.points(), training.points(), heldOut.points(), last);
        }
    }

    private final List<StageRecord> stages = new ArrayList<>();
    /** Counts the changes, so that a client is sent what has changed since it last was. */
    private long changes;

    private long stepped;
    private Event.@Nullable View view;
    private long viewed;
    private Event.@Nullable End end;
    private long ended;

    @Override
    public synchronized void onStage(Stage stage) {
        StageRecord begun = new StageRecord(stage);
        begun.changed = ++changes;
        stages.add(begun);
    }

    @Override
    public synchronized boolean onStep(Step now) {
        StageRecord stage = stages.get(stages.size() - 1);
        double epoch = epochs(now);
        stage.batches.add(epoch, now.loss());
        if (Double.isNaN(stage.shareAtBegin)) {
            stage.shareAtBegin = (epoch - 1.0 / now.batches()) / now.epochs();
        }
        stage.step = now;
        stepped = ++changes;
        stage.changed = changes;
        return true;
    }

    @Override
    public synchronized void onEpoch(String name, Epoch epoch) {
        StageRecord stage = stages.get(stages.size() - 1);
        stage.add(epoch);
        stage.changed = ++changes;
    }

    synchronized void show(Event.View now) {
        view = now;
        viewed = ++changes;
    }

    /** Ends the record, if it has not ended. */
    synchronized void end(Event.End now) {
        if (end == null) {
            end = now;
            ended = ++changes;
            notifyAll();
        }
    }

    /**
     * What has changed since.
     *
     * @param seen the number of changes that the client knows of; 0 for all
     * @param news gets the events
     * @return the number of changes now
     */
    synchronized long since(long seen, List<Event> news) {
        for (int i = 0; i < stages.size(); i++) {
            StageRecord stage = stages.get(i);
            if (stage.changed > seen) {
                news.add(stage.losses(i));
            }
        }
        if (stepped > seen) {
            StageRecord stage = stages.get(stages.size() - 1);
            if (stage.step != null) {
                news.add(progress(stage.step, stage));
            }
        }
        if (view != null && viewed > seen) {
            news.add(view);
        }
        if (end != null && ended > seen) {
            news.add(end);
        }
        return changes;
    }

    /** Waits so many milliseconds, or until the end. */
    synchronized void await(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && end == null; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private static Event.Progress progress(Step step, StageRecord stage) {
        double share = epochs(step) / step.epochs();
        double seconds = (System.nanoTime() - stage.begin) / 1e9;
        double left = seconds * (1 - share) / (share - stage.shareAtBegin);
        return new Event.Progress(step, share, seconds, left);
    }

    private static double epochs(Step step) {
        return step.epoch() - 1 + (double) step.batch() / step.batches();
    }
}
