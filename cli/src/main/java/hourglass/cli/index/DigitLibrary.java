package hourglass.cli.index;

import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.generated.PenDigits;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import java.nio.file.Path;
import java.util.List;

/** A library of generated digits by codes of a deep autoencoder, for those who want to see one before they have their own. */
public final class DigitLibrary {
    private static final int FITTED = 10_000;
    private static final int ITEMS = 5_000;
    private static final int EPOCHS = 12;
    private static final long SEED = 1;
    /** Short enough that a code is an address. */
    private static final int BITS = 24;

    private DigitLibrary() {}

    /** Makes the library, unless it is there. */
    public static void make(Path folder, Console console, Interruption interruption) {
        if (Library.exists(folder)) {
            return;
        }
        LibraryWriter.requirePlace(folder);
        console.note(List.of("fitting a model to generated digits for %s, this first time only".formatted(folder)));
        try (LibraryWriter writer = LibraryWriter.open(folder, () -> fit(console, interruption))) {
            Dataset digits = PenDigits.of(ITEMS, SEED + 1);
            for (int row = 0; row < digits.rows().count(); row++) {
                writer.put(RowSource.item(digits, row, ""));
            }
            writer.commit();
        }
    }

    private static FittedModel fit(Console console, Interruption interruption) {
        Dataset digits = PenDigits.of(FITTED, SEED);
        AutoencoderTrainer trainer = AutoencoderTrainer.builder(500, 250, BITS)
                .epochs(EPOCHS)
                .seed(SEED)
                .build();
        try (Progress progress = console.progress(FITTED)) {
            ThreadTeam team = ThreadTeam.shared();
            FittedModel model = interruption.run(
                    progress, listener -> trainer.fit(digits, listener, null, team), "nothing was written");
            progress.end();
            return model.binarized(digits.rows(), team);
        }
    }
}
