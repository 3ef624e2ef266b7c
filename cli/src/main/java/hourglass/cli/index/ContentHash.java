package hourglass.cli.index;

import hourglass.library.Item;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first half of SHA-256 over all that an item holds but its id and fields, in hexadecimal. */
final class ContentHash {
    private static final int BYTES = 16;

    private ContentHash() {}

    public static String of(Item item) {
        MessageDigest sha = sha256();
        add(sha, item.title());
        add(sha, item.text());
        item.topics().forEach(topic -> add(sha, topic));
        if (item.values() != null) {
            ByteBuffer numbers = ByteBuffer.allocate(Float.BYTES * item.values().length);
            numbers.asFloatBuffer().put(item.values());
            sha.update(numbers);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    }

    /** With its length before it, so that different items never give the same bytes. */
    private static void add(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
