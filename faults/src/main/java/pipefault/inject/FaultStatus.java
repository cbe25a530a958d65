package pipefault.inject;

import pipefault.fault.Fault;

/**
 * What became of one fault of a plan.
 *
 * @param fault the fault
 * @param times how often it fired
 * @param nearMiss for a fault that did not fire: what came closest; empty else
 */
public record FaultStatus(Fault fault, int times, String nearMiss) {}
