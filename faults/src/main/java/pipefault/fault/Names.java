package pipefault.fault;

import java.util.regex.Pattern;

/** The one form that roles and gates have. */
final class Names {

    static final int LENGTH_MAX = 40;

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private Names() {}

    static String require(Refusal.Part part, String kind, String name) {
        if (!FORM.matcher(name).matches() || name.length() > LENGTH_MAX) {
            throw Refusal.of(part, "'" + name + "' is no name of a " + kind, name)
                    .advising("a name is at most " + LENGTH_MAX
                            + " lower-case letters, digits and single hyphens, and starts with a letter")
                    .error();
        }
        return name;
    }
}
