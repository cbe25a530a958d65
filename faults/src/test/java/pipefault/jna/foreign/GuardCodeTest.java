package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.jna.foreign.MachineCode.bytes;

import org.junit.jupiter.api.Test;

/** The machine code before the callback, byte for byte; each line is one instruction. */
class GuardCodeTest {

    private static final MachineCode PAGE = new MachineCode(GuardCode.page());

    @Test
    void code() {
        byte[] expected = bytes(
                "48 83 EC 48", // 00 sub rsp, 48h
                "48 89 4C 24 50", // 04 mov [rsp+50h], rcx            the number of the stub
                "48 89 54 24 58", // 09 mov [rsp+58h], rdx            the arguments
                "4C 89 44 24 60", // 0E mov [rsp+60h], r8             the answer
                "48 C7 44 24 28 00 00 00 00", // 13 mov qword [rsp+28h], 0    env: none
                "48 C7 44 24 30 00 00 00 00", // 1C mov qword [rsp+30h], 0    exception: none
                "48 8B 0D D4 0F 00 00", // 25 mov rcx, [1000h]              the virtual machine
                "48 8D 54 24 28", // 2C lea rdx, [rsp+28h]
                "41 B8 06 00 01 00", // 31 mov r8d, 10006h               version 1.6
                "48 8B 01", // 37 mov rax, [rcx]
                "FF 90 30 00 00 00", // 3A call [rax+30h]                GetEnv
                "48 8B 4C 24 28", // 40 mov rcx, [rsp+28h]
                "48 85 C9", // 45 test rcx, rcx                 a thread that Java knows?
                "74 21", // 48 je 6Bh                        no
                "48 8B 01", // 4A mov rax, [rcx]
                "FF 90 78 00 00 00", // 4D call [rax+78h]                ExceptionOccurred
                "48 89 44 24 30", // 53 mov [rsp+30h], rax
                "48 85 C0", // 58 test rax, rax                 anything pending?
                "74 0E", // 5B je 6Bh                        no
                "48 8B 4C 24 28", // 5D mov rcx, [rsp+28h]
                "48 8B 01", // 62 mov rax, [rcx]
                "FF 90 88 00 00 00", // 65 call [rax+88h]                ExceptionClear
                "48 8B 4C 24 50", // 6B mov rcx, [rsp+50h]            as on entry
                "48 8B 54 24 58", // 70 mov rdx, [rsp+58h]
                "4C 8B 44 24 60", // 75 mov r8, [rsp+60h]
                "FF 15 88 0F 00 00", // 7A call [1008h]                  the callback
                "48 8B 54 24 30", // 80 mov rdx, [rsp+30h]
                "48 85 D2", // 85 test rdx, rdx                 was anything put aside?
                "74 21", // 88 je ABh                        no
                "48 8B 4C 24 28", // 8A mov rcx, [rsp+28h]
                "48 8B 01", // 8F mov rax, [rcx]
                "FF 90 68 00 00 00", // 92 call [rax+68h]                Throw
                "48 8B 4C 24 28", // 98 mov rcx, [rsp+28h]
                "48 8B 54 24 30", // 9D mov rdx, [rsp+30h]
                "48 8B 01", // A2 mov rax, [rcx]
                "FF 90 B8 00 00 00", // A5 call [rax+0B8h]               DeleteLocalRef
                "48 83 C4 48", // AB add rsp, 48h
                "C3"); // AF ret

        assertThat(PAGE.at(0, expected.length)).isEqualTo(expected);
    }

    @Test
    void unwind_data() {
        assertThat(PAGE.at(0x1F0, 8))
                .as("version 1, 4 bytes of prolog, 1 code: from offset 4 on, 48h bytes are allocated (8 * 8 + 8)")
                .isEqualTo(bytes("01 04 01 00", "04 82 00 00"));
        assertThat(PAGE.at(CodePage.RUNTIME_FUNCTION, 12))
                .as("the frame lasts to the end")
                .isEqualTo(bytes("00 00 00 00", "B0 00 00 00", "F0 01 00 00"));
    }
}
