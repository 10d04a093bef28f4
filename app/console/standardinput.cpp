// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/standardinput.h"

#include <QStringList>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <cerrno>
#include <unistd.h>
#else
#include "common/core/mailbox.h"
#include "common/core/windowsconsole.h"

#include <QSemaphore>

#include <thread>

#include <io.h>
#endif

namespace confab::console {

#ifdef Q_OS_UNIX

struct StandardInput::Reader {
    explicit Reader(StandardInput& owner) : notifier(STDIN_FILENO, QSocketNotifier::Read) {
        QObject::connect(&notifier, &QSocketNotifier::activated, &owner, [this, &owner] {
            QByteArray bytes(64 * 1024, Qt::Uninitialized);
            const ssize_t count = ::read(STDIN_FILENO, bytes.data(), size_t(bytes.size()));
            if (count < 0 && (errno == EINTR || errno == EAGAIN))
                return;
            if (count <= 0) {
                notifier.setEnabled(false);
                Q_EMIT owner.ended();
                return;
            }
            bytes.truncate(count);
            Q_EMIT owner.arrived(bytes);
        });
    }
    void setPaused(bool paused) { notifier.setEnabled(!paused); }

    QSocketNotifier notifier;
};

#else

/// Reads on a thread of its own, one piece for each next(). Never deleted: at the end of the program the thread may be
/// in a blocking read.
class InputThread : public QObject {
public:
    InputThread() : m_mailbox(this, 2, [this](std::vector<QByteArray>& pieces) { deliver(pieces); }) {
        std::thread([this] {
            for (bool more = true; more;) {
                m_turns.acquire();
                const QByteArray piece = read();
                more = !piece.isEmpty();
                m_mailbox.post(piece);
            }
        }).detach();
    }
    void next() { m_turns.release(); }

    std::function<void(const QByteArray&)> handler; // on the home thread only

private:
    /// Waits for what comes next; empty at the end of the input.
    static QByteArray read() {
        if (void* const console = windowsconsole::handleOf(0); windowsconsole::isConsole(console))
            return windowsconsole::readLine(console).value_or(QByteArray());
        QByteArray bytes(64 * 1024, Qt::Uninitialized);
        bytes.truncate(std::max(_read(0, bytes.data(), unsigned(bytes.size())), 0));
        return bytes;
    }
    void deliver(const std::vector<QByteArray>& pieces) {
        for (const QByteArray& piece : pieces) {
            if (handler)
                handler(piece);
        }
    }

    QSemaphore m_turns{1};
    Mailbox<QByteArray> m_mailbox;
};

struct StandardInput::Reader {
    explicit Reader(StandardInput& owner) : thread(new InputThread) {
        thread->handler = [this, &owner](const QByteArray& bytes) {
            if (bytes.isEmpty())
                return Q_EMIT owner.ended();
            if (paused)
                waiting = true;
            else
                thread->next();
            Q_EMIT owner.arrived(bytes);
        };
    }
    ~Reader() { thread->handler = nullptr; }
    void setPaused(bool pause) {
        paused = pause;
        if (!paused && std::exchange(waiting, false))
            thread->next();
    }

    InputThread* thread;
    bool paused = false;
    bool waiting = false; // the thread sleeps until next()
};

#endif

StandardInput::StandardInput() : m_reader(std::make_unique<Reader>(*this)) {}

StandardInput::~StandardInput() = default;

void StandardInput::setPaused(bool paused) {
    m_reader->setPaused(paused);
}

QStringList LineSplitter::take(const QByteArray& bytes) {
    QStringList lines;
    const char* from = bytes.constData();
    const char* const end = from + bytes.size();
    for (const char* stop = std::find(from, end, '\n'); stop != end; stop = std::find(from, end, '\n')) {
        append(from, stop);
        if (m_begun.endsWith('\r'))
            m_begun.chop(1);
        lines.append(QString::fromUtf8(std::exchange(m_begun, {})));
        from = stop + 1;
    }
    append(from, end);
    return lines;
}

void LineSplitter::append(const char* from, const char* to) {
    m_begun.append(from, std::min<qsizetype>(to - from, mostBytes - m_begun.size()));
}

QStringList LineSplitter::rest() {
    if (m_begun.isEmpty())
        return {};
    return {QString::fromUtf8(std::exchange(m_begun, {}))};
}

} // namespace confab::console
