// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFile>

#include <functional>

namespace confab {

/// A file that says how much of it was read or written, once for each so many bytes.
/// Thread: any, one at a time. Owned by: who reads or writes it.
class ProgressFile final : public QFile {
public:
    using Told = std::function<void(qint64 done)>;
    static constexpr qint64 step = 256 * 1024 * 1024; ///< bytes: a second or two of most disks

    /// `told` may be empty.
    ProgressFile(const QString& path, Told told) : QFile(path), m_told(std::move(told)) {}

protected:
    qint64 readData(char* data, qint64 most) override { return count(QFile::readData(data, most)); }
    qint64 writeData(const char* data, qint64 bytes) override { return count(QFile::writeData(data, bytes)); }

private:
    qint64 count(qint64 bytes) {
        const qint64 before = m_done;
        m_done += bytes > 0 ? bytes : 0;
        if (m_told && m_done / step > before / step)
            m_told(m_done);
        return bytes;
    }

    const Told m_told;
    qint64 m_done = 0;
};

} // namespace confab
