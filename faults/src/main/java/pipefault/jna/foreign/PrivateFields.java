package pipefault.jna.foreign;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads and writes fields of others. */
final class PrivateFields {

    private PrivateFields() {}

    /**
     * Finds a field of a class of JNA.
     *
     * @throws IllegalStateException if this version of JNA has none of that name
     */
    static Field ofJna(Class<?> owner, String name) {
        try {
            return owner.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    "the class " + owner.getName() + " of this version of JNA has no field " + name, e);
        }
    }

    static @Nullable Object read(Field field, @Nullable Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    static void write(Field field, Object of, @Nullable Object value) {
        try {
            field.setAccessible(true);
            field.set(of, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot write " + field, e);
        }
    }
}
