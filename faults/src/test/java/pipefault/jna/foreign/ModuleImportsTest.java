package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.jna.Pointer;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pipefault.fault.FailPoint;
import pipefault.fault.Fault;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.trace.CallRecord;
import pipefault.world.NativeWorld;

/** The calls that the JDK's own nio.dll makes: faults show in the public API of Java, and afterwards all is as before. */
@Tag("native")
class ModuleImportsTest {

    private static final int TIMES = 10_000;

    private final NativeWorld world = WindowsKernel.newWorld();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("some.txt"), "some text");
        AsynchronousServerSocketChannel.open().close(); // loads nio.dll and net.dll
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Interception run(String plan) {
        return new Interception(world, FaultPlan.parse(plan), 1);
    }

    private void watch() throws IOException {
        try (WatchService service = directory.getFileSystem().newWatchService()) {
            directory.register(service, StandardWatchEventKinds.ENTRY_CREATE);
        }
    }

    private int read() throws IOException, InterruptedException, ExecutionException {
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, StandardOpenOption.READ)) {
            return channel.read(ByteBuffer.allocate(100), 0).get();
        }
    }

    private static List<Long> slots(String name) {
        try (LoadedModule module = LoadedModule.named(name)) {
            return module.imports().stream()
                    .map(each -> new Pointer(module.address()).getLong(each.slot()))
                    .toList();
        }
    }

    private static List<String> trace(Interception run) {
        return run.recorder().trace().records().stream()
                .filter(each -> each.kind() == CallRecord.Kind.CALL || each.kind() == CallRecord.Kind.RETURN)
                .map(each -> each.point() + ": " + each.text())
                .toList();
    }

    @Test
    void a_forced_failure_comes_out_of_the_api_of_java() throws IOException {
        try (ModuleImports patched = ModuleImports.patch(
                run("CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)"),
                "nio.dll",
                Set.of(Win32Function.CREATE_EVENT))) {
            assertThat(patched).isNotNull();
            assertThatThrownBy(this::watch).isInstanceOf(IOException.class).hasMessageContaining("resources");
        }
        watch();
    }

    @Test
    void calls_of_five_arguments_arrive_whole() throws Exception {
        Interception run = run("Post#1 -> reject");
        try (ModuleImports patched = ModuleImports.patch(run, "nio.dll", Set.of(Win32Function.READ_FILE))) {
            assertThat(patched).isNotNull();
            assertThat(read()).isEqualTo("some text".length());
        }
        assertThat(trace(run))
                .containsExactly(
                        "ReadFile: a handle from elsewhere, op-1, 100 bytes",
                        "ReadFile: fail 997 ERROR_IO_PENDING n=0");
    }

    @Test
    void a_forced_last_error_arrives_each_time() throws Exception {
        Interception run = run("ReadFile -> fail(ERROR_NOT_ENOUGH_QUOTA)");
        Map<String, Integer> messages = new HashMap<>();
        try (ModuleImports patched = ModuleImports.patch(run, "nio.dll", Set.of(Win32Function.READ_FILE));
                AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, StandardOpenOption.READ)) {
            assertThat(patched).isNotNull();
            for (int i = 0; i < TIMES; i++) {
                try {
                    int unused = channel.read(ByteBuffer.allocate(100), 0).get();
                    messages.merge("none", 1, Integer::sum);
                } catch (ExecutionException e) {
                    messages.merge(String.valueOf(e.getCause()), 1, Integer::sum);
                }
            }
        }
        assertThat(messages).isEqualTo(Map.of("java.io.IOException: " + text(1816), TIMES));
    }

    private static String text(int code) {
        String message = Objects.requireNonNull(
                new Conversions(Map.of()).lastErrorException(code).getMessage());
        return message.substring(message.indexOf(' ') + 1, message.length() - 1); // the JDK leaves out the full stop
    }

    @Test
    void the_slots_are_as_before() {
        List<Long> before = slots("nio.dll");

        try (ModuleImports patched = ModuleImports.patch(run("Post#1 -> reject"), "nio.dll")) {
            List<Long> meanwhile = slots("nio.dll");
            assertThat(meanwhile).containsAll(patched.stubs()).isNotEqualTo(before);
        }

        assertThat(slots("nio.dll")).isEqualTo(before);
    }

    @Test
    void the_slots_are_as_before_if_the_third_cannot_be_written() {
        List<Long> before = slots("nio.dll");
        List<Long> written = new ArrayList<>();
        ModuleImports.Slots third = new ModuleImports.Slots() {
            @Override
            public long read(long address) {
                return ModuleImports.NativeSlots.INSTANCE.read(address);
            }

            @Override
            public void write(long address, long value) {
                written.add(address);
                if (written.size() == 3) {
                    throw new IllegalStateException("no more");
                }
                ModuleImports.NativeSlots.INSTANCE.write(address, value);
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> ModuleImports.patch(run("Post#1 -> reject"), "nio.dll", Set.of(), third))
                .withMessage("no more");

        assertThat(written).as("two written, one refused, two put back").hasSize(5);
        assertThat(slots("nio.dll")).isEqualTo(before);
        ModuleImports.patch(run("Post#1 -> reject"), "nio.dll").close();
    }

    @Test
    void a_slot_that_somebody_else_has_patched_since_stays_so() {
        List<Long> before = slots("nio.dll");
        Set<Win32Function> one = Set.of(Win32Function.CREATE_EVENT);
        ModuleImports patched = ModuleImports.patch(run("Post#1 -> reject"), "nio.dll", one);
        ModuleImports.NativeSlots slots = ModuleImports.NativeSlots.INSTANCE;
        long slot = slotOf("CreateEventW");
        long theirs = NativeStub.of("theirs", "CreateEventW", Win32Function.CREATE_EVENT, slots.read(slot))
                .address();
        long ours = slots.read(slot);
        slots.write(slot, theirs);

        assertThatIllegalStateException()
                .isThrownBy(patched::close)
                .withMessage("1 of the import slots of nio.dll were patched by somebody else since; they stay so");

        assertThat(slots.read(slot)).isEqualTo(theirs);
        slots.write(slot, NativeStub.at(ours).orElseThrow().originalAddress());
        assertThat(slots("nio.dll")).isEqualTo(before);
        ModuleImports.patch(run("Post#1 -> reject"), "nio.dll", one).close();
    }

    private static long slotOf(String name) {
        try (LoadedModule module = LoadedModule.named("nio.dll")) {
            return module.imports().stream()
                    .filter(each -> each.name().equals(name))
                    .mapToLong(each -> module.address() + each.slot())
                    .sum();
        }
    }

    @Test
    void a_disarmed_run_is_not_told_of_calls() throws IOException {
        Interception run = run("CreateEvent -> fail(ERROR_NO_SYSTEM_RESOURCES)");
        try (ModuleImports patched = ModuleImports.patch(run, "nio.dll")) {
            assertThat(patched).isNotNull();
            run.disarm();
            watch();
        }
        assertThat(trace(run)).isEmpty();
    }

    @Test
    void patching_again_takes_no_more_memory() {
        ModuleImports.patch(run("Post#1 -> reject"), "nio.dll").close();
        int before = NativeStub.count();

        ModuleImports.patch(run("Post#1 -> reject"), "nio.dll").close();

        assertThat(NativeStub.count()).isEqualTo(before);
    }

    @Test
    void what_the_interception_throws_does_not_reach_the_caller() throws Exception {
        IllegalStateException thrown = new IllegalStateException("the choice is out of order");
        Interception run = new Interception(world, FaultPlan.of(), 1, (point, occurrence) -> {
            throw thrown;
        });
        try (ModuleImports patched = ModuleImports.patch(run, "nio.dll", Set.of(Win32Function.READ_FILE))) {
            assertThat(patched).isNotNull();
            assertThat(read()).isEqualTo("some text".length());
        }
        assertThat(run.strayExceptions()).containsExactly(thrown);
    }

    @Test
    void the_module_that_reads_classes_is_patched_too() throws IOException {
        // Other reads of one byte there are none: this finds ours among those of the machine's class loaders.
        Fault oneByte = Fault.on(FailPoint.READ_FILE)
                .where("one byte", arguments -> Objects.equals(arguments.get(2), 1L))
                .fail(Win32Error.ERROR_NO_SYSTEM_RESOURCES);
        Interception run = new Interception(world, FaultPlan.of(oneByte), 1);
        Throwable thrown;
        try (ModuleImports patched = ModuleImports.patch(run, "java.dll");
                FileInputStream in = new FileInputStream(file.toFile())) {
            assertThat(patched).isNotNull();
            thrown = catchThrowable(in::read);
            assertThat(in.readNBytes(4)).asString(StandardCharsets.US_ASCII).isEqualTo("some");
        }
        assertThat(thrown).isInstanceOf(IOException.class).hasMessageContaining("resources");
        assertThat(run.strayExceptions()).isEmpty();
    }

    @Test
    void a_module_that_is_not_loaded_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleImports.patch(run("Post#1 -> reject"), "nio.dl"))
                .withMessage("no module nio.dl is loaded in this process; did you mean nio.dll?");
    }

    @Test
    void a_module_whose_name_was_made_up_is_found_by_its_beginning() throws IOException {
        Interception run = run("CreateFile#1 -> fail(ERROR_PIPE_BUSY)");
        Throwable thrown;
        try (ModuleImports patched = ModuleImports.patch(run, "NIO*.dll")) {
            assertThat(patched.stubs()).isNotEmpty();
            thrown = catchThrowable(() -> AsynchronousFileChannel.open(file, StandardOpenOption.READ));
        }

        assertThat(thrown).isInstanceOf(IOException.class);
    }

    @Test
    void a_beginning_that_fits_no_module_or_several_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleImports.patch(run("Post#1 -> reject"), "nosuch*.dll"))
                .withMessage("no module nosuch*.dll is loaded in this process");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleImports.patch(run("Post#1 -> reject"), "n*.dll"))
                .withMessageStartingWith("more than one module n*.dll is loaded in this process: ")
                .withMessageContaining("nio.dll")
                .withMessageContaining("net.dll");
    }

    @Test
    void a_module_that_imports_none_of_the_calls_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleImports.patch(run("Post#1 -> reject"), "vcruntime140.dll"))
                .withMessageStartingWith("vcruntime140.dll does not import any fail point; from kernel32 it imports ")
                .withMessageContaining("GetProcAddress");
    }

    @Test
    void a_call_that_the_module_does_not_import_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleImports.patch(
                        run("Post#1 -> reject"),
                        "nio.dll",
                        Set.of(Win32Function.READ_FILE, Win32Function.CANCEL_IO_EX)))
                .withMessageStartingWith("nio.dll does not import CancelIoEx; from kernel32 it imports ");
    }

    @Test
    void modules_of_the_virtual_machine_are_refused() {
        for (String module : List.of("jvm.dll", "jimage.dll", "kernel32.dll", "ntdll")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModuleImports.patch(run("Post#1 -> reject"), module))
                    .withMessageMatching("the imports of \\w+\\.dll cannot be patched: .* where no Java may run");
        }
    }

    @Test
    void a_module_that_is_patched_already_is_refused() {
        List<Long> before = slots("nio.dll");
        try (ModuleImports patched = ModuleImports.patch(run("Post#1 -> reject"), "nio.dll")) {
            assertThat(patched).isNotNull();
            assertThatIllegalStateException()
                    .isThrownBy(() -> ModuleImports.patch(run("Post#1 -> reject"), "nio"))
                    .withMessage("the imports of nio.dll are patched already; close that first");
            assertThat(slots("nio.dll")).isNotEqualTo(before);
        }
        assertThat(slots("nio.dll")).isEqualTo(before);
    }
}
