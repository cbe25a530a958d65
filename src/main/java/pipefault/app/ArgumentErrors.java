package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in our words what picocli found wrong with a command line. */
final class ArgumentErrors {

    /** What picocli says where the value of an option looks like an option itself. */
    private static final Pattern SWALLOWED =
            Pattern.compile("Expected parameter for option '([^']+)' but found '([^']*)'");

    private ArgumentErrors() {}

    static Refused refusal(ParameterException e) {
        CommandLine line = e.getCommandLine();
        CommandSpec command = line.getCommandSpec();
        String where = command.parent() == null ? "" : command.name();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched, command, where);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0), where);
        }
        if (e instanceof OverwrittenOptionException twice) {
            return Refused.badInput(prefix(where) + name(twice.getOverwritten()) + " is given twice; once is allowed");
        }
        String message = String.valueOf(e.getMessage());
        Matcher swallowed = SWALLOWED.matcher(message);
        if (swallowed.find()) {
            OptionSpec option = command.findOption(swallowed.group(1));
            String value = option == null ? "a value" : "a value: " + option.paramLabel();
            return Refused.badInput(prefix(where) + swallowed.group(1) + " needs " + value + ", but is followed by '"
                    + swallowed.group(2) + "', which begins like an option");
        }
        return Refused.badInput(prefix(where) + message.lines().findFirst().orElse(message));
    }

    private static Refused unmatched(UnmatchedArgumentException e, CommandSpec command, String where) {
        String found = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            int value = found.indexOf('=');
            List<String> known = new ArrayList<>();
            for (OptionSpec option : command.options()) {
                known.add(option.longestName());
            }
            return Refused.unknown(where, "option", value < 0 ? found : found.substring(0, value), known);
        }
        if (command.parent() == null) {
            return Refused.unknown("", "command", found, command.subcommands().keySet());
        }
        return Refused.badInput(prefix(where) + "'" + found + "' is one word too many");
    }

    private static Refused missing(ArgSpec missing, String where) {
        return Refused.badInput(prefix(where)
                + name(missing)
                + (missing.isOption() ? " needs a value: " + missing.paramLabel() : " is missing"));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String prefix(String where) {
        return where.isEmpty() ? "" : where + ": ";
    }
}
