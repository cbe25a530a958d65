package pipefault.oracle;

import java.nio.ByteBuffer;

/**
 * The data of one write.
 *
 * @param data all of it
 * @param accepted whether the subject said so; if not, the write threw or did not return, and all, a part or nothing of the
 *     data may reach the peer
 */
public record Offer(ByteBuffer data, boolean accepted) {}
