// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

#include <memory>

namespace confab::console {

/// The standard input as the event loop sees it: pieces of bytes when there are some. On Unix by a notifier on the
/// descriptor; elsewhere, where consoles can't be waited for together with sockets, by a thread that reads.
/// Thread: the one that makes it. Owned by: the command that reads.
class StandardInput : public QObject {
    Q_OBJECT
public:
    StandardInput();
    ~StandardInput() override;

    /// While paused nothing more is read (but a piece that is being read already), so a fast writer waits.
    void setPaused(bool paused);

Q_SIGNALS:
    void arrived(const QByteArray& bytes);
    void ended();

private:
    struct Reader;
    std::unique_ptr<Reader> m_reader;
};

/// Cuts bytes into lines of text. Of a line that is longer than `mostBytes` only the beginning is kept, which is far
/// too long for a message still; so its rest is never taken for another line.
class LineSplitter {
public:
    /// The lines that are complete now, without "\n" or "\r\n".
    QStringList take(const QByteArray& bytes);
    /// At the end: the last line, when it has no newline.
    QStringList rest();

private:
    static constexpr qsizetype mostBytes = 1024 * 1024;

    void append(const char* from, const char* to);

    QByteArray m_begun;
};

} // namespace confab::console
