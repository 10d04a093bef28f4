// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/nodemessagepromise.h"

#include "server/broker/nodemessage.h"

namespace confab {

const char* brokenNodeMessagePromise(const QByteArray& bytes) {
    const Result<std::optional<NodeMessage>> read = decodeNodeMessage(bytes);
    if (!read || !*read)
        return nullptr;
    const QByteArray written = encodeNodeMessage(**read);
    QCborParserError error;
    const QCborValue body = QCborValue::fromCbor(written.sliced(written.indexOf('\n') + 1), &error);
    if (error.error != QCborError::NoError || !body.isMap())
        return "what was written is not well formed";
    const Result<std::optional<NodeMessage>> again = decodeNodeMessage(written);
    if (!again || !*again)
        return "what was written can't be read";
    if ((*again)->from != (*read)->from || (*again)->payload.index() != (*read)->payload.index())
        return "what was written reads as something else";
    return encodeNodeMessage(**again) == written ? nullptr : "the second time it is written differently";
}

} // namespace confab
