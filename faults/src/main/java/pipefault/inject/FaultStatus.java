package pipefault.inject;

import pipefault.fault.Fault;

/**
 * What became of one fault of a plan.
 *
 * <p>A fault has fired where its trigger was met and its action was carried out. That says nothing about a difference: an
 * injected failure counts although the real call would have failed in the same way, and a hold counts whose gate was open
 * already, since the order that it asks for was kept. A fault has not fired where its action could not be carried out: there
 * was no such value to alter, no event to set, or another fault of the plan decided the call.
 *
 * @param fault the fault
 * @param times how often it fired
 * @param nearMiss for a fault that did not fire: what came closest; empty else
 */
public record FaultStatus(Fault fault, int times, String nearMiss) {}
