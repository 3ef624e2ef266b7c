package hourglass.cli.terminal;

import hourglass.persistence.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hourglass " + Version.number()};
    }
}
