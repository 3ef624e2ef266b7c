package hourglass.cli.help;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        describeOutput(spec);
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

    /** Gives the option of the mixin the description of the command. */
    private static void describeOutput(CommandSpec spec) {
        Stream.concat(Stream.of(spec), spec.mixins().values().stream())
                .flatMap(part -> Stream.of(part.userObject().getClass().getDeclaredFields()))
                .flatMap(field -> Stream.ofNullable(field.getAnnotation(Output.class)))
                .findFirst()
                .ifPresent(output -> {
                    OptionSpec option = spec.findOption(OUTPUT);
                    spec.remove(option);
                    OptionSpec.Builder described =
                            option.toBuilder().description(output.value()).paramLabel(output.label());
                    if (!output.defaultValue().isEmpty()) {
                        described.required(false).defaultValue(output.defaultValue());
                    }
                    spec.addOption(described.build());
                });
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
                        .thenComparing(option -> !option.longestName().equals(OUTPUT)))
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
