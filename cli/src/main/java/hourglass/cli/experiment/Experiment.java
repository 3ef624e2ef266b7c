package hourglass.cli.experiment;

import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.InterruptibleFit;
import hourglass.cli.terminal.Interruption;
import hourglass.data.InputException;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.Version;
import hourglass.picture.Provenance;
import hourglass.train.Checkpoint;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Something to be fitted, measured and reported, as {@code experiment} and {@code demo} do. */
public interface Experiment {
    /**
     * Where and by what an experiment is done.
     *
     * @param name of the files it writes, and of the experiment in its figures
     * @param folder for its files
     * @param overwrite whether they may replace files that hold something else
     * @param command that was given
     * @param seed random seed
     * @param console shows progress
     * @param interruption Ctrl-C
     * @param team the threads that share the work
     */
    record Setting(
            String name,
            Path folder,
            boolean overwrite,
            String command,
            long seed,
            Console console,
            Interruption interruption,
            ThreadTeam team) {
        /** The file for the page about it. */
        Path report() {
            return folder.resolve(name + ".html");
        }

        /** The file for the model it fits. */
        Path model() {
            return folder.resolve(name + ".safetensors");
        }

        /** The file for its curves. */
        Path figures() {
            return folder.resolve(name + ".csv");
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
            new OutputTargets(overwrite)
                    .writing(model(), Content.MODEL)
                    .writing(report(), Content.REPORT)
                    .writing(figures(), Content.TABLE)
                    .check();
        }

        /**
         * One of the experiment's fits, to be run.
         *
         * @param part which fit it is, a word
         */
        InterruptibleFit fit(String part) {
            return new InterruptibleFit(
                    console, interruption, folder.resolve("%s-%s.checkpoint".formatted(name, part)));
        }

        /** Removes the checkpoints of fits, when the experiment is over. */
        public void clear() {
            try (DirectoryStream<Path> checkpoints = Files.newDirectoryStream(folder, name + "-*.checkpoint")) {
                for (Path checkpoint : checkpoints) {
                    if (Checkpoint.isCheckpoint(checkpoint)) {
                        Files.delete(checkpoint);
                    }
                }
            } catch (IOException e) {
                throw new InputException(
                        folder.toString(),
                        "",
                        "its checkpoints cannot be deleted: " + e.getMessage(),
                        "delete them",
                        e);
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
