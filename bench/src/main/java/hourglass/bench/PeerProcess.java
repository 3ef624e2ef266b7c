package hourglass.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/**
 * The other end of {@link Peer}: reads requests, one a line, and answers each with a line. {@code open NAME STEPS} makes
 * a case the current one and answers the losses of its first steps; {@code time SECONDS} repeats its step and answers the
 * milliseconds that one takes.
 */
final class PeerProcess {
    private PeerProcess() {}

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        // Libraries that print must not come between the answers.
        PrintStream answers = System.out;
        System.setOut(System.err);
        torch.set_num_threads(Integer.parseInt(arguments[0]));
        Context.setFlushDenormal(true);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        TimedStep step = () -> Double.NaN;
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("open")) {
                step = step(Case.matching(List.of(words[1])).get(0));
                double[] losses = TimedStep.losses(step, Integer.parseInt(words[2]));
                answers.println(Arrays.stream(losses).mapToObj(Double::toString).collect(Collectors.joining(" ")));
            } else {
                answers.println(TimedStep.milliseconds(step, Double.parseDouble(words[1])));
            }
            answers.flush();
        }
    }

    private static TimedStep step(Case one) {
        return switch (one.kind()) {
            case RBM -> new LibtorchRbm(one);
            case NEIGHBOURHOOD -> new LibtorchNeighbourhood(one);
            default -> new LibtorchAutoencoder(one);
        };
    }
}
