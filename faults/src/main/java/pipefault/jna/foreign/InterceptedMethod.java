package pipefault.jna.foreign;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import pipefault.inject.ForeignCalls;
import pipefault.inject.ForeignCalls.Outcome;
import pipefault.inject.ForeignCalls.Reply;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** One method of a JNA interface whose calls pass the interception. */
final class InterceptedMethod implements InvocationHandler {

    private final Win32Function function;
    private final ForeignCalls calls;
    private final Library.Handler plain;
    private final Conversions conversions;

    InterceptedMethod(Win32Function function, ForeignCalls calls, Library.Handler plain, Conversions conversions) {
        this.function = function;
        this.calls = calls;
        this.plain = plain;
        this.conversions = conversions;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (calls.isDisarmed()) {
            return plain.invoke(proxy, method, arguments);
        }
        JavaCall call = new JavaCall(proxy, method, arguments == null ? new Object[0] : arguments);
        Outcome outcome = calls.make(function, call.words.words(), call);
        if (!outcome.untouched()) {
            call.words.readBack();
        }
        if (call.isPending()) {
            // Whatever the plan has answered: the kernel has the memory.
            call.keepMemory();
        }
        boolean isWhatCame = call.isWhatCame(outcome);
        // The last act: any call of JNA leaves a last error of its own (fact JN02).
        Native.setLastError(outcome.lastError());
        if (isWhatCame) {
            return call.resultOrThrow();
        }
        if (outcome.lastError() != 0 && conversions.throwsLastError(method)) {
            LastErrorException thrown = conversions.lastErrorException(outcome.lastError());
            Native.setLastError(outcome.lastError());
            throw thrown;
        }
        return conversions.fromWord(outcome.value(), method.getReturnType());
    }

    /** The call as the interface makes it, with Java's arguments and Java's result. */
    private final class JavaCall implements ForeignCalls.Earnest {

        private final Object proxy;
        private final Method method;
        private final MachineWords words;
        private @Nullable Reply reply;
        private @Nullable Object result;
        private @Nullable Throwable thrown;

        JavaCall(Object proxy, Method method, @Nullable Object[] arguments) {
            this.proxy = proxy;
            this.method = method;
            words = new MachineWords(arguments);
        }

        @Override
        public Reply perform() {
            Reply came = made();
            reply = came;
            return came;
        }

        private Reply made() {
            try {
                result = plain.invoke(proxy, method, words.arguments());
                int lastError = Native.getLastError();
                words.takeIn();
                return new Reply(MachineWords.word(result), lastError);
            } catch (LastErrorException e) {
                thrown = e;
                return new Reply(conversions.failed(function), e.getErrorCode());
            } catch (Throwable e) {
                // What JNA itself refuses: no call was made, and none of the answers of Windows fits.
                thrown = e;
                return new Reply(conversions.failed(function), 0);
            }
        }

        @Override
        public void writeArguments() {
            words.write();
        }

        boolean isPending() {
            Reply came = reply;
            return came != null && came.value() == 0 && came.lastError() == Win32Error.ERROR_IO_PENDING;
        }

        void keepMemory() {
            calls.keep(words);
            Memory memory = words.memoryAt(calls.overlappedOf(function, words.words()));
            if (memory != null) {
                calls.watch(Pointer.nativeValue(memory), memory::valid);
            }
        }

        boolean isWhatCame(Outcome outcome) {
            Reply came = reply;
            return came != null && came.value() == outcome.value() && came.lastError() == outcome.lastError();
        }

        @Nullable
        Object resultOrThrow() throws Throwable {
            if (thrown != null) {
                throw thrown;
            }
            return result;
        }
    }
}
