package hourglass.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.InputException;
import hourglass.persistence.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an experiment with one seed, in a file beside its page, so that a series of experiments continues where it was
 * interrupted.
 *
 * @param seed of everything random
 * @param epochs in place of the recipe's, or null
 * @param threads that shared the work
 * @param version of Hourglass
 * @param figures measured
 */
public record KeptFigures(
        long seed, @Nullable Integer epochs, int threads, String version, List<ExperimentResult> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The file of an experiment's figures in its folder. */
    public static Path file(Path folder, Experiments experiment) {
        return folder.resolve(experiment + ".json");
    }

    /**
     * Reads what an earlier run kept; empty if there is none, or it was of another length or version.
     *
     * @throws InputException if the file is something else
     */
    public static Optional<KeptFigures> read(Path file, @Nullable Integer epochs) {
        try {
            KeptFigures kept = JSON.readValue(Files.readString(file), KeptFigures.class);
            boolean same =
                    Objects.equals(epochs, kept.epochs) && Version.number().equals(kept.version);
            return same ? Optional.of(kept) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file.toString(),
                    "",
                    "does not hold the figures of an experiment",
                    "name another folder by -o, or remove the file",
                    e);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be read (" + e.getMessage() + ")", "check its permissions", e);
        }
    }

    /** Writes them. */
    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be written (" + e.getMessage() + ")", "check disk and permissions", e);
        }
    }
}
