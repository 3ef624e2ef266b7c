package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvenanceTest {
    @Test
    void describesTheMachineWithoutSayingWhoseItIs() {
        assertThat(Provenance.thisMachine())
                .contains(System.getProperty("os.name"), System.getProperty("java.version"))
                .doesNotContain(System.getProperty("user.home"));
    }
}
