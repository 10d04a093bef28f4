// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace confab::client {

/// What a person wants to send: a file on this machine, or bytes in memory such as a pasted picture.
struct FileSource {
    QString path;     ///< empty: `bytes`
    QByteArray bytes; ///< of a picture
    QString name;     ///< of `bytes`; a path has its own

    bool isNull() const { return path.isEmpty() && bytes.isEmpty(); }
};

} // namespace confab::client
