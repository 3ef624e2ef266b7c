package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.data.TextEncoding;
import hourglass.eval.Relevance;
import hourglass.library.SemanticHashing;
import hourglass.matrix.ThreadTeam;
import hourglass.objective.Likelihood;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.similarity.Views;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.Document;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import hourglass.train.SimilarityTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalExperimentTest {
    private static final List<List<String>> TOPICS = List.of(
            List.of("ship", "harbour", "sail", "storm", "crew", "anchor", "wave", "mast"),
            List.of("bread", "flour", "oven", "yeast", "crust", "dough", "knead", "bake"));

    @TempDir
    private Path folder;

    @Test
    void measuresCodesBesideWhatTheyAreComparedWith() throws Exception {
        Corpus corpus = corpus(200, 1);
        Vocabulary vocabulary = Vocabulary.of(corpus, Analysis.ENGLISH, 16);
        DocumentCounts training = DocumentCounts.of(corpus, vocabulary);
        DocumentCounts test = DocumentCounts.of(corpus(60, 2), vocabulary);
        int[] topics = test.topics().labels().classes();
        RetrievalExperiment experiment = new RetrievalExperiment(
                "Two topics",
                training,
                test,
                Relevance.byLabel(topics, topics),
                hashing(3).linearCodes().build(),
                hashing(8).build(),
                List.of(agreement(3), agreement(8)),
                Map.of("TF-IDF", new double[] {1, 2, 3, 4, 5, 6, 7, 8}));
        try (ThreadTeam team = ThreadTeam.of(2);
                Interruption interruption = new Interruption()) {
            Experiment.Written written = experiment.carryOut(new Experiment.Setting(
                    "topics", folder, false, "hourglass experiment topics", 1, new Console(), interruption, team));
            assertThat(written.figures())
                    .allSatisfy(figure -> assertThat(figure.value()).isBetween(55.0, 100.1));
            assertThat(written.figures())
                    .filteredOn(figure -> !Double.isNaN(figure.publishedValue()))
                    .hasSize(8)
                    .last()
                    .satisfies(figure -> {
                        assertThat(figure.metric()).isEqualTo("precision (%) at recall (%) 51.2, TF-IDF");
                        assertThat(figure.publishedValue()).isEqualTo(8);
                    });
            assertThat(written.text())
                    .contains(
                            "deep, 3 numbers",
                            "deep, 8 bits",
                            "agreement, 3 numbers",
                            "agreement, 8 bits",
                            "TF-IDF on the nearest 100 by bits of agreement",
                            "LSA, 3",
                            "LSA, 8",
                            "LDA",
                            "TF-IDF",
                            "published: TF-IDF");
        }
        assertThat(folder.resolve("topics.html")).exists();
        assertThat(Files.readAllLines(folder.resolve("topics.csv")).get(0)).isEqualTo("method,measure,at,value");
        FittedModel saved = ModelFile.read(folder.resolve("topics.safetensors"));
        assertThat(saved.text()).isEqualTo(new TextEncoding("english", vocabulary.words()));
        assertThat(saved.thresholds()).isNotNull();
    }

    @Test
    void measuresTheBallsAroundAddresses() {
        Corpus corpus = corpus(200, 1);
        Vocabulary vocabulary = Vocabulary.of(corpus, Analysis.ENGLISH, 16);
        DocumentCounts test = DocumentCounts.of(corpus(60, 2), vocabulary);
        int[] topics = test.topics().labels().classes();
        AddressExperiment experiment = new AddressExperiment(
                "Two topics",
                DocumentCounts.of(corpus, vocabulary),
                test,
                Relevance.byLabel(topics, topics),
                hashing(8).build());
        try (ThreadTeam team = ThreadTeam.of(2);
                Interruption interruption = new Interruption()) {
            Experiment.Written written = experiment.carryOut(new Experiment.Setting(
                    "addresses",
                    folder,
                    false,
                    "hourglass experiment addresses",
                    1,
                    new Console(),
                    interruption,
                    team));
            assertThat(written.figures())
                    .filteredOn(figure -> figure.metric().startsWith("precision"))
                    .hasSize(5)
                    .last()
                    .satisfies(figure -> {
                        assertThat(figure.metric()).isEqualTo("precision (%), radius 4");
                        assertThat(figure.value()).isBetween(40.0, 100.0);
                    });
        }
        assertThat(folder.resolve("addresses.html")).exists();
        assertThat(ModelFile.read(folder.resolve("addresses.safetensors")).thresholds())
                .isNotNull();
    }

    private static SimilarityTrainer agreement(int size) {
        return SimilarityTrainer.builder(size)
                .likelihood(Likelihood.MULTINOMIAL)
                .objective(
                        SimilarityOptions.of(new SimilarityLoss.Agreement(0.2)).withViews(new Views.Words(0.5, false)))
                .batchSize(50)
                .validationShare(0)
                .build();
    }

    private static SemanticHashing.Builder hashing(int units) {
        return SemanticHashing.builder(10, units);
    }

    /** Each document has ten words of one topic and one of the other. */
    private static Corpus corpus(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int topic = i % 2;
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 11; word++) {
                List<String> words = TOPICS.get(word == 0 ? 1 - topic : topic);
                text.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            documents.add(new Document("d" + i, "", text.toString(), List.of("topic" + topic)));
        }
        return Corpus.of("topics", documents);
    }
}
