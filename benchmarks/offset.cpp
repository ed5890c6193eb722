// SPDX-License-Identifier: BSL-1.0
// Moves the code that is linked behind it on by OFFSET bytes.
#define AS_TEXT(number) #number
#define SKIP(number) ".text\n.skip " AS_TEXT(number) "\n"
asm(SKIP(OFFSET));
