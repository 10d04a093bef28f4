// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpcenvelope.h"

namespace confab::jsonrpc {

/// The outer object, with this many members besides the version.
void beginEnvelope(wire::FrameWriter& to, qsizetype members) {
    to.beginObject(1 + members);
    to.key("jsonrpc");
    to.plain("2.0");
}

void writeId(wire::FrameWriter& to, const QCborValue& id) {
    to.key("id");
    if (id.isInteger())
        to.number(id.toInteger());
    else
        to.value(id);
}

} // namespace confab::jsonrpc
