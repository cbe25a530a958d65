package pipefault.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.simulation.Decision;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;

/** A program of yes-or-no decisions, each about a letter; it is bad if the letters with a yes are so. */
record YesNo(String letters, boolean explains, Predicate<String> bad) implements Program {

    @Override
    public RunResult run(Open open) {
        begin(open);
        StringBuilder yes = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            if (open.choose(new Asked(String.valueOf(letters.charAt(i)))) == 1) {
                yes.append(letters.charAt(i));
                // What is decided otherwise has consequences, which are decided as well.
                for (int more = 0; explains && more < 2; more++) {
                    int unused = open.choose(new Asked("why " + letters.charAt(i)));
                }
            }
        }
        return result(bad.test(yes.toString()));
    }

    /** Makes the first call of a subject. */
    static void begin(Open open) {
        @Nullable Fault unused = open.at(FailPoint.WRITE_FILE, 1);
    }

    static RunResult result(boolean bad) {
        return result(bad, "nothing");
    }

    /** Returns a result whose trace says something. */
    static RunResult result(boolean bad, String trace) {
        List<Finding> findings = bad ? List.of(new Finding("letters", Verdict.STUCK, "are bad")) : List.of();
        return new RunResult(
                "toy",
                "only",
                "nobody",
                RunResult.FAULT,
                1,
                bad ? Verdict.STUCK : Verdict.UNAFFECTED,
                "",
                List.of(),
                findings,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of(new CallRecord(1, 0, "owner", CallRecord.Kind.STEP, 0, "", trace, false))),
                0);
    }

    /** Returns the run in which all these letters get a yes, nothing else does, and the words are known. */
    Found with(String chosen) {
        List<Character> left =
                new ArrayList<>(chosen.chars().mapToObj(c -> (char) c).toList());
        Decider decider = question -> {
            String words = question.words(1);
            boolean yes = !left.isEmpty() && words.equals(left.get(0) + " goes on instead of nobody");
            if (yes) {
                left.remove(0);
            }
            return yes ? 1 : 0;
        };
        Open open = new Open(decider, false, true);
        RunResult result = run(open);
        return new Found(open.departures(), result, 1);
    }

    /** Asks whether somebody else than nobody goes on. */
    record Asked(String who) implements Decision {

        @Override
        public Kind kind() {
            return Kind.NEXT_THREAD;
        }

        @Override
        public int options() {
            return 2;
        }

        @Override
        public boolean canStay() {
            return true;
        }

        @Override
        public int actor(int option) {
            return option + 1;
        }

        @Override
        public String label(int option) {
            return option == 0 ? "nobody" : who;
        }

        @Override
        public String call() {
            return "";
        }

        @Override
        public String callOf(int option) {
            return option == 0 ? "" : who;
        }

        @Override
        public int index() {
            return 0;
        }
    }
}
