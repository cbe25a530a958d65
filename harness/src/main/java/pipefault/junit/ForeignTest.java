package pipefault.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import pipefault.foreign.ForeignSubject;
import pipefault.foreign.Script;
import pipefault.oracle.Verdict;

/**
 * A test of pipe code that was not written for Pipefault: green if a conversation under faults shows nothing wrong, red with
 * the report of the run if it does.
 *
 * <pre>{@code
 * @ForeignTest(subject = MySocket.class)
 * @Fault("WriteFile#2 -> fail(ERROR_NO_DATA)")
 * void a_lost_pipe_is_told(ForeignResult result) {
 *     assertThat(result.attempts()).anyMatch(attempt -> String.valueOf(attempt.thrown()).contains("232"));
 * }
 * }</pre>
 *
 * <p><b>Invocations.</b> Each {@link Fault} makes one; {@link Sweep} makes one for each call and each answer to it, and one
 * without faults; without either there is only that one. On the real kernel of this JVM, unless a {@link Kernel} says otherwise.
 *
 * <p><b>What is played.</b> First the conversation without faults, which may show only what {@link #withoutFaults} allows; then
 * with them, which is judged by what it shows beyond that. The body is called last, if all was as expected, and may have a
 * {@link pipefault.foreign.ForeignResult}: all that the run with the faults has shown.
 *
 * <p><b>What fails.</b> A finding whose verdict is not {@link #expect expected}, with the report as the message. A run on a real
 * kernel that leaves a thread behind, or its stack to the kernel, is the last of this JVM: other tests with {@code @ForeignTest} are
 * aborted with that reason, or fail if it was expected. A test is aborted, never green, where its kernel is not available.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(ForeignExtension.class)
public @interface ForeignTest {

    /** What opens the endpoint, and says how its calls are caught; needs a constructor without parameters. */
    Class<? extends ForeignSubject> subject();

    /** What it is asked to do. */
    Script script() default Script.EXCHANGE;

    /** The verdicts that are right under the faults, each finding by its own; name {@code NOT_EXERCISED} where a fault need not fire. */
    Verdict[] expect() default {Verdict.RECOVERED, Verdict.UNAFFECTED};

    /**
     * The verdicts that are right without faults; {@code LEAKED}, for example, where a handle is left open in any case.
     *
     * <p>What the run without faults shows is then not held against the run with them.
     */
    Verdict[] withoutFaults() default Verdict.UNAFFECTED;
}
