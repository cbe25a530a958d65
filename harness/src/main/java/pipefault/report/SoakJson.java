package pipefault.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes what came of a soak for machines, as {@link JsonReport} does runs. */
public final class SoakJson {

    /**
     * The counts.
     *
     * @param runs how many runs were made
     * @param drawn how many of them had a plan that was drawn
     * @param fired in how many of them a fault fired
     * @param unexercised how many say nothing: their fault did not fire, or their moment did not come
     * @param twice how many were made twice, and their traces compared
     * @param again how many were made once more, because they came to no verdict the first time
     * @param digest the same for the same runs with the same verdicts, 16 hexadecimal digits
     */
    public record Counts(long runs, long drawn, long fired, long unexercised, long twice, long again, String digest) {}

    /**
     * A run that no right writer may come to.
     *
     * @param number of the run, from 0
     * @param differs whether the same run had another trace the second time
     */
    public record Alarm(long number, boolean differs, ReportedRun run) {}

    private SoakJson() {}

    /**
     * Writes it, with a line feed at the end.
     *
     * @param target stays open
     * @throws IOException from the target
     */
    public static void write(Conditions conditions, Counts counts, List<Alarm> alarms, Writer target)
            throws IOException {
        JsonReport.write(conditions, target, json -> {
            json.writeNumberField("runs", counts.runs());
            json.writeNumberField("drawn", counts.drawn());
            json.writeNumberField("fired", counts.fired());
            json.writeNumberField("unexercised", counts.unexercised());
            json.writeNumberField("twice", counts.twice());
            json.writeNumberField("again", counts.again());
            json.writeStringField("digest", counts.digest());
            json.writeArrayFieldStart("alarms");
            for (Alarm alarm : alarms) {
                alarm(json, alarm);
            }
            json.writeEndArray();
        });
    }

    private static void alarm(JsonGenerator json, Alarm alarm) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", alarm.number());
        json.writeBooleanField("differs", alarm.differs());
        json.writeStringField("scenario", alarm.run().result().scenario());
        json.writeStringField("variant", alarm.run().result().variant());
        json.writeStringField("writer", alarm.run().result().writer());
        json.writeStringField("plan", alarm.run().result().plan());
        json.writeStringField("verdict", alarm.run().result().verdict().name());
        json.writeStringField("token", alarm.run().token());
        json.writeEndObject();
    }
}
