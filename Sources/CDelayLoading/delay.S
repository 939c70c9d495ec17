// A stub for each function of functions.inc, under the function's own name.
//
// A stub jumps to where its entry points: at first to the way that opens the library and finds the function, from
// then on to the function itself. This is what a program's own table of functions does (System V ABI, AMD64
// supplement, 5.2 "Procedure Linkage Table"), but for libraries that the program does not name. The way to the
// opener keeps every register that can carry an argument.

#if defined(FLETT_DELAY_LOADING) && defined(__linux__)

// An entry is `struct DelayedFunction` of delay.c.
#define LIBRARY(library, file)
#define FUNCTION(library, name) \
  .data; .balign 8; \
  .Lentry_##name: .quad .Lfirst_##name; .quad .Lname_##name; .quad delayed_##library; \
  .section .rodata.str1.1, "aMS", STRING, 1; \
  .Lname_##name: .asciz #name; \
  .text; .balign 16; \
  .globl name; .hidden name; .type name, FUNCTION_TYPE; \
  name: STUB(.Lentry_##name); \
  .Lfirst_##name: FIRST(.Lentry_##name); \
  .size name, . - name;

#if defined(__x86_64__)

#define STRING @progbits
#define FUNCTION_TYPE @function
#define STUB(entry) jmpq *entry(%rip)
#define FIRST(entry) leaq entry(%rip), %r11; jmp .Lopen

  .text
  .balign 16
.Lopen:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  subq $192, %rsp
  movq %rdi, 0(%rsp)
  movq %rsi, 8(%rsp)
  movq %rdx, 16(%rsp)
  movq %rcx, 24(%rsp)
  movq %r8, 32(%rsp)
  movq %r9, 40(%rsp)
  movq %rax, 48(%rsp)
  movups %xmm0, 64(%rsp)
  movups %xmm1, 80(%rsp)
  movups %xmm2, 96(%rsp)
  movups %xmm3, 112(%rsp)
  movups %xmm4, 128(%rsp)
  movups %xmm5, 144(%rsp)
  movups %xmm6, 160(%rsp)
  movups %xmm7, 176(%rsp)
  movq %r11, %rdi
  callq delayedFunction
  movq %rax, %r11
  movq 0(%rsp), %rdi
  movq 8(%rsp), %rsi
  movq 16(%rsp), %rdx
  movq 24(%rsp), %rcx
  movq 32(%rsp), %r8
  movq 40(%rsp), %r9
  movq 48(%rsp), %rax
  movups 64(%rsp), %xmm0
  movups 80(%rsp), %xmm1
  movups 96(%rsp), %xmm2
  movups 112(%rsp), %xmm3
  movups 128(%rsp), %xmm4
  movups 144(%rsp), %xmm5
  movups 160(%rsp), %xmm6
  movups 176(%rsp), %xmm7
  leave
  .cfi_def_cfa %rsp, 8
  jmpq *%r11
  .cfi_endproc

#elif defined(__aarch64__)

#define STRING %progbits
#define FUNCTION_TYPE %function
#define STUB(entry) adrp x16, entry; ldr x16, [x16, :lo12:entry]; br x16
#define FIRST(entry) adrp x16, entry; add x16, x16, :lo12:entry; b .Lopen

  .text
  .balign 16
.Lopen:
  .cfi_startproc
  stp x29, x30, [sp, #-224]!
  .cfi_def_cfa_offset 224
  .cfi_offset x29, -224
  .cfi_offset x30, -216
  mov x29, sp
  stp x0, x1, [sp, #16]
  stp x2, x3, [sp, #32]
  stp x4, x5, [sp, #48]
  stp x6, x7, [sp, #64]
  str x8, [sp, #80]
  stp q0, q1, [sp, #96]
  stp q2, q3, [sp, #128]
  stp q4, q5, [sp, #160]
  stp q6, q7, [sp, #192]
  mov x0, x16
  bl delayedFunction
  mov x16, x0
  ldp x0, x1, [sp, #16]
  ldp x2, x3, [sp, #32]
  ldp x4, x5, [sp, #48]
  ldp x6, x7, [sp, #64]
  ldr x8, [sp, #80]
  ldp q0, q1, [sp, #96]
  ldp q2, q3, [sp, #128]
  ldp q4, q5, [sp, #160]
  ldp q6, q7, [sp, #192]
  ldp x29, x30, [sp], #224
  .cfi_restore x29
  .cfi_restore x30
  .cfi_def_cfa_offset 0
  br x16
  .cfi_endproc

#else
#error "functions of C libraries cannot be opened late on this processor: build without FLETT_DELAY_LOADING"
#endif

#include "functions.inc"

#endif

#if defined(__linux__)
  .section .note.GNU-stack, "", %progbits
#endif
