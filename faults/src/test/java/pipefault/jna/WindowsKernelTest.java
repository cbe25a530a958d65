package pipefault.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import pipefault.world.NativeWorld;
import pipefault.world.World;

/** Asking for the real kernel, where there is one and where there is none. */
class WindowsKernelTest {

    @Test
    void a_windows_jvm_for_x64_is_what_it_takes() {
        assertThat(WindowsKernel.whyUnavailable("Windows 11", "amd64")).isEmpty();
        assertThat(WindowsKernel.whyUnavailable("Windows Server 2022", "x86_64"))
                .isEmpty();
    }

    @Test
    void the_reason_names_what_is_in_the_way() {
        assertThat(WindowsKernel.whyUnavailable("Linux", "amd64"))
                .get()
                .asString()
                .contains("runs on Linux");
        assertThat(WindowsKernel.whyUnavailable("Windows 11", "x86"))
                .get()
                .asString()
                .contains("built for x86,");
        assertThat(WindowsKernel.whyUnavailable("Windows 11", "aarch64"))
                .get()
                .asString()
                .contains("built for aarch64");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_world_without_a_kernel_is_refused_with_the_reason() {
        assertThatThrownBy(WindowsKernel::newWorld)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the real kernel32 is not available: this JVM runs on");
        assertThat(WindowsKernel.wineVersion()).isEmpty();
    }

    @Test
    void asking_loads_nothing_of_jna() throws IOException, ReflectiveOperationException {
        List<String> asked = new ArrayList<>();
        try (WithoutJna loader = new WithoutJna(asked)) {
            Class<?> kernel = Class.forName(WindowsKernel.class.getName(), true, loader);
            Object available = kernel.getMethod("isAvailable").invoke(null);

            assertThat(kernel).isNotEqualTo(WindowsKernel.class);
            assertThat(available).isEqualTo(WindowsKernel.isAvailable());
        }

        assertThat(asked).contains(WindowsKernel.class.getName()).noneMatch(name -> name.startsWith("com.sun.jna"));
    }

    @Test
    @Tag("native")
    void a_native_world_stands_on_the_native_kernel() {
        try (NativeWorld world = WindowsKernel.newWorld()) {
            assertThat(world.kernel()).isEqualTo(World.Kernel.NATIVE);
            assertThat(WindowsKernel.isAvailable()).isTrue();
        }
    }

    /** Defines our classes anew, and notes each class that they ask for. */
    private static final class WithoutJna extends URLClassLoader {

        private final List<String> asked;

        WithoutJna(List<String> asked) {
            super(new URL[0], WindowsKernelTest.class.getClassLoader());
            this.asked = asked;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                asked.add(name);
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return name.startsWith("pipefault.") ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
