package hourglass.bench;

import hourglass.bench.growth.GrowthBench;
import hourglass.bench.page.TablesBench;
import hourglass.bench.topics.TopicsBench;
import hourglass.matrix.Blas;
import hourglass.matrix.ThreadTeam;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code bench} command: Hourglass against libtorch and against the limit of the computer, in turns. */
@Command(
        name = "bench",
        subcommands = {
            ForestBench.class,
            GrowthBench.class,
            DeletesBench.class,
            DocumentsBench.class,
            DuplicatesBench.class,
            NeighborsBench.class,
            SearchBench.class,
            TablesBench.class,
            SparseBench.class,
            TopicsBench.class
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the same networks on the same batches in Hourglass and in libtorch (with MKL), in turns, after checking"
                    + " that both take the same steps.",
            "The limit is the step's matrix products alone, on our BLAS, and one streaming pass over parameters, gradient"
                    + " and optimiser state."
        })
public final class Bench implements Callable<Integer> {
    /** So many steps must have the same losses on both sides before they are timed. */
    private static final int STEPS_COMPARED = 10;

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "PATTERN",
            defaultValue = "*",
            description = "The cases to run; * stands for anything. Default: all.")
    private List<String> patterns = List.of();

    @Option(names = "--list", description = "Only names the cases.")
    private boolean list;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0.5",
            description = "Length of a turn, after a warm-up. Default: 0.5.")
    private double seconds;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Case> cases = Case.matching(patterns);
        comparison.check(
                !cases.isEmpty(), "no case is called %s; --list names them".formatted(String.join(",", patterns)));
        comparison.check();
        comparison.check(seconds > 0 && seconds <= 600, "--seconds must lie in 0..600 without 0, but was " + seconds);
        if (list) {
            cases.forEach(one -> out().println(one.name()));
            return CommandLine.ExitCode.OK;
        }
        if (!Blas.isNative()) {
            comparison.note("no native BLAS loads here, so Hourglass runs on its Java code");
        }
        try (ThreadTeam team = ThreadTeam.of(comparison.threads());
                Peer peer = peer()) {
            return run(cases, team, peer);
        }
    }

    private @Nullable Peer peer() throws IOException {
        if (comparison.noPeer()) {
            return null;
        }
        if (!Peer.isPresent()) {
            comparison.note("libtorch is not on the class path, so Hourglass runs alone;"
                    + " ./hourglass bench fetches it, as does ./mvnw -Ppeers package (300 MB, x86-64 only)");
            return null;
        }
        return Peer.start(comparison.threads());
    }

    private int run(List<Case> cases, ThreadTeam team, @Nullable Peer peer) {
        boolean agree = true;
        if (!comparison.json()) {
            out().println(Result.HEAD);
        }
        for (Case one : cases) {
            TimedStep ours = new HourglassStep(one, team);
            if (peer == null || agree(one, TimedStep.losses(ours, STEPS_COMPARED), peer.open(one, STEPS_COMPARED))) {
                Result result = measure(one, ours, new Limit(one, team), peer);
                out().println(comparison.json() ? result.json() : result.row());
            } else {
                agree = false;
            }
            out().flush();
        }
        return agree ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Whether both sides take the same steps; if not, says so, since then their times compare nothing. */
    private boolean agree(Case one, double[] ours, double[] peer) {
        for (int i = 0; i < ours.length; i++) {
            if (!(Math.abs(ours[i] - peer[i]) <= one.tolerance() * Math.abs(peer[i]))) {
                err().printf(
                                "bench: %s is not timed, since at step %d the losses differ: ours %s, peer's %s%n",
                                one.name(), i + 1, ours[i], peer[i]);
                return false;
            }
        }
        return true;
    }

    private Result measure(Case one, TimedStep ours, TimedStep limit, @Nullable Peer peer) {
        double[] oursMs = new double[comparison.rounds()];
        double[] limitMs = new double[comparison.rounds()];
        double[] peerMs = new double[peer == null ? 0 : comparison.rounds()];
        for (int i = 0; i < comparison.rounds(); i++) {
            oursMs[i] = TimedStep.milliseconds(ours, seconds);
            if (peer != null) {
                peerMs[i] = peer.milliseconds(seconds);
            }
            limitMs[i] = TimedStep.milliseconds(limit, seconds);
        }
        return Result.of(one, oursMs, peerMs, limitMs);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
