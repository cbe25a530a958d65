package pipefault.fault;

import static pipefault.fault.Refusal.Part;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads faults and plans; the grammar stands at {@link FaultPlan#parse(String)}. */
final class PlanParser {

    private final PlanText text;
    private final PlanPieces pieces;

    private PlanParser(String text, @Nullable List<String> roles) {
        if (text.length() > FaultPlan.TEXT_MAX) {
            throw FaultPlan.tooLong(text.length()).error();
        }
        this.text = new PlanText(text);
        this.pieces = new PlanPieces(this.text, roles);
    }

    static FaultPlan plan(String text, @Nullable List<String> roles) {
        PlanParser parser = new PlanParser(text, roles);
        List<Fault> faults = new ArrayList<>();
        parser.text.skipToFault();
        while (!parser.text.atEnd()) {
            int start = parser.text.position();
            faults.add(parser.fault());
            if (faults.size() > FaultPlan.FAULTS_MAX) {
                throw FaultPlan.tooMany(faults.size()).at(parser.text.since(start));
            }
            parser.text.skipToFault();
        }
        return new FaultPlan(faults);
    }

    static Fault fault(String text) {
        PlanParser parser = new PlanParser(text, null);
        Fault fault = parser.fault();
        if (!parser.text.skipBlanks().atEnd()) {
            throw parser.text.unexpected("one fault and nothing else", null);
        }
        return fault;
    }

    static UntilEvent event(String text) {
        PlanParser parser = new PlanParser(text, null);
        UntilEvent event = parser.pieces.event();
        if (!parser.text.skipBlanks().atEnd()) {
            throw parser.text.unexpected("one event and nothing else", null);
        }
        return event;
    }

    private Fault fault() {
        FailPoint point = pieces.point();
        Trigger trigger = trigger();
        if (!text.accept("->") && !text.accept(":")) {
            throw text.unexpected("-> or : before the action", PlanPieces.FAULT_FORM);
        }
        int start = text.skipBlanks().position();
        ActionParser parser = new ActionParser(text, pieces, point);
        Action action = parser.action();
        boolean unrealistic = parser.unrealistic();
        FaultRules.objection(point, action, unrealistic).ifPresent(objection -> {
            throw objection.at(objection.part() == Part.VALUE ? parser.value() : text.since(start));
        });
        if (!text.skipBlanks().atEndOfFault()) {
            throw text.unexpected("; or a new line after the fault", PlanPieces.FAULT_FORM);
        }
        return new Fault(point, trigger, action, unrealistic);
    }

    private Trigger trigger() {
        String role = pieces.role();
        if (text.accept("{")) {
            throw Refusal.of(Part.TRIGGER, "a condition on arguments is Java code and cannot be read from text", "{")
                    .at(text.since(text.position() - 1));
        }
        int start = text.skipBlanks().position();
        boolean counted = text.accept("#");
        int first = counted ? pieces.occurrence() : 1;
        boolean range = counted && text.accept("..");
        boolean ended = counted && (!range || text.atNumber());
        int last = !ended ? Trigger.OPEN : range ? pieces.occurrence() : first;
        int step = range && text.accept("+") ? pieces.number("the distance between calls") : 1;
        int percent = text.accept("%") ? pieces.number("the chance in percent") : 100;
        Excerpt place = text.since(start);
        boolean once = text.acceptWord("once");
        UntilEvent after = text.acceptWord("after") ? pieces.event() : null;
        return PlanPieces.placed(place, () -> new Trigger(role, null, first, last, step, percent, once, after));
    }
}
