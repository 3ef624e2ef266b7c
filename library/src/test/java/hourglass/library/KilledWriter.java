package hourglass.library;

import java.nio.file.Path;

/** The process that {@link DurabilityTest} kills: continues a library, and prints each commit. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] arguments) {
        System.out.println("ready");
        try (LibraryWriter writer = LibraryWriter.open(Path.of(arguments[0]), Models.ofTexts(1))) {
            int commit = commits(writer);
            while (true) {
                commit++;
                History.write(commit, writer);
                System.out.println(commit);
            }
        }
    }

    private static int commits(LibraryWriter writer) {
        try (Library library = writer.library();
                Snapshot items = library.snapshot()) {
            return History.commits(items);
        }
    }
}
