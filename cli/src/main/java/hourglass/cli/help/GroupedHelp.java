package hourglass.cli.help;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help of a command: a synopsis of what is required, and the options by their {@link Heading}, required ones first.
 * Options that are {@link Advanced} are shown by {@code --help-all} alone, so that the usual ones fit on a screen.
 */
public final class GroupedHelp {
    private static final String ALL = "--help-all";
    private static final String OUTPUT = "--output";
    private static final String EPOCHS = "--epochs";
    /** Options that come first under their headings. */
    private static final Set<String> FIRST = Set.of(OUTPUT, EPOCHS);

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int WIDTH = 100;
    private static final int LONG_OPTIONS = 30;

    private GroupedHelp() {}

    /** Sets the help of a command and of all its subcommands. */
    public static CommandLine install(CommandLine root) {
        prepare(root);
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(root.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, GroupedHelp::synopsis);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, GroupedHelp::options);
        return root.setHelpSectionMap(sections)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(LONG_OPTIONS);
    }

    private static void prepare(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        describe(spec);
        if (spec.options().stream().anyMatch(option -> isAdvanced(option, spec))) {
            spec.addOption(OptionSpec.builder(ALL)
                    .type(boolean.class)
                    .arity("0")
                    .usageHelp(true)
                    .description("Show all options of this command and exit.")
                    .build());
        }
        spec.usageMessage().commandListHeading("%nCommands:%n");
        command.getSubcommands().values().forEach(GroupedHelp::prepare);
    }

    /** Gives options of mixins the descriptions and defaults of the command. */
    private static void describe(CommandSpec spec) {
        of(spec, Output.class)
                .ifPresent(output -> change(spec, OUTPUT, option -> {
                    option.description(output.value()).paramLabel(output.label());
                    if (!output.defaultValue().isEmpty()) {
                        option.required(false).defaultValue(output.defaultValue());
                    }
                }));
        of(spec, Epochs.class)
                .ifPresent(epochs -> change(spec, EPOCHS, option -> {
                    option.description("%s (default: %s).".formatted(option.description()[0], epochs.value()));
                    if (NUMBER.matcher(epochs.value()).matches()) {
                        option.defaultValue(epochs.value());
                    }
                }));
    }

    /** The annotation of a mixin of the command, or of a mixin of its mixins. */
    private static <A extends Annotation> Optional<A> of(CommandSpec spec, Class<A> kind) {
        return Stream.concat(Stream.of(spec), spec.mixins().values().stream())
                .flatMap(part -> Stream.of(part.userObject().getClass().getDeclaredFields()))
                .flatMap(field -> Stream.ofNullable(field.getAnnotation(kind)))
                .findFirst();
    }

    private static void change(CommandSpec spec, String name, Consumer<OptionSpec.Builder> change) {
        OptionSpec option = spec.findOption(name);
        spec.remove(option);
        OptionSpec.Builder changed = option.toBuilder();
        change.accept(changed);
        spec.addOption(changed.build());
    }

    private static String synopsis(Help help) {
        CommandSpec spec = help.commandSpec();
        List<String> words = new ArrayList<>();
        words.add(spec.qualifiedName());
        spec.options().stream()
                .filter(OptionSpec::required)
                .forEach(option -> words.add(option.longestName() + "=" + option.paramLabel()));
        words.add("[OPTIONS]");
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            words.add(help.parameterLabelRenderer()
                    .renderParameterLabel(positional, help.ansi(), List.of())
                    .toString());
        }
        if (!spec.subcommands().isEmpty()) {
            words.add(spec.usageMessage().synopsisSubcommandLabel());
        }
        return String.join(" ", words) + System.lineSeparator();
    }

    private static String options(Help help) {
        CommandSpec spec = help.commandSpec();
        boolean all = Optional.ofNullable(spec.findOption(ALL))
                .map(option -> Boolean.TRUE.equals(option.getValue()))
                .orElse(false);
        List<OptionSpec> shown = spec.options().stream()
                .filter(option -> !option.hidden() && (all || !isAdvanced(option, spec)))
                .sorted(Comparator.comparing(GroupedHelp::heading)
                        .thenComparing(option -> !option.required())
                        .thenComparing(option -> !FIRST.contains(option.longestName())))
                .toList();
        StringBuilder text = new StringBuilder();
        for (Heading heading : Heading.values()) {
            List<OptionSpec> group =
                    shown.stream().filter(option -> heading(option) == heading).toList();
            if (!group.isEmpty()) {
                // Laid out for all options that are shown, so that the columns of all groups are aligned.
                Help.Layout layout =
                        help.createDefaultLayout(shown, List.<PositionalParamSpec>of(), help.colorScheme());
                group.forEach(option -> layout.addOption(option, help.parameterLabelRenderer()));
                text.append(help.createHeading("%n@|bold %s:|@%n", heading.title()))
                        .append(layout);
            }
        }
        return text.toString();
    }

    private static Heading heading(OptionSpec option) {
        if (option.usageHelp() || option.versionHelp()) {
            return Heading.OTHER;
        }
        return annotation(option, Group.class).map(Group::value).orElse(Heading.OPTIONS);
    }

    private static boolean isAdvanced(OptionSpec option, CommandSpec spec) {
        return annotation(option, Advanced.class).isPresent() || (option.versionHelp() && spec.parent() != null);
    }

    /** That of the option itself, or else of the class that declares it. */
    private static <A extends Annotation> Optional<A> annotation(OptionSpec option, Class<A> kind) {
        if (!(option.userObject() instanceof Field field)) {
            return Optional.empty();
        }
        return Optional.ofNullable(field.getAnnotation(kind))
                .or(() -> Optional.ofNullable(field.getDeclaringClass().getAnnotation(kind)));
    }
}
