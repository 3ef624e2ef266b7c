package hourglass.server.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import hourglass.train.Epoch;
import hourglass.train.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page is told. An event says all about its subject, so that a later one makes up for those that a slow client did not
 * get.
 */
sealed interface Event {
    /** The first event of every connection: what the training is. */
    record Run(String data, int rows, int columns) implements Event {
        @Override
        public String type() {
            return "run";
        }
    }

    /**
     * The losses of a stage.
     *
     * @param number of the stage, from 0
     * @param name "RBM 784-1000" or "fine-tuning"
     * @param batches of each batch
     * @param training mean over the rows of each epoch
     * @param heldOut mean over the rows held out, after each epoch; without points where none are
     * @param last the last epoch that was completed, if there is one
     */
    record Losses(
            int number,
            String name,
            LossCurve.Points batches,
            LossCurve.Points training,
            LossCurve.Points heldOut,
            @Nullable Epoch last)
            implements Event {
        @Override
        public String type() {
            return "losses";
        }
    }

    /**
     * How far a stage is.
     *
     * @param share of the stage that is done
     * @param seconds since the stage began
     * @param secondsLeft until it ends
     */
    record Progress(Step step, double share, double seconds, double secondsLeft) implements Event {
        @Override
        public String type() {
            return "progress";
        }
    }

    /**
     * What the model looks like.
     *
     * @param after which stage and epoch, in words
     * @param filters of the first layer, if the data are images
     * @param reconstructions of some rows, if the model has any
     */
    record View(
            String after,
            @Nullable Filters filters,
            @Nullable Reconstructions reconstructions) implements Event {
        @Override
        public String type() {
            return "view";
        }
    }

    /**
     * Filters of the first layer.
     *
     * @param picture as a data: URI
     * @param count how many are shown
     * @param of how many
     * @param mixed whether each unit by default starts as a mixture of all principal components
     */
    record Filters(Picture picture, int count, int of, boolean mixed) {}

    /** A PNG as a data: URI, with its size in pixels. */
    record Picture(String source, int width, int height) {}

    /**
     * Rows and their reconstructions, as a picture or as a table.
     *
     * @param picture data above, reconstructions below; or null
     * @param table or null
     */
    record Reconstructions(
            @Nullable Picture picture, @Nullable Table table) {}

    /**
     * Numbers or words.
     *
     * @param columns their names; empty for words
     * @param of how many columns the data have
     * @param data a list for each row
     * @param reconstructions likewise
     */
    record Table(List<String> columns, int of, List<List<String>> data, List<List<String>> reconstructions) {}

    /**
     * The end of the training.
     *
     * @param state finished, stopped or failed
     * @param message why, if it did not finish
     */
    record End(String state, String message) implements Event {
        @Override
        public String type() {
            return "end";
        }
    }

    /** As the stream of events names it. */
    @JsonIgnore
    String type();
}
