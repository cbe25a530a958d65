package pipefault.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import pipefault.oracle.Verdict;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.SubjectFactory;

/**
 * A test whose body is the script of a run: green if the subject recovers, red with the report of the run if not.
 *
 * <pre>{@code
 * @PipefaultTest(subject = MyWriterFactory.class)
 * @Fault("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)")
 * void stopping_recovers(Run run) {
 *     run.open();
 *     run.write(Run.LARGE);
 *     run.stop().within(Bounds.STEP);
 *     run.close().within(Bounds.STEP);
 * }
 * }</pre>
 *
 * <p><b>Invocations.</b> Each {@link Fault} makes one, on each {@link Kernel}; it is named by its fault. {@link Sweep},
 * {@link Explore} and {@link Replay} stand in the place of {@code @Fault}. Without any of them there is one, without faults.
 *
 * <p><b>Parameters.</b> {@code Run}, {@code PipePair} and {@code Platform} are those of the run that is played; others come from
 * other extensions.
 *
 * <p><b>What is played.</b> First the control run, without faults and without {@link pipefault.scenario.Run#hazard}, which must be
 * perfect; then the run with the faults. So the body runs twice for each invocation, on one instance and in its thread: it
 * must keep nothing in fields. When it has returned, the faults are lifted, the subject has to recover, and all that it has left
 * is judged by every oracle.
 *
 * <p><b>What fails.</b> A verdict that is not {@link #expect expected}; the report is the message, and a file with the whole trace
 * where JUnit takes files (5.14 and later). A fault that never fires is {@code NOT_EXERCISED} and fails too. What the body itself
 * throws comes out as it is, with the report as a suppressed exception. A test is aborted, never green, where its kernel is not
 * available here, and where the subject rightly refuses what the script needs.
 *
 * <p><b>On a class</b> it makes no test, but says what its methods, and those of nested classes, leave at the default.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@TestTemplate
@ExtendWith(PipefaultExtension.class)
public @interface PipefaultTest {

    /**
     * What opens the subject; needs a constructor without parameters.
     *
     * <p>Where neither method nor class names one, the only one that {@code META-INF/services} names is taken.
     */
    Class<? extends SubjectFactory> subject() default SubjectFactory.class;

    /** The verdicts that are right for the run with faults; name {@code NOT_EXERCISED} where a fault need not fire. */
    Verdict[] expect() default {Verdict.RECOVERED, Verdict.UNAFFECTED};

    /** Who has to do the work again in the end; where the body has closed the subject it is a fresh one in any case. */
    RecoveryMode recovery() default RecoveryMode.SAME_SUBJECT;

    /** Decides the order of the threads in simulation; 0 is the default order, any other number a random one. */
    long seed() default 0;

    /** Whether the control run is made. Without it nobody knows whether the fault was to blame. */
    boolean control() default true;
}
