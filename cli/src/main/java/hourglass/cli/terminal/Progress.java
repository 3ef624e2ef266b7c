package hourglass.cli.terminal;

import hourglass.train.Listener;
import hourglass.train.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on the terminal for each stage of long work: rows done, rows a second, time left and, in training, the loss. */
public final class Progress implements Listener, AutoCloseable {
    /** The number of rows of a pass that is not known before its end. */
    public static final long UNKNOWN = -1;

    static final int OUTPUT_STREAM = 1;
    static final int ERROR_STREAM = 2;

    private static final int WIDTH = 100;
    private static final int MILLIS = 250;
    /** What a terminal is called where the system shows what a stream leads to. */
    private static final String TERMINALS = "/dev/(pts|tty|console).*";

    private final @Nullable PrintWriter terminal;
    private final long rows;
    private @Nullable ProgressBar bar;
    private String stage = "";

    /**
     * @param terminal where the bar is drawn, or null for nowhere
     * @param rows of the data, one pass, or {@link #UNKNOWN}
     */
    Progress(@Nullable PrintWriter terminal, long rows) {
        this.terminal = terminal;
        this.rows = rows;
    }

    /** Whether a stream of the process leads to a terminal. */
    // From JDK 22 to 24 there is always a console; where streams cannot be looked up, a log may get a bar there.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd", Integer.toString(stream));
        try {
            return Files.readSymbolicLink(link).toString().matches(TERMINALS);
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    @Override
    public boolean onStep(Step step) {
        double epochs = step.epoch() - 1 + (double) step.batch() / step.batches();
        long done = Math.round(rows * epochs);
        ProgressBar current = bar(step.stage(), done, rows * step.epochs());
        if (current != null) {
            current.stepTo(done);
            current.setExtraMessage(String.format(Locale.ROOT, " loss %.4g", step.loss()));
        }
        return true;
    }

    /** Shows how many rows of a simple pass are done. */
    public void show(String name, long done) {
        ProgressBar current = bar(name, done, rows);
        if (current != null) {
            current.stepTo(done);
        }
    }

    /** The bar of a stage, which may begin in its middle. */
    private @Nullable ProgressBar bar(String name, long begin, long size) {
        if (terminal != null && !name.equals(stage)) {
            end();
            stage = name;
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(size)
                    .startsFrom(begin, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(MILLIS)
                    .setUnit(" rows", 1)
                    .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                    .setConsumer(new Line(terminal))
                    .build();
        }
        return bar;
    }

    /** Ends the bar's line. */
    public void end() {
        if (bar != null && terminal != null) {
            bar.close();
            terminal.println();
            terminal.flush();
            bar = null;
        }
    }

    @Override
    public void close() {
        end();
    }

    /**
     * One line that is redrawn. The library's own asks the terminal for its width and thereby takes over the handling of
     * signals: Ctrl-C would no longer come to {@link Interruption}.
     */
    private record Line(PrintWriter terminal) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String bar) {
            terminal.print('\r' + bar);
            terminal.flush();
        }

        /** Does nothing: the library forgets to call it for bars that are over at once. */
        @Override
        public void close() {}
    }
}
