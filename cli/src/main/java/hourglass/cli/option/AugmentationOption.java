package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Summary;
import hourglass.similarity.ImageViews;
import hourglass.similarity.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Random views of images that are learnt from in place of the images. */
@Group(Heading.TRAINING)
final class AugmentationOption {
    private static final String NAME = "--augment";
    private static final String NONE = "none";
    /** A pixel is more than a fourteenth of smaller images, which it may change. */
    private static final int SMALLEST_SIDE = 14;

    @Advanced
    @Option(
            names = NAME,
            paramLabel = "VIEWS",
            description =
                    "Random views to learn from in place of images, drawn in each epoch: image, image:shift=2,flip=0.5 or none"
                            + " (default: shifts for a classifier, else none).")
    private @Nullable String views;

    /** Whether the choice is left to the data. */
    boolean isOpen() {
        return views == null;
    }

    /**
     * The views given, or null.
     *
     * @throws InputException if they are not of images, or the data are not
     */
    @Nullable
    ImageViews given(Dataset data) {
        if (views == null || views.equals(NONE)) {
            return null;
        }
        try {
            if (Views.of(views, data.imageShape()) instanceof ImageViews images) {
                return images;
            }
        } catch (IllegalArgumentException e) {
            throw new InputException(NAME, "", String.valueOf(e.getMessage()), "give image, image:shift=2 or none", e);
        }
        throw new InputException(NAME, "", views + " is not a view of images", "give image, image:shift=2 or none");
    }

    /** The views given, or those that suit classes of such data: moves, since a turn or a mirror may change a class. */
    @Nullable
    ImageViews forClasses(Dataset data) {
        ImageShape shape = data.imageShape();
        boolean open = isOpen()
                && shape != null
                && Math.min(shape.width(), shape.height()) >= SMALLEST_SIDE
                && Summary.areFractions(data.rows());
        return open && shape != null ? ImageViews.moved(shape) : given(data);
    }
}
