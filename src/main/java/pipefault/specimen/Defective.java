package pipefault.specimen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import pipefault.oracle.Verdict;

/** Says what is wrong with a specimen, where that comes from, and how it shows; lists and tests read it from here. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Defective {

    /** What it does wrong, as a sentence that begins with a verb and means the specimen. */
    String value();

    /** Where a defect of this kind was reported, or from which of our own lists it comes. */
    String origin();

    /** The scenario and the variant whose script exposes it, for example {@code plain/quiet-listener}; empty if none does. */
    String run() default "";

    /** The faults, where they are not those of the variant; {@link #OF_THE_VARIANT} for those. */
    String plan() default OF_THE_VARIANT;

    /** How many schedules a search may make until it shows; 0 if the default schedule is enough. */
    int schedules() default 0;

    /** The script that a search without a plan drives, where that of {@link #run} gives it no chance; as that one. */
    String script() default "";

    /** What it shows. */
    Verdict verdict() default Verdict.UNAFFECTED;

    /** The oracle that says so. */
    String oracle() default "";

    /** Why no oracle can see it; empty if one does. */
    String unseen() default "";

    /** Says that the plan is that of the variant. */
    String OF_THE_VARIANT = "as the variant has it";
}
