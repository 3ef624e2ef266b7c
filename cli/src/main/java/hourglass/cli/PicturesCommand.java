package hourglass.cli;

import hourglass.cli.evaluation.Gallery;
import hourglass.cli.evaluation.ReconstructionEvaluation;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.DataOption;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.ModelOptions;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.SeedOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Console;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.picture.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws what a model of images has learned. */
@Command(
        name = "pictures",
        description = "Draw filters, reconstructions and samples of a model of images.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass pictures --model model.safetensors --data images/ -o pictures/"})
final class PicturesCommand implements Runnable {
    private static final String FILTERS = "filters";
    private static final String RECONSTRUCTIONS = "reconstructions";
    private static final String SAMPLES = "samples";

    @Group(Heading.DATA)
    @Option(names = "--data", paramLabel = "PATH", converter = InputPath.class, description = DataOption.DESCRIPTION)
    private @Nullable Path dataPath;

    @Mixin
    @Output(
            value = "Output folder for filters.png and, with --data, reconstructions.png and samples.png.",
            label = "FOLDER")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private SeedOption seed;

    @Mixin
    private ModelOptions model;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(String model, Map<String, String> pictures) {}

    @Override
    public void run() {
        FittedModel saved = dataPath == null ? model.read() : model.readWithDecoder();
        ImageShape shape = saved.data().imageShape();
        if (shape == null) {
            throw new InputException(
                    model.path().toString(),
                    "",
                    "was fitted to rows that are not images",
                    "give a model of images, or use reconstruct");
        }
        requireWritable();
        Map<String, BufferedImage> pictures = new LinkedHashMap<>();
        try (ThreadTeam team = threads.team()) {
            Gallery gallery = new Gallery(saved, shape, team);
            if (gallery.hasFilters()) {
                pictures.put(FILTERS, gallery.filters());
            }
            if (dataPath != null) {
                Dataset data = model.open(dataPath, saved, console);
                PrincipalComponents components = ReconstructionEvaluation.components(saved, data, team);
                pictures.put(
                        RECONSTRUCTIONS,
                        gallery.comparison(data.rows(), components).image());
                pictures.put(SAMPLES, gallery.samples(data.rows(), seed.value()));
            }
        }
        Map<String, String> files = write(pictures);
        console.print(new Result(model.path().toString(), files), String.join(System.lineSeparator(), files.values()));
    }

    private void requireWritable() {
        try {
            Files.createDirectories(output.path());
        } catch (IOException e) {
            throw new InputException(
                    output.path().toString(), "", "cannot be made (%s)".formatted(e), "name another folder", e);
        }
        OutputTargets targets = overwrite.targets().reading(model.path()).writing(file(FILTERS), Content.PICTURE);
        if (dataPath != null) {
            targets.reading(dataPath)
                    .writing(file(RECONSTRUCTIONS), Content.PICTURE)
                    .writing(file(SAMPLES), Content.PICTURE);
        }
        targets.check();
    }

    private Path file(String name) {
        return output.path().resolve(name + ".png");
    }

    private Map<String, String> write(Map<String, BufferedImage> pictures) {
        Map<String, String> files = new LinkedHashMap<>();
        pictures.forEach((name, picture) -> {
            Path file = file(name);
            Png.write(picture, file);
            files.put(name, file.toString());
        });
        return files;
    }
}
