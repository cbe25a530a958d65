package pipefault.triage;

/** A defect report to fill in: every key with what it means, and a claim that can be answered as it stands. */
public final class ReportSkeleton {

    /** The report, in YAML. */
    public static final String TEXT = """
            # A defect report for 'pipefault triage'. Lines that begin with # are comments; change the rest.

            # What was looked at.
            title: The writer of the example, version 1

            # Who says so: a person, a tool, a link.
            origin: somebody who has read the code

            # The writer that is said to have the defects: a name from 'pipefault list writers', or your own, which comes with
            # --subject-path. --writer NAME puts the same claims to another one.
            subject: as-shipped

            claims:
                # Unique in this report: letters, digits and -.
              - id: 1

                # What is claimed, one sentence.
                text: When the cancel fails, stop returns although the kernel still uses the memory.

                # Where in the code, in your words.
                place: stop(), line 90

                # Optional: the call that stands there, from 'pipefault list points'. A run shows the claim only if the writer
                # makes this call in it; a writer that never makes it is NOT_APPLICABLE.
                call: CancelIoEx

                # What is played. Either scenarios with plans of their own, SCENARIO or SCENARIO/VARIANT, from
                # 'pipefault list scenarios':
                #
                # scenario: [D1a-memory/cancel-fails, D1a-memory/cancel-lags]
                #
                # or a fault plan ('pipefault list points', '... outcomes') and the steps of a scenario without its own plan:
                plan: CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)
                steps: D1a-memory/cancel-fails
                #
                # or steps of your own, from 'pipefault list steps', with a plan or without one:
                #
                # steps:
                #   - open
                #   - write 64 KiB
                #   - stop
                #   - close

                # What a run has to show for the claim to be true as stated. Of several elements one is enough; all that
                # stands in an element has to be in the same run.
                hypothesis:
                  - shows:
                      # What an oracle finds, and words that are in its finding. Oracles: wire bytes, ownership, termination,
                      # recovery, handles, accounting, error order, error timeliness, notification, exceptions, arguments,
                      # lock discipline.
                      - oracle: ownership
                        says: is released while the kernel owns it
                    # Calls of the writer in this order, others between them; '-> fail' and '-> ok' say how one ended.
                    calls: [CancelIoEx -> fail, CloseThreadpoolWait]

                # Optional: how far the search goes, in switches of threads, faults besides those of the plan, and departures
                # of the kernel from what it usually does. Default: 1,1,1. Only all of it refutes a claim.
                bound: 1,1,1

                # Optional: writers that really have this defect. Each has to show it, or nothing counts as refuted.
                # known-by: no-completion-wait

                # Optional: the answer that you expect, for the exit code: REPRODUCED, REFUTED, NOT_APPLICABLE, INCONCLUSIVE.
                # expects: REPRODUCED

                # Optional: what the same place may contain besides. Same keys; 'subject' may name another writer.
                # nearby: []
            """;

    private ReportSkeleton() {}
}
