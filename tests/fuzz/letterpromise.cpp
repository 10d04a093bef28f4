// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/letterpromise.h"

#include "server/broker/letter.h"

namespace confab {

const char* brokenLetterPromise(const QByteArray& bytes) {
    const Result<std::optional<Letter>> read = decodeLetter(bytes);
    if (!read || !*read)
        return nullptr;
    const QByteArray written = encodeLetter(**read);
    QCborParserError error;
    const QCborValue body = QCborValue::fromCbor(written.sliced(written.indexOf('\n') + 1), &error);
    if (error.error != QCborError::NoError || !body.isMap())
        return "what was written is not well formed";
    const Result<std::optional<Letter>> again = decodeLetter(written);
    if (!again || !*again)
        return "what was written can't be read";
    if ((*again)->from != (*read)->from || (*again)->bulletin.index() != (*read)->bulletin.index())
        return "what was written reads as something else";
    return encodeLetter(**again) == written ? nullptr : "the second time it is written differently";
}

} // namespace confab
