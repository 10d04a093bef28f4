// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/filesource.h"
#include "app/client/fileupload.h"
#include "app/client/then.h"

namespace confab::client {

/// A file that is ready to be uploaded.
struct PreparedFile {
    UploadContent content;
    std::optional<int> width = {}; ///< of a picture that can be shown, like height
    std::optional<int> height = {};
    QByteArray preview = {}; ///< a small picture of it, at most `previewBytes`; empty: none
    QString previewType = {};
};

inline constexpr qint64 previewBytes = 64 * 1024;
/// A picture whose metadata has to be removed is in memory for that.
inline constexpr qint64 pictureBytesMost = 256 * 1024 * 1024;

/// Reads the file, finds its type, and removes from a picture what it should not say. It has no preview. Unavailable
/// when it can't be read or is no file; InputInvalid when a picture can't be cleaned (withoutMetadata()). Waits for the
/// disk. Thread: any.
Result<PreparedFile> prepareFile(const FileSource& source);

/// Makes files ready for the upload.
/// Thread: the client's. Owned by: the program.
class FilePreparer {
public:
    virtual ~FilePreparer() = default;
    /// Answers as prepareFile(), at once or later.
    virtual void prepare(const FileSource& source, Then<PreparedFile> then) { std::move(then)(prepareFile(source)); }
};

} // namespace confab::client
