package hourglass.text;

import hourglass.random.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Short English documents that nobody wrote, to try things on: sentences of one shape, from a list of words for each of
 * eight topics. A fifth of the sentences is of any topic, and half of the words are of none.
 */
public final class GeneratedDocuments {
    /** What a topic is called, things and people in it, what they did, and what they were like. */
    private record Topic(String name, List<String> nouns, List<String> verbs, List<String> adjectives) {
        static Topic of(String name, String nouns, String verbs, String adjectives) {
            return new Topic(name, words(nouns), words(verbs), words(adjectives));
        }

        private static List<String> words(String words) {
            return List.of(words.split(" "));
        }
    }

    private static final List<Topic> TOPICS = List.of(
            Topic.of(
                    "sea",
                    "ship harbour captain sailor anchor lighthouse island wave storm crew deck mast",
                    "sailed steered rescued sighted boarded anchored",
                    "salty stormy wooden northern drifting deep"),
            Topic.of(
                    "kitchen",
                    "bread oven flour butter soup onion recipe cook knife pepper dough cheese",
                    "baked boiled sliced tasted seasoned kneaded",
                    "crusty sweet roasted fresh spicy ripe"),
            Topic.of(
                    "space",
                    "rocket orbit planet astronaut telescope moon satellite comet galaxy launch crater probe",
                    "orbited launched observed circled landed explored",
                    "lunar distant weightless icy solar bright"),
            Topic.of(
                    "music",
                    "violin orchestra melody piano singer concert drum rhythm choir conductor song trumpet",
                    "played sang rehearsed composed performed conducted",
                    "loud harmonic slow cheerful classical gentle"),
            Topic.of(
                    "garden",
                    "rose seed soil gardener tulip hedge blossom root shovel orchard bee leaf",
                    "planted watered pruned harvested weeded sowed",
                    "green flowering shady fragrant muddy tender"),
            Topic.of(
                    "money",
                    "bank loan market share price investor tax profit budget currency debt interest",
                    "invested borrowed traded earned saved lent",
                    "costly financial annual cheap risky wealthy"),
            Topic.of(
                    "medicine",
                    "doctor patient fever nurse hospital medicine vaccine surgeon wound symptom heart virus",
                    "treated examined healed prescribed diagnosed vaccinated",
                    "chronic painful infected healthy acute sterile"),
            Topic.of(
                    "football",
                    "goal striker referee keeper stadium team league penalty match coach defender fan",
                    "scored kicked tackled dribbled defended coached",
                    "offside winning attacking injured unbeaten tired"));

    private static final Topic GENERAL = Topic.of(
            "",
            "day friend story town question reason morning group place letter",
            "found liked remembered wanted needed described",
            "old small long good strange early");

    private GeneratedDocuments() {}

    /**
     * Draws documents; the same seed gives the same ones.
     *
     * @param count how many, of each topic in turn
     */
    public static List<Document> of(int count, long seed) {
        return IntStream.range(0, count)
                .mapToObj(number -> document(number, Seeds.random(seed, number)))
                .toList();
    }

    private static Document document(int number, SplittableRandom random) {
        Topic topic = TOPICS.get(number % TOPICS.size());
        String noun = one(topic.nouns, random);
        String title = "%s of the %s"
                .formatted(
                        noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1), one(GENERAL.nouns, random));
        List<String> sentences = new ArrayList<>(Collections.nCopies(4 + random.nextInt(5), ""));
        sentences.replaceAll(empty ->
                sentence(random.nextDouble() < 0.2 ? TOPICS.get(random.nextInt(TOPICS.size())) : topic, random));
        String text = title + "\n\n" + String.join(" ", sentences) + "\n";
        return new Document("%s/%05d.txt".formatted(topic.name, number), title, text, List.of(topic.name));
    }

    private static String sentence(Topic topic, SplittableRandom random) {
        return "The %s %s %s the %s."
                .formatted(
                        one(of(topic, random).adjectives, random),
                        one(topic.nouns, random),
                        one(of(topic, random).verbs, random),
                        one(of(topic, random).nouns, random));
    }

    private static Topic of(Topic topic, SplittableRandom random) {
        return random.nextBoolean() ? topic : GENERAL;
    }

    private static String one(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }
}
