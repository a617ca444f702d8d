// How functions of clangd are replaced. LLVM packages clangd as libraries without
// headers, so the linker leads calls to ours (see --wrap in CMakeLists.txt), and ours
// call theirs by these names. Symbols are given mangled.
#pragma once

#define THEIRS(Symbol) asm("__real_" Symbol)
#define OURS(Symbol) asm("__wrap_" Symbol)
