// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

#include <memory>

namespace confab::console {

/// The standard input in the event loop: emits pieces of bytes as they arrive. On Unix by a notifier on the descriptor;
/// elsewhere, where consoles can't be polled together with sockets, by a thread that reads.
/// Thread: the one that makes it. Owned by: the command that reads.
class StandardInput : public QObject {
    Q_OBJECT
public:
    StandardInput();
    ~StandardInput() override;

    /// While paused it reads nothing (except a piece that is being read already), so a fast writer blocks.
    void setPaused(bool paused);

Q_SIGNALS:
    void arrived(const QByteArray& bytes);
    void ended();

private:
    struct Reader;
    std::unique_ptr<Reader> m_reader;
};

/// Splits bytes into lines of text. Keeps only the beginning of a line that is longer than `mostBytes`, which is still
/// far too long for a message; so its rest is never taken for another line.
class LineSplitter {
public:
    /// The complete lines so far, without "\n" or "\r\n".
    QStringList take(const QByteArray& bytes);
    /// At the end of the input: the last line, when it has no newline.
    QStringList rest();

private:
    static constexpr qsizetype mostBytes = 1024 * 1024;

    void append(const char* from, const char* to);

    QByteArray m_begun;
};

} // namespace confab::console
