package hourglass.model;

import hourglass.matrix.ThreadTeam;

/** Stand-in while its file is written. */
public record PrincipalComponents(int visible, int codeSize) implements Model {
    @Override
    public float[] encode(float[] items, ThreadTeam team) {
        throw new IllegalStateException("not yet");
    }

    @Override
    public float[] decode(float[] codes, ThreadTeam team) {
        throw new IllegalStateException("not yet");
    }
}
