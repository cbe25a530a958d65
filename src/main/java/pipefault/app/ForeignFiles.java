package pipefault.app;

import java.util.regex.Pattern;
import pipefault.ci.JUnitXml;
import pipefault.foreign.ForeignPage;
import pipefault.league.LeaguePage;

/** How files begin that Pipefault has written: they may be replaced, and others may not. */
final class ForeignFiles {

    /** Every {@code --json} begins with the version and what was asked for. */
    static final Pattern JSON = Pattern.compile("\\s*\\{\\s*\"version\"\\s*:\\s*\"[^\"]*\"\\s*,\\s*\"(kernel|bound)\"");

    /** Each line of {@code --record} begins with a seed. */
    static final Pattern RECORD = Pattern.compile("-?[0-9]{1,19}\\t");

    /** The page of a league begins with its title. */
    static final Pattern LEAGUE = Pattern.compile(Pattern.quote(LeaguePage.TITLE));

    /** So does that about foreign code. */
    static final Pattern FOREIGN = Pattern.compile(Pattern.quote(ForeignPage.TITLE));

    /** Every {@code --junit} says whose it is. */
    static final Pattern JUNIT = Pattern.compile(Pattern.quote(JUnitXml.BEGIN));

    private ForeignFiles() {}
}
