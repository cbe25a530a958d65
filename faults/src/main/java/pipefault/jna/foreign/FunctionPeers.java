package pipefault.jna.foreign;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import pipefault.platform.Win32Function;

/**
 * One function of a library of JNA: the objects that JNA keeps for it, all led to a stub until they are restored.
 *
 * <p>JNA calls the address that stands in such an object, so code that is compiled, or holds the object, is caught too.
 */
final class FunctionPeers {

    /** Held by whoever swaps or looks at what may be swapped. */
    static final Object LOCK = new Object();

    /** An object of JNA is kept for each calling convention, with and without the flag that throws. */
    private static final List<Integer> FLAGS = List.of(
            Function.C_CONVENTION,
            Function.ALT_CONVENTION,
            Function.C_CONVENTION | Function.THROW_LAST_ERROR,
            Function.ALT_CONVENTION | Function.THROW_LAST_ERROR);

    private final Set<Function> objects;
    private final NativeStub stub;

    private FunctionPeers(Set<Function> objects, NativeStub stub) {
        this.objects = objects;
        this.stub = stub;
    }

    /** Tells whether a library has a function: of CreateEvent kernel32 has two forms and not the plain one. */
    static boolean isIn(NativeLibrary library, String name) {
        try {
            return library.getFunction(name) != null;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    /**
     * Leads a function to a stub.
     *
     * @param owner whose stub it is to be
     * @throws UnsatisfiedLinkError if the library has no such function
     * @throws IllegalStateException if it is led to a stub already
     */
    static FunctionPeers swap(NativeLibrary library, String name, Win32Function function, String owner) {
        Set<Function> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int flags : FLAGS) {
            objects.add(library.getFunction(name, flags));
            // Function.getFunction(library, name) asks for no encoding.
            objects.add(library.getFunction(name, flags, null));
        }
        long original = Pointer.nativeValue(objects.iterator().next());
        if (NativeStub.at(original).isPresent()) {
            throw new IllegalStateException(
                    name + " of " + library.getName() + " is caught already; close what was hooked first");
        }
        NativeStub stub = NativeStub.of(owner, name, function, original);
        objects.forEach(each -> Pointer.nativeValue(each, stub.address()));
        return new FunctionPeers(objects, stub);
    }

    NativeStub stub() {
        return stub;
    }

    /** Puts the address back, except where somebody else has put another since. */
    void restore() {
        for (Function each : objects) {
            if (Pointer.nativeValue(each) == stub.address()) {
                Pointer.nativeValue(each, stub.originalAddress());
            }
        }
    }

    /** Restores the last one first. */
    static void restore(List<FunctionPeers> swapped) {
        List<FunctionPeers> reversed = new ArrayList<>(swapped);
        Collections.reverse(reversed);
        reversed.forEach(FunctionPeers::restore);
    }
}
