package pipefault.inject;

/**
 * Something wrong that was seen at the platform, at the moment it happened.
 *
 * @param property what it speaks of
 * @param sequence where in the trace it stands
 * @param actor the thread that did it
 * @param place the line of the subject that did it, for example {@code MyWriter.java:88}; empty if it was no subject
 * @param text one sentence that names the objects, the call and the rule
 */
public record Observation(Property property, int sequence, String actor, String place, String text) {}
