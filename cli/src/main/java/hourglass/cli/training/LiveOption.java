package hourglass.cli.training;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.Range;
import hourglass.data.Dataset;
import hourglass.server.live.LiveTraining;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a page shows the training. */
@Group(Heading.OUTPUT)
final class LiveOption {
    @Option(
            names = "--live",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "0",
            description = "Show the training in a web page of this machine (default: a free port).")
    private @Nullable Integer port;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean isGiven() {
        return port != null;
    }

    /** Refuses ports that there are not. */
    void check() {
        new Range(0, 65535).require("--live", port);
    }

    /** Starts the page and says where it is, or does nothing if it was not asked for. */
    @Nullable
    LiveTraining start(Dataset data) {
        if (port == null) {
            return null;
        }
        LiveTraining live = LiveTraining.start(data, port);
        PrintWriter err = command.commandLine().getErr();
        err.println("hourglass: live at " + live.address());
        err.flush();
        return live;
    }
}
