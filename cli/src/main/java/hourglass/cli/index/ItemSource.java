package hourglass.cli.index;

import hourglass.library.Item;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.util.List;
import java.util.function.Consumer;

/** What {@code index} puts into a library. */
interface ItemSource {
    /** A model for a library of its own. */
    FittedModel fit(ThreadTeam team);

    /** The number of items for the model of the library, or {@link hourglass.cli.terminal.Progress#UNKNOWN}. */
    long count(FittedModel model);

    /** Hands on all items, as the model of the library takes them. */
    void forEach(FittedModel model, Consumer<Item> action);

    /** What a user has to know of how they were read, once they are. */
    List<String> remarks();
}
