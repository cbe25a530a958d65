package pipefault.jna.foreign;

import com.sun.jna.Memory;
import com.sun.jna.NativeMapped;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a JNA call as they would stand in registers.
 *
 * <p>An array of numbers gets memory of its own: JNA would copy it to a place that nobody else knows. Other arrays, strings
 * and callbacks have no word here, 0 stands for them.
 */
final class MachineWords {

    private final @Nullable Object[] arguments;
    private final long[] words;
    private final List<Structure> structures = new ArrayList<>(1);

    /** The one-element arrays that numbers come back in, with the memory that stands in for them. */
    private final List<int[]> arrays = new ArrayList<>(0);

    private final List<Memory> standIns = new ArrayList<>(0);

    MachineWords(@Nullable Object[] given) {
        arguments = given.clone();
        words = new long[given.length];
        for (int i = 0; i < given.length; i++) {
            Object argument = given[i];
            if (argument instanceof Structure structure) {
                structures.add(structure);
                words[i] = Pointer.nativeValue(structure.getPointer());
            } else if (argument instanceof int[] array && array.length == 1) {
                Memory memory = new Memory(Integer.BYTES);
                memory.setInt(0, array[0]);
                arrays.add(array);
                standIns.add(memory);
                words[i] = Pointer.nativeValue(memory);
            } else {
                words[i] = word(argument);
            }
        }
    }

    long[] words() {
        return words;
    }

    /** Returns the arguments for the call in earnest. */
    @Nullable
    Object[] arguments() {
        return arguments;
    }

    /**
     * Returns the memory at an address that is one of the arguments, if it can tell whether it was freed.
     *
     * <p>A bare pointer cannot, and neither can a view of the memory of somebody else.
     */
    @Nullable
    Memory memoryAt(long address) {
        for (Object argument : arguments) {
            if (pointer(argument) instanceof Memory memory
                    && memory.getClass().getEnclosingClass() != Memory.class
                    && memory.valid()
                    && Pointer.nativeValue(memory) == address) {
                return memory;
            }
        }
        return null;
    }

    private static @Nullable Object pointer(@Nullable Object argument) {
        if (argument instanceof Structure structure) {
            return structure.getPointer();
        }
        return argument instanceof PointerType typed ? typed.getPointer() : argument;
    }

    /** Writes the structures to memory, as JNA does before a call. */
    void write() {
        for (Structure structure : structures) {
            if (structure.getAutoWrite()) {
                structure.write();
            }
        }
    }

    /** Brings to memory what JNA has put into arrays of its caller's. */
    void takeIn() {
        for (int i = 0; i < arrays.size(); i++) {
            standIns.get(i).setInt(0, arrays.get(i)[0]);
        }
    }

    /** Reads from memory what was written there besides the call. */
    void readBack() {
        for (Structure structure : structures) {
            if (structure.getAutoRead()) {
                structure.read();
            }
        }
        for (int i = 0; i < arrays.size(); i++) {
            arrays.get(i)[0] = standIns.get(i).getInt(0);
        }
    }

    /** Returns a value of JNA as a machine word. */
    static long word(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Pointer pointer) {
            return Pointer.nativeValue(pointer);
        }
        if (value instanceof PointerType pointer) {
            return Pointer.nativeValue(pointer.getPointer());
        }
        return value instanceof NativeMapped mapped ? word(mapped.toNative()) : 0;
    }
}
