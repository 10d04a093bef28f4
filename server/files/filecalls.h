// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "server/files/fileinbox.h"

#include <variant>

/// What io threads ask about files, as values.
namespace confab {

/// A file that the caller may read. Outcome: `file`.
struct OpenFile {
    QString id;
};
/// A new upload. FileTooLarge, FileQuota. Outcome: `upload`.
struct BeginUpload {
    QString name; ///< any text
    QString type;
    std::optional<qint64> bytes; ///< none: its sender does not say
    bool isResumable = false;
};
/// An upload of the caller's, or the file that it has become. Outcome: `upload`, and `offset`.
struct FindUpload {
    QString id;
};
/// Ends an upload of the caller's.
struct DropUpload {
    QString id;
};
/// A request of somebody who brings an access token.
struct FileCall {
    using What = std::variant<OpenFile, BeginUpload, FindUpload, DropUpload>;
    FileTicket ticket;
    Secret accessToken;
    What what;
};

/// All bytes of the upload have been appended: `bytes` of them. Outcome: `file`.
struct FinishUpload {
    FileTicket ticket;
    Upload upload;
    qint64 bytes = 0;
};
/// Nobody will go on with it.
struct AbandonUpload {
    Upload upload;
};

using FileRequest = std::variant<FileCall, FinishUpload, AbandonUpload>;

} // namespace confab
