package pipefault.benchmark;

/** One way to do something, whose cost is measured. */
interface Contestant {

    /** Returns its name in the table. */
    String name();

    /** Does it so often; returns something that depends on the work, so that none of it can be left out. */
    long repeat(int times);
}
