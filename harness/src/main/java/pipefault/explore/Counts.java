package pipefault.explore;

/** A number for each kind of question. */
final class Counts {

    private final int[] numbers = new int[Question.Kind.values().length];

    int of(Question.Kind kind) {
        return numbers[index(kind)];
    }

    void add(Question.Kind kind, int number) {
        numbers[index(kind)] += number;
    }

    @SuppressWarnings("EnumOrdinal") // Asked several hundred times in each run; the order means nothing.
    private static int index(Question.Kind kind) {
        return kind.ordinal();
    }
}
