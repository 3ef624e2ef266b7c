package hourglass.codes.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {
    @Test
    void itemsThatAreConnectedThroughOthersAreOneGroup() {
        ConnectedComponents components = new ConnectedComponents(7);
        assertThat(components.connect(5, 2)).isTrue();
        assertThat(components.connect(5, 6)).isTrue();
        assertThat(components.connect(6, 2)).isFalse();
        components.connect(4, 1);
        assertThat(components.groups()).containsExactly(new int[] {1, 4}, new int[] {2, 5, 6});
        assertThat(components.group(6)).isEqualTo(2);
        assertThat(components.group(3)).isEqualTo(3);
    }
}
