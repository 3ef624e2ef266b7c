package hourglass.library;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What each commit of a writer that is killed again and again changes, and so what must be there after it. */
final class History {
    private static final int IDS = 300;
    private static final String PROGRESS = "progress";

    private History() {}

    private interface Change {
        void put(String id, String title);

        void delete(String id);
    }

    private static void change(int commit, Change change) {
        SplittableRandom random = new SplittableRandom(commit);
        int count = random.nextInt(1, 60);
        for (int i = 0; i < count; i++) {
            String id = "i" + random.nextInt(IDS);
            if (random.nextInt(5) == 0) {
                change.delete(id);
            } else {
                change.put(id, id + " of commit " + commit);
            }
        }
        change.put(PROGRESS, "" + commit);
    }

    /** Makes the changes of one commit. */
    static void write(int commit, LibraryWriter writer) {
        SplittableRandom random = new SplittableRandom(-commit);
        change(commit, new Change() {
            @Override
            public void put(String id, String title) {
                writer.put(Item.of(id, title, Models.text(random)));
            }

            @Override
            public void delete(String id) {
                writer.delete(id);
            }
        });
        writer.commit();
    }

    /** The titles of all items after so many commits. */
    static Map<String, String> after(int commits) {
        Map<String, String> titles = new TreeMap<>();
        for (int commit = 1; commit <= commits; commit++) {
            change(commit, new Change() {
                @Override
                public void put(String id, String title) {
                    titles.put(id, title);
                }

                @Override
                public void delete(String id) {
                    titles.remove(id);
                }
            });
        }
        return titles;
    }

    /** How many commits a library has seen. */
    static int commits(Snapshot items) {
        return items.item(PROGRESS).map(item -> Integer.parseInt(item.title())).orElse(0);
    }
}
