package pipefault.app;

/** Reads numbers of the command line. */
final class Numbers {

    private Numbers() {}

    /**
     * Reads a whole number.
     *
     * @param where the option, for a message
     * @throws Refused if it is none, or out of its range
     */
    static long read(String where, String text, long least, long most) {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            number = least - 1;
        }
        if (number < least || number > most) {
            throw Refused.badInput(where + ": a number from " + least + " to " + most + ", but was '" + text + "'");
        }
        return number;
    }
}
