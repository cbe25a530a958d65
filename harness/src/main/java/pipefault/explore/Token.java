package pipefault.explore;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.fault.FaultPlanError;
import pipefault.scenario.RunSpec;

/**
 * What it takes to run the same thing again, as one word that every shell leaves alone.
 *
 * <p>Text form: {@code 1.SCENARIO.VARIANT.WRITER.SEED.CHECK}, with the packed plan before the check where a plan replaced
 * the variant's. Only {@code A-Z a-z 0-9 _ . -}, at most {@value #LENGTH_MAX} characters.
 *
 * @param scenario id of the scenario
 * @param variant name of the variant
 * @param writer name of the writer
 * @param seed decides everything that is random; in simulation the schedule too
 * @param override the plan that replaced the variant's; null for none
 */
public record Token(
        String scenario,
        String variant,
        String writer,
        long seed,
        @Nullable FaultPlan override) {

    /** How long the text of a token may be. */
    public static final int LENGTH_MAX = 200;

    private static final String VERSION = "1";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final int PARTS_MIN = 6;
    private static final int PARTS_MAX = 7;
    private static final int CHECK_LENGTH = 4;
    private static final Pattern CHECK = Pattern.compile("[a-z0-9]{" + CHECK_LENGTH + "}");
    private static final int CHECKS = 36 * 36 * 36 * 36;

    /** Returns the token of a run. */
    public static Token of(RunSpec spec) {
        return new Token(
                spec.scenario().id(), spec.variant().name(), spec.factory().name(), spec.seed(), spec.override());
    }

    /** Checks the names. */
    public Token {
        requireName("scenario", scenario);
        requireName("variant", variant);
        requireName("writer", writer);
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new TokenError("the name of a " + what + " consists of A-Z a-z 0-9 _ and -, but was '" + name + "'");
        }
    }

    /** Returns the text; empty if the plan is too long for one, which is when a command line has to carry it. */
    public Optional<String> text() {
        String body = String.join(".", VERSION, scenario, variant, writer, Long.toString(seed));
        if (override != null) {
            body += "." + PackedText.pack(override.toString());
        }
        String text = body + "." + check(body);
        return text.length() <= LENGTH_MAX ? Optional.of(text) : Optional.empty();
    }

    /**
     * Reads a token.
     *
     * <p>Whether there is such a scenario, variant and writer is for the caller to find out.
     *
     * @throws TokenError if the text is none, is damaged, or is of another version
     */
    public static Token parse(String text) {
        if (text.isEmpty()) {
            throw new TokenError("the token is empty");
        }
        if (text.length() > LENGTH_MAX) {
            throw new TokenError(
                    "a token has at most " + LENGTH_MAX + " characters, but this one has " + text.length());
        }
        Matcher foreign = FOREIGN.matcher(text);
        if (foreign.find()) {
            throw new TokenError("a token consists of A-Z a-z 0-9 _ . and -, but has '" + foreign.group()
                    + "' at column " + (foreign.start() + 1));
        }
        List<String> parts = List.of(text.split("\\.", -1));
        if (!parts.get(0).equals(VERSION)) {
            throw new TokenError(
                    "a token begins with its version, which is " + VERSION + " here, but was '" + parts.get(0) + "'");
        }
        if (parts.size() < PARTS_MIN || parts.size() > PARTS_MAX || parts.contains("")) {
            throw new TokenError("a token has the form " + VERSION
                    + ".SCENARIO.VARIANT.WRITER.SEED[.PLAN].CHECK, which is 6 or 7 parts, but this one has "
                    + present(parts) + "; it is cut off or joined with something else");
        }
        long seed = seed(parts.get(4), column(parts, 4));
        int last = parts.size() - 1;
        String check = parts.get(last);
        if (!CHECK.matcher(check).matches()) {
            throw new TokenError(
                    "a token ends with a check of " + CHECK_LENGTH + " characters a-z 0-9, but this one with '" + check
                            + "' at column " + column(parts, last) + "; copy it again in full");
        }
        if (!check.equals(check(text.substring(0, text.length() - check.length() - 1)))) {
            throw new TokenError("the token is damaged: its check '" + check + "' at column " + column(parts, last)
                    + " does not fit the rest; copy it again in full");
        }
        return new Token(
                parts.get(1), parts.get(2), parts.get(3), seed, parts.size() == PARTS_MAX ? plan(parts.get(5)) : null);
    }

    private static String present(List<String> parts) {
        if (parts.contains("")) {
            return "an empty one at column " + column(parts, parts.indexOf(""));
        }
        return String.valueOf(parts.size());
    }

    /** Returns where a part begins in the text, counted from 1. */
    private static int column(List<String> parts, int index) {
        return 1
                + index
                + parts.subList(0, index).stream().mapToInt(String::length).sum();
    }

    private static long seed(String digits, int column) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new TokenError(
                    "the seed in a token is a whole number of 64 bits, but was '" + digits + "' at column " + column);
        }
    }

    /** Reads a packed plan. */
    static FaultPlan plan(String packed) {
        String text = PackedText.unpack(packed, FaultPlan.TEXT_MAX)
                .orElseThrow(() -> new TokenError("the plan in the token cannot be unpacked"));
        try {
            return FaultPlan.parse(text);
        } catch (FaultPlanError e) {
            throw new TokenError("the plan in the token cannot be read: " + e.getMessage());
        }
    }

    /** Four characters that give away a letter that was lost or mistyped; no protection against intent. */
    static String check(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        String digits = Long.toString(crc.getValue() % CHECKS, 36).toLowerCase(Locale.ROOT);
        return "0".repeat(CHECK_LENGTH - digits.length()) + digits;
    }
}
