package pipefault.jna.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.jna.foreign.MachineCode.bytes;

import org.junit.jupiter.api.Test;

/** The machine code of a stub, byte for byte; each line is one instruction. */
class StubCodeTest {

    private static final MachineCode PAGE = new MachineCode(StubCode.page(7));

    @Test
    void code() {
        byte[] expected = bytes(
                "83 3D F9 0F 00 00 00", // 00 cmp dword [rip+0FF9h], 0       1000: armed?
                "74 72", // 07 je 7Bh                        no: pass on
                "48 83 EC 48", // 09 sub rsp, 48h                  9 words, with the return address 10: aligned to 16
                "48 89 4C 24 50", // 0D mov [rsp+50h], rcx            the home of the first argument
                "48 89 54 24 58", // 12 mov [rsp+58h], rdx
                "4C 89 44 24 60", // 17 mov [rsp+60h], r8
                "4C 89 4C 24 68", // 1C mov [rsp+68h], r9             the fifth stands at 70h already
                "FF 15 F1 0F 00 00", // 21 call [rip+0FF1h]              1018: GetLastError
                "89 44 24 30", // 27 mov [rsp+30h], eax            the answer: last error
                "C7 44 24 34 00 00 00 00", // 2B mov dword [rsp+34h], 0     the answer: there is none yet
                "B9 07 00 00 00", // 33 mov ecx, 7                    the number of the stub
                "48 8D 54 24 50", // 38 lea rdx, [rsp+50h]            the arguments
                "4C 8D 44 24 28", // 3D lea r8, [rsp+28h]             the answer
                "FF 15 C8 0F 00 00", // 42 call [rip+0FC8h]              1010: the callback
                "8B 4C 24 30", // 48 mov ecx, [rsp+30h]
                "FF 15 CE 0F 00 00", // 4C call [rip+0FCEh]              1020: SetLastError
                "83 7C 24 34 00", // 52 cmp dword [rsp+34h], 0        answered?
                "74 0A", // 57 je 63h                        no
                "48 8B 44 24 28", // 59 mov rax, [rsp+28h]            the answer: value
                "48 83 C4 48", // 5E add rsp, 48h
                "C3", // 62 ret
                "48 8B 4C 24 50", // 63 mov rcx, [rsp+50h]            as on entry
                "48 8B 54 24 58", // 68 mov rdx, [rsp+58h]
                "4C 8B 44 24 60", // 6D mov r8, [rsp+60h]
                "4C 8B 4C 24 68", // 72 mov r9, [rsp+68h]
                "48 83 C4 48", // 77 add rsp, 48h
                "FF 25 87 0F 00 00"); // 7B jmp [rip+0F87h]               1008: the original

        assertThat(PAGE.at(0, expected.length)).isEqualTo(expected);
    }

    @Test
    void unwind_data() {
        assertThat(PAGE.at(0x1F0, 8))
                .as("version 1, 4 bytes of prolog, 1 code: from offset 4 on, 48h bytes are allocated (8 * 8 + 8)")
                .isEqualTo(bytes("01 04 01 00", "04 82 00 00"));
        assertThat(PAGE.at(CodePage.RUNTIME_FUNCTION, 12))
                .as("the frame lasts from 09 to 7B")
                .isEqualTo(bytes("09 00 00 00", "7B 00 00 00", "F0 01 00 00"));
    }

    @Test
    void number() {
        MachineCode other = new MachineCode(StubCode.page(0x01020304));

        assertThat(other.at(0x34, 4)).isEqualTo(bytes("04 03 02 01"));
    }
}
