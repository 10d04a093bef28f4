// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// One source, two targets: CONFAB_FUZZ_CODEC chooses the codec of the decoder.

#include "tests/fuzz/framepromise.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size));
    if (const char* broken = confab::brokenPromise(bytes, confab::Codec::CONFAB_FUZZ_CODEC)) {
        std::fprintf(stderr, "%s\n", broken);
        std::abort();
    }
    return 0;
}
