package hourglass.cli.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.file.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command prints through, and the options that say how. */
@Group(Heading.OTHER)
public final class Console {
    public static final String JSON_OPTION = "--json";
    static final String DEBUG_OPTION = "--debug";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new Numbers())
                    .addSerializer(Double.TYPE, new Numbers()))
            .build();

    @Option(names = JSON_OPTION, description = "Print the result as one JSON document.")
    private boolean json;

    @Advanced
    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress bar.")
    private boolean quiet;

    @Advanced
    // Read from the arguments instead, since a command line that is wrong sets nothing.
    @SuppressWarnings("UnusedVariable")
    @Option(names = DEBUG_OPTION, description = "Print the stack trace of a failure.")
    private boolean debug;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** What to know of how the input was read, each line once; null if nothing was read that may have remarks. */
    private @Nullable Set<String> remarks;

    /** Adds remarks on the input, which follow the result as notes, in JSON under {@code remarks}. */
    public void note(List<String> lines) {
        remarks = remarks == null ? new LinkedHashSet<>() : remarks;
        remarks.addAll(lines);
    }

    /** Prints the result: the document as JSON with --json, else the text. */
    public void print(Object document, Object text) {
        print(command.commandLine().getOut(), document, text);
    }

    /** The same for a command that writes a file, which leaves standard output to the file if it is that. */
    public void print(Path file, Object document, Object text) {
        CommandLine line = command.commandLine();
        print(file.equals(AtomicFile.STANDARD_OUTPUT) ? line.getErr() : line.getOut(), document, text);
    }

    private void print(PrintWriter out, Object document, Object text) {
        out.println(json ? json(noted(document)) : PrintableText.of(noted(text.toString())));
        out.flush();
    }

    private Object noted(Object document) {
        if (remarks == null) {
            return document;
        }
        ObjectNode object = JSON.valueToTree(document);
        return object.set("remarks", JSON.valueToTree(remarks));
    }

    private String noted(String text) {
        StringBuilder all = new StringBuilder(text.stripTrailing());
        if (remarks != null) {
            remarks.forEach(remark ->
                    all.append(System.lineSeparator()).append("note: ").append(remark));
        }
        return all.toString();
    }

    /** A record, map or list as JSON. */
    static String json(Object document) {
        try {
            return PrintableText.json(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + document, e);
        }
    }

    /** Whether the output is read by a person, rather than by another program or from a file. */
    public boolean isTerminal() {
        return Progress.isTerminal(Progress.OUTPUT_STREAM);
    }

    /** Shows progress on the terminal, if there is one and it may; of so many rows, or {@link Progress#UNKNOWN}. */
    public Progress progress(long rows) {
        return new Progress(
                !quiet && Progress.isTerminal(Progress.ERROR_STREAM)
                        ? command.commandLine().getErr()
                        : null,
                rows);
    }

    /** What JSON has no number for is null. */
    private static final class Numbers extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
