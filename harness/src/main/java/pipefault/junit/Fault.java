package pipefault.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One invocation of a {@link PipefaultTest} or a {@link ForeignTest}, under these faults.
 *
 * <p>The text is a whole plan, in the grammar of {@link pipefault.fault.FaultPlan#parse(String)}: {@code ;} or a new line parts
 * faults that act in the same run. Each further {@code @Fault} is a run of its own.
 */
@Documented
@Repeatable(Fault.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(PipefaultExtension.class)
public @interface Fault {

    /** The plan, for example {@code CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)}. */
    String value();

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @ExtendWith(PipefaultExtension.class)
    @interface List {

        /** In the order of the invocations. */
        Fault[] value();
    }
}
