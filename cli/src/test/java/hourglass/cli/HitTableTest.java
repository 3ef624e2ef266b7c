package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.library.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitTableTest {
    private static final String LONG = "x".repeat(60);
    private static final List<Hit> HITS = List.of(new Hit(LONG + ".id", LONG + ".title", 3, 0.25f, "a text"));

    @Test
    void cutsLongCellsOnAScreen() {
        assertThat(HitTable.of(HITS, HitTable.Width.SCREEN))
                .doesNotContain(".id", ".title")
                .contains("xxx...");
    }

    @Test
    void givesIdsInFullToOtherPrograms() {
        assertThat(HitTable.of(HITS, HitTable.Width.FULL_IDS))
                .contains(LONG + ".id")
                .doesNotContain(".title");
    }

    @Test
    void givesAllInFull() {
        assertThat(HitTable.of(HITS, HitTable.Width.FULL)).contains(LONG + ".id", LONG + ".title");
    }

    @Test
    void keepsAHitOnItsLineWhateverTheDataHold() {
        List<Hit> hits = List.of(new Hit("a\nb", "red\u001b[31m", 3, 0.25f, "two\rlines"));
        assertThat(HitTable.of(hits, HitTable.Width.SCREEN).lines())
                .hasSize(2)
                .noneMatch(line -> line.contains("\u001b"));
    }
}
