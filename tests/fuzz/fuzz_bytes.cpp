// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// One source, a target for each promise about bytes: CONFAB_PROMISE is its function.

#include CONFAB_PROMISE_HEADER

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size));
    if (const char* broken = confab::CONFAB_PROMISE(bytes)) {
        std::fprintf(stderr, "%s\n", broken);
        std::abort();
    }
    return 0;
}
