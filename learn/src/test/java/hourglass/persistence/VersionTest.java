package hourglass.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The version is known where classes lie in no jar, as in this test. */
class VersionTest {
    @Test
    void isThatOfTheBuild() {
        assertThat(Version.number()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }
}
