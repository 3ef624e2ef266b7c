package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a command trains; each command says by {@link hourglass.cli.help.Epochs} how long it does by default. */
@Group(Heading.TRAINING)
public final class EpochsOption {
    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training rows")
    private @Nullable Integer epochs;

    /**
     * The number that was given; null for none.
     *
     * @throws hourglass.data.InputException if it is not a number of epochs
     */
    public @Nullable Integer given() {
        Range.COUNT.require("--epochs", epochs);
        return epochs;
    }

    /** Tells a number that was given to a trainer, which otherwise has its own. */
    void ifGiven(IntConsumer trainer) {
        Integer count = given();
        if (count != null) {
            trainer.accept(count);
        }
    }

    /** The number, in a command whose default is one. */
    public int count() {
        Integer count = given();
        if (count == null) {
            throw new IllegalStateException("the command has no default number of epochs");
        }
        return count;
    }
}
