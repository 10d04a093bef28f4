// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/messagetools.h"

namespace confab::models {

/// The text of a message that passes another one on: who wrote it, and its text, if any, as a quote, in Markdown.
QString forwardedText(const QString& author, const QString& body);

/// Sends a message of the current room to another room, as a new message of the user that quotes it and carries its
/// files. They are on the server already, for those who can read the one message or the other.
/// Thread: the window's. Owned by: CurrentRoom.
class Forwarder : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(double by READ by NOTIFY changed FINAL) ///< the id of the author
    Q_PROPERTY(QString author READ author NOTIFY changed FINAL)
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL) ///< the text in one line
    /// Why it was not sent, as a text; empty otherwise.
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    Forwarder(client::Client& client, const MessageTools& tools);

    /// False for what is no message of the room, was deleted or is not sent yet.
    Q_INVOKABLE bool canForward(double seq) const;
    /// Takes this message; `asked` follows.
    Q_INVOKABLE void ask(double seq);
    /// Sends it to this room; `forwarded` follows, or error() says why not.
    Q_INVOKABLE void forward(double roomId);

    double by() const { return m_message ? double(m_message->by.value) : 0; }
    QString author() const;
    QString words() const;
    QString error() const { return m_error; }

Q_SIGNALS:
    void changed();
    void asked();
    void forwarded(const QString& roomName);

private:
    void setError(const QString& error);

    client::Client& m_client;
    const MessageTools& m_tools;
    std::optional<Message> m_message;
    QString m_error;
};

} // namespace confab::models
