package hourglass.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands within this process, through the entrance that users take. */
public final class Cli {
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Cli() {}

    /** What a command left behind. */
    public record Result(int exit, String out, String err) {
        /** The one document on the output, and nothing else. */
        public JsonNode json() {
            try {
                return STRICT.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not one JSON document: " + out, e);
            }
        }
    }

    /** Paths and numbers may be given as they are. */
    static Result run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int exit = Hourglass.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Result(exit, out.toString(), err.toString());
    }

    /** Runs what is only a step on the way. */
    public static Result succeed(Object... args) {
        Result result = run(args);
        if (result.exit() != 0) {
            throw new AssertionError("exit code %d: %s".formatted(result.exit(), result.err()));
        }
        return result;
    }
}
