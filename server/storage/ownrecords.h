// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

#include <QByteArray>
#include <QString>
#include <qcoro/qcorotask.h>

namespace confab {

/// What the server keeps of what a person wrote and sent, for that person: lines of JSON, page by page.
/// Thread: chat thread; answers come there.
class OwnRecordStore {
public:
    virtual ~OwnRecordStore() = default;

    struct Page {
        QByteArray lines; ///< an object each, with its end
        QString next;     ///< where the next one begins; empty: there is none
    };
    /// {"message": {room, seq, at, body, editedAt?, replyTo?}}: those that are not deleted. `from`: empty at first.
    virtual QCoro::Task<Result<Page>> messages(UserId user, QString from) = 0;
    /// {"file": {id, name, type, bytes, at}}
    virtual QCoro::Task<Result<Page>> files(UserId user, QString from) = 0;
};

} // namespace confab
