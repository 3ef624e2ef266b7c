package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelIndexTest {
    @Test
    void wholeNumbersAreInTheirOrderAndOnlyThoseThatOccur() {
        Labels labels = labels("404", "26", "-1", "26");
        assertThat(labels.names()).containsExactly("-1", "26", "404");
        assertThat(labels.classes()).containsExactly(2, 1, 0, 1);
    }

    @Test
    void aPartThatLacksAClassIsNumberedAsTheOther() {
        Labels part = labels("3", "1").numberedAs(labels("1", "2", "3").names(), "test part");
        assertThat(part.classes()).containsExactly(2, 0);
        assertThat(part.names()).hasSize(3);
    }

    @Test
    void namesAreNumberedInOrder() {
        Labels labels = labels("pear", "apple", "pear", "-1", "07");
        assertThat(labels.names()).containsExactly("-1", "07", "apple", "pear");
        assertThat(labels.classes()).containsExactly(3, 2, 3, 0, 1);
    }

    @Test
    void holdsMoreRowsThanItStartedWith() {
        LabelIndex index = new LabelIndex();
        for (int row = 0; row < 1000; row++) {
            index.add(row % 3 == 0 ? "a" : "b");
        }
        assertThat(index.labels().classes())
                .hasSize(1000)
                .startsWith(0, 1, 1, 0)
                .endsWith(1, 1, 0);
    }

    private static Labels labels(String... names) {
        LabelIndex index = new LabelIndex();
        List.of(names).forEach(index::add);
        return index.labels();
    }
}
