package hourglass.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.InputException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whose fault a write that failed is said to be. */
class WritesTest {
    @Test
    void anItemThatCannotBeTakenIsTheClientsFault() {
        assertThat(Writes.problem(new InputException("item", "vector", "has 3 numbers, not 4", "send 4"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aFullDiskIsTheServersFault() {
        IOException full = new IOException("No space left on device");
        assertThat(Writes.problem(new InputException("library", "", "cannot be written", "make room", full))
                        .status())
                .isEqualTo(500);
    }
}
