package pipefault.jna.foreign;

import com.sun.jna.FromNativeConverter;
import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeMapped;
import com.sun.jna.NativeMappedConverter;
import com.sun.jna.Pointer;
import com.sun.jna.TypeMapper;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Win32Function;

/** Turns results into what JNA would have made of them for an interface. */
final class Conversions {

    private static final int FORMAT_MESSAGE_FROM_SYSTEM_IGNORE_INSERTS = 0x1200;
    private static final int MESSAGE_CHARS = 1024;

    private final @Nullable TypeMapper types;

    /** Takes the options that the interface was loaded with. */
    Conversions(Map<String, ?> options) {
        types = (TypeMapper) options.get(Library.OPTION_TYPE_MAPPER);
    }

    /**
     * Returns a result as the type that the interface declares.
     *
     * @throws IllegalArgumentException if JNA could not return that type either
     */
    @Nullable
    Object fromWord(long word, Class<?> type) {
        FromNativeConverter converter = converterFor(type);
        // The context is for converters that ask what called them; no result of a Windows call needs that.
        return converter == null ? plain(word, type) : converter.fromNative(plain(word, converter.nativeType()), null);
    }

    private @Nullable FromNativeConverter converterFor(Class<?> type) {
        FromNativeConverter mapped = types == null ? null : types.getFromNativeConverter(type);
        if (mapped == null && NativeMapped.class.isAssignableFrom(type)) {
            return NativeMappedConverter.getInstance(type);
        }
        return mapped;
    }

    private static @Nullable Object plain(long word, Class<?> type) {
        if (type == void.class || type == Void.class) {
            return null;
        } else if (type == boolean.class || type == Boolean.class) {
            return (int) word != 0;
        } else if (type == int.class || type == Integer.class) {
            return (int) word;
        } else if (type == long.class || type == Long.class) {
            return word;
        } else if (type == short.class || type == Short.class) {
            return (short) word;
        } else if (type == byte.class || type == Byte.class) {
            return (byte) word;
        } else if (type == Pointer.class) {
            return word == 0 ? null : new Pointer(word);
        }
        throw new IllegalArgumentException("a Windows call cannot return " + type.getName());
    }

    /** Returns what a call returns that has failed. */
    long failed(Win32Function function) {
        return function.returns() == Win32Function.Returns.VOID
                ? 0
                : function.failure(0).value();
    }

    boolean throwsLastError(Method method) {
        return Arrays.asList(method.getExceptionTypes()).contains(LastErrorException.class);
    }

    /** Returns the exception that JNA throws for a last error, with its text. */
    LastErrorException lastErrorException(int code) {
        return new LastErrorException("[" + code + "] " + SystemMessage.of(code));
    }

    /** What Windows says about an error code. */
    private static final class SystemMessage {

        private static final Function FORMAT =
                NativeLibrary.getInstance("kernel32").getFunction("FormatMessageW");

        static String of(int code) {
            try (Memory text = new Memory(2L * MESSAGE_CHARS)) {
                Object[] arguments = {
                    FORMAT_MESSAGE_FROM_SYSTEM_IGNORE_INSERTS, null, code, 0, text, MESSAGE_CHARS - 1, null
                };
                int length = FORMAT.invokeInt(arguments);
                return new String(text.getCharArray(0, Math.max(0, length))).stripTrailing();
            }
        }
    }
}
