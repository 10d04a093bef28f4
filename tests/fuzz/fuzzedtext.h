// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <cstring>

namespace confab {

/// A text of a fuzzer's bytes. The first one says how they are read: as UTF-8, or as UTF-16 units, any of them, so that
/// lone surrogates come, too.
inline QString fuzzedText(const QByteArray& bytes) {
    if (bytes.isEmpty())
        return {};
    if (!(bytes.front() & 1))
        return QString::fromUtf8(bytes.sliced(1));
    const qsizetype size = (bytes.size() - 1) / 2;
    QString text(size, Qt::Uninitialized);
    std::memcpy(text.data(), bytes.constData() + 1, size_t(size) * sizeof(QChar));
    return text;
}

} // namespace confab
