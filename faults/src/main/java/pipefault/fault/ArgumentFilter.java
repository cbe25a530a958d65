package pipefault.fault;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the arguments of a call, in Java; it prints as its name in braces and cannot be read from text.
 *
 * @param name what the condition says, for example {@code longer than 4096}
 * @param test gets the arguments in the order of the Java method of the call; must be quick and free of side effects
 */
public record ArgumentFilter(String name, Predicate<List<@Nullable Object>> test) {

    @Override
    public String toString() {
        return "{" + name + "}";
    }
}
