package pipefault.fault;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.platform.Win32Function;

/** A call on which a fault can be placed: each Windows call of the pipe path, and four moments that are no Windows call. */
public enum FailPoint {
    CREATE_EVENT(Win32Function.CREATE_EVENT),
    CREATE_MUTEX(Win32Function.CREATE_MUTEX),
    SET_EVENT(Win32Function.SET_EVENT),
    RESET_EVENT(Win32Function.RESET_EVENT),
    WAIT_FOR_SINGLE_OBJECT(Win32Function.WAIT_FOR_SINGLE_OBJECT),
    WAIT_FOR_MULTIPLE_OBJECTS(Win32Function.WAIT_FOR_MULTIPLE_OBJECTS),
    CLOSE_HANDLE(Win32Function.CLOSE_HANDLE),
    CREATE_NAMED_PIPE(Win32Function.CREATE_NAMED_PIPE),
    CONNECT_NAMED_PIPE(Win32Function.CONNECT_NAMED_PIPE),
    DISCONNECT_NAMED_PIPE(Win32Function.DISCONNECT_NAMED_PIPE),
    CREATE_FILE(Win32Function.CREATE_FILE),
    CREATE_PIPE(Win32Function.CREATE_PIPE),
    PEEK_NAMED_PIPE(Win32Function.PEEK_NAMED_PIPE),
    FLUSH_FILE_BUFFERS(Win32Function.FLUSH_FILE_BUFFERS),
    SET_NAMED_PIPE_HANDLE_STATE(Win32Function.SET_NAMED_PIPE_HANDLE_STATE),
    READ_FILE(Win32Function.READ_FILE),
    WRITE_FILE(Win32Function.WRITE_FILE),
    CANCEL_IO(Win32Function.CANCEL_IO),
    CANCEL_IO_EX(Win32Function.CANCEL_IO_EX),
    GET_OVERLAPPED_RESULT(Win32Function.GET_OVERLAPPED_RESULT),
    GET_OVERLAPPED_RESULT_EX(Win32Function.GET_OVERLAPPED_RESULT_EX),
    CREATE_THREADPOOL_WAIT(Win32Function.CREATE_THREADPOOL_WAIT),
    SET_THREADPOOL_WAIT(Win32Function.SET_THREADPOOL_WAIT),
    WAIT_FOR_THREADPOOL_WAIT_CALLBACKS(Win32Function.WAIT_FOR_THREADPOOL_WAIT_CALLBACKS),
    CLOSE_THREADPOOL_WAIT(Win32Function.CLOSE_THREADPOOL_WAIT),

    /** EventLoop.post. */
    POST("Post"),
    /** Mutex.lock. */
    LOCK("Lock"),
    /** Passed each time an overlapped call of the subject has become pending with an event. */
    EVENT("Event"),
    /** A thread-pool callback that is about to run. */
    CALLBACK("Callback");

    private static final Map<Win32Function, FailPoint> OF_FUNCTION = new EnumMap<>(Win32Function.class);

    static {
        for (FailPoint point : values()) {
            if (point.function != null) {
                OF_FUNCTION.put(point.function, point);
            }
        }
    }

    private final String text;
    private final @Nullable Win32Function function;

    FailPoint(Win32Function function) {
        this.text = function.windowsName();
        this.function = function;
    }

    FailPoint(String text) {
        this.text = text;
        this.function = null;
    }

    /** Returns the fail point of a Windows call. */
    public static FailPoint of(Win32Function function) {
        FailPoint point = OF_FUNCTION.get(function);
        if (point == null) {
            throw new IllegalArgumentException("no fail point for " + function);
        }
        return point;
    }

    /**
     * Finds a fail point by its name; {@code CreateEventW} and {@code CreateEventA} find {@code CreateEvent}.
     *
     * @throws FaultPlanError if there is none, with the nearest name
     */
    public static FailPoint named(String name) {
        return find(name)
                .orElseThrow(() -> Refusal.unknown(Refusal.Part.POINT, "fail point", name, names())
                        .error());
    }

    static Optional<FailPoint> find(String name) {
        Optional<FailPoint> exact =
                Stream.of(values()).filter(point -> point.text.equals(name)).findFirst();
        return exact.isPresent() ? exact : Win32Function.named(name).map(FailPoint::of);
    }

    /** Returns the names of all fail points, the Windows calls first. */
    public static List<String> names() {
        return Stream.of(values()).map(FailPoint::toString).toList();
    }

    /** Returns the Windows call; empty for the four that are none. */
    public Optional<Win32Function> function() {
        return Optional.ofNullable(function);
    }

    /** Returns the name as a plan spells it, for example {@code CancelIoEx}. */
    @Override
    public String toString() {
        return text;
    }
}
