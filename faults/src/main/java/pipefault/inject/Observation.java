package pipefault.inject;

/**
 * Something wrong that was seen at the platform, at the moment it happened.
 *
 * @param property what it speaks of
 * @param sequence where in the trace it stands
 * @param actor the thread that did it
 * @param text one sentence that names the objects, the call and the rule
 */
public record Observation(Property property, int sequence, String actor, String text) {}
