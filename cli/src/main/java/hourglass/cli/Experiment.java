package hourglass.cli;

import hourglass.data.InputException;
import hourglass.matrix.ThreadTeam;
import hourglass.picture.Provenance;
import hourglass.train.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Something to be fitted, measured and reported, as {@code experiment} and {@code demo} do. */
interface Experiment {
    /**
     * Where and by what an experiment is done.
     *
     * @param name of the files it writes, and of the experiment in its figures
     * @param folder for its files
     * @param command that was given
     * @param seed of everything random
     * @param console shows progress
     * @param team the threads that share the work
     */
    record Setting(String name, Path folder, String command, long seed, Console console, ThreadTeam team) {
        /** The file for the page about it. */
        Path report() {
            return folder.resolve(name + ".html");
        }

        /** The file for the model it fits. */
        Path model() {
            return folder.resolve(name + ".safetensors");
        }

        /** Makes the folder, and refuses it before the work if its files can't be written. */
        void prepare() {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new InputException(
                        folder.toString(),
                        "",
                        "the folder cannot be created: " + e.getMessage(),
                        "name another by -o",
                        e);
            }
            Destination.requireWritable(model());
            Destination.requireWritable(report());
        }

        /** Does a fit of so many rows with progress on the terminal. */
        <T> T watched(long rows, Function<Listener, T> fit) {
            try (Progress progress = console.progress(rows)) {
                return fit.apply(progress);
            }
        }

        /** For the foot of the page. */
        Provenance provenance() {
            return new Provenance(Version.number(), seed, Instant.now(), command, Provenance.thisMachine());
        }
    }

    /**
     * What it leaves beside its files.
     *
     * @param figures measured
     * @param text for a terminal
     */
    record Written(List<ExperimentResult> figures, String text) {}

    /** Does it all, and writes a page and perhaps a model. */
    Written carryOut(Setting setting);
}
