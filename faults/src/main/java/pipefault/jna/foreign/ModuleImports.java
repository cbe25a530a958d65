package pipefault.jna.foreign;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pipefault.inject.ForeignCalls;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.platform.Win32Function;

/**
 * The calls that a native module makes, made to meet the faults of a run until this is closed.
 *
 * <p>Every slot of the module's import table that leads to a fail point of kernel32 leads to a stub of machine code instead,
 * which asks the interception on the thread that calls; a native thread becomes a Java thread for the rest of its life then.
 * What the module looks up by {@code GetProcAddress}, or loads at first use, is not caught.
 *
 * <p>Not for a module that calls while its thread has a pending Java exception, or holds what the collector waits for
 * ({@code GetPrimitiveArrayCritical}): no Java may run there. Thread-safe; the module stays loaded meanwhile. Needs a
 * Windows JVM for x64.
 */
public final class ModuleImports implements AutoCloseable {

    private static final int NAMES_SHOWN = 40;

    /** Modules whose calls come from places where no Java may run. */
    private static final Set<String> OF_THE_VM = Set.of("jvm.dll", "jimage.dll");

    /** Modules that every call passes, those of the VM and of the binding included. */
    private static final Set<String> OF_ALL = Set.of("kernel32.dll", "kernelbase.dll", "ntdll.dll");

    /** The addresses of the modules that are patched. Guarded by the class. */
    private static final Set<Long> PATCHED = new HashSet<>();

    /** How slots are read and written. */
    interface Slots {

        long read(long address);

        void write(long address, long value);
    }

    /** A slot that leads to a stub. */
    private record Patched(long slot, NativeStub stub) {}

    private final LoadedModule module;
    private final Slots slots;
    private final List<Patched> patched = new ArrayList<>();
    private final Set<NativeStub> armed = new HashSet<>();
    private boolean closed;

    private ModuleImports(LoadedModule module, Slots slots) {
        this.module = module;
        this.slots = slots;
    }

    /**
     * Patches every call of a module that is a fail point; see {@link #patch(Interception, String, Set)}.
     *
     * @throws IllegalArgumentException also if the module imports none
     */
    public static ModuleImports patch(Interception interception, String moduleName) {
        return patch(interception, moduleName, Set.of());
    }

    /**
     * Patches calls of a module.
     *
     * @param interception of the run that the calls belong to; once it is disarmed, calls pass unseen
     * @param moduleName for example {@code nio.dll}; a {@code *} stands for what its loader makes up:
     *     {@code libsbtipcsocket*.dll}
     * @param functions which calls; empty for all that the module imports
     * @throws IllegalArgumentException if there is no such module, if it does not import one of the calls, if its calls
     *     come from where no Java may run, or if a {@code *} fits more than one module
     * @throws IllegalStateException if this is no Windows JVM for x64, or the module is patched already
     */
    public static ModuleImports patch(Interception interception, String moduleName, Set<Win32Function> functions) {
        WindowsKernel.whyUnavailable().ifPresent(reason -> {
            throw new IllegalStateException("imports cannot be patched: " + reason);
        });
        return patch(interception, moduleName, functions, NativeSlots.INSTANCE);
    }

    static ModuleImports patch(
            Interception interception, String moduleName, Set<Win32Function> functions, Slots slots) {
        Rehearsal.once();
        synchronized (ModuleImports.class) {
            LoadedModule module = LoadedModule.named(moduleName);
            ModuleImports made = new ModuleImports(module, slots);
            boolean done = false;
            try {
                refuseWhereJavaCannotRun(module.name());
                if (PATCHED.contains(module.address())) {
                    throw new IllegalStateException(
                            "the imports of " + module.name() + " are patched already; close that first");
                }
                List<ImportTable.Import> chosen = chosen(module, functions);
                made.swap(chosen, ForeignCalls.of(interception, NativeMemory.INSTANCE));
                PATCHED.add(module.address());
                done = true;
                return made;
            } finally {
                if (!done) {
                    made.restore();
                }
            }
        }
    }

    private static void refuseWhereJavaCannotRun(String module) {
        if (OF_THE_VM.contains(module)) {
            throw new IllegalArgumentException("the imports of " + module
                    + " cannot be patched: its calls come from inside of the virtual machine, where no Java may run");
        }
        if (OF_ALL.contains(module)) {
            throw new IllegalArgumentException("the imports of " + module
                    + " cannot be patched: the calls of the virtual machine pass through it, where no Java may run");
        }
    }

    private static List<ImportTable.Import> chosen(LoadedModule module, Set<Win32Function> functions) {
        List<ImportTable.Import> kernel32 =
                module.imports().stream().filter(ImportTable.Import::isKernel32).toList();
        Set<Win32Function> found = EnumSet.noneOf(Win32Function.class);
        List<ImportTable.Import> chosen = new ArrayList<>();
        for (ImportTable.Import each : kernel32) {
            Win32Function function = Win32Function.named(each.name()).orElse(null);
            if (function != null && (functions.isEmpty() || functions.contains(function))) {
                found.add(function);
                chosen.add(each);
            }
        }
        String missing = functions.stream()
                .filter(each -> !found.contains(each))
                .map(Win32Function::windowsName)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty() || chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    module.name() + " does not import " + (missing.isEmpty() ? "any fail point" : missing)
                            + "; from kernel32 it imports " + listed(kernel32));
        }
        return chosen;
    }

    private static String listed(List<ImportTable.Import> imports) {
        List<String> names = imports.stream()
                .map(ImportTable.Import::name)
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return "nothing";
        }
        String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }

    private void swap(List<ImportTable.Import> imports, ForeignCalls calls) {
        for (ImportTable.Import each : imports) {
            long slot = module.address() + each.slot();
            long original = slots.read(slot);
            Win32Function function = Win32Function.named(each.name()).orElseThrow();
            NativeStub stub = NativeStub.of(module.name(), each.name(), function, original);
            if (!armed.contains(stub)) {
                stub.arm(calls);
                armed.add(stub);
            }
            slots.write(slot, stub.address());
            patched.add(new Patched(slot, stub));
        }
    }

    /** Returns the addresses of the stubs that stand in the import table, in its order. */
    List<Long> stubs() {
        return patched.stream().map(each -> each.stub().address()).toList();
    }

    /**
     * Puts every slot back as it was; a second call does nothing.
     *
     * <p>A call that is on its way through a stub ends as it began.
     *
     * @throws IllegalStateException if somebody else has patched a slot since; that one stays, and leads to the original in
     *     the end
     */
    @Override
    public void close() {
        synchronized (ModuleImports.class) {
            if (!closed) {
                PATCHED.remove(module.address());
                restore();
            }
        }
    }

    private void restore() {
        closed = true;
        int foreign = 0;
        for (int i = patched.size() - 1; i >= 0; i--) {
            Patched each = patched.get(i);
            if (slots.read(each.slot()) == each.stub().address()) {
                slots.write(each.slot(), each.stub().originalAddress());
            } else {
                foreign++;
            }
        }
        armed.forEach(NativeStub::disarm);
        String name = module.name();
        module.close();
        if (foreign > 0) {
            throw new IllegalStateException(
                    foreign + " of the import slots of " + name + " were patched by somebody else since; they stay so");
        }
    }

    /** Import slots of this process: their page is not writable, as a rule. */
    enum NativeSlots implements Slots {
        INSTANCE;

        @Override
        public long read(long address) {
            return new Pointer(address).getLong(0);
        }

        @Override
        public void write(long address, long value) {
            try (Memory before = new Memory(Integer.BYTES);
                    Memory unused = new Memory(Integer.BYTES)) {
                // Executable as well: packed modules have code in the same page.
                LoaderApi.require(
                        LoaderApi.VirtualProtect(address, Long.BYTES, LoaderApi.PAGE_EXECUTE_READWRITE, before) != 0,
                        "VirtualProtect");
                new Pointer(address).setLong(0, value);
                LoaderApi.require(
                        LoaderApi.VirtualProtect(address, Long.BYTES, before.getInt(0), unused) != 0, "VirtualProtect");
            }
        }
    }
}
