package pipefault.explore;

/** 64-bit hashes that are the same on every machine. */
final class Hash {

    static final long SEED = 0x9E3779B97F4A7C15L;

    private Hash() {}

    static long add(long hash, long value) {
        return mix(hash ^ mix(value + SEED));
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
