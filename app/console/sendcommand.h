// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "app/console/standardinput.h"

namespace confab::client {
struct OutgoingMessage;
}

namespace confab::console {

/// `send`: sends one message, or each line of the standard input as one; prints the seq of each, in order.
class SendCommand final : public Command {
    Q_OBJECT
public:
    SendCommand(const Context& context, const SendOptions& options) : Command(context), m_options(options) {}
    void start() override;
    /// The next line of a pipe may come hours later.
    bool isEndless() const override { return !m_options.text; }

private:
    void lineArrived(const QByteArray& bytes);
    void fill();
    bool sendOne(const QString& text);
    void changed(const client::OutgoingMessage& message);

    // At most this many in flight; the pipe waits.
    static constexpr int mostWaiting = 100;

    const SendOptions m_options;
    RoomId m_room;
    std::unique_ptr<StandardInput> m_input;
    LineSplitter m_splitter;
    QStringList m_lines;
    bool m_ended = true; // the input has ended
    bool m_failed = false;
};

} // namespace confab::console
