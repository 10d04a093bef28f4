// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QQmlEngine>

namespace confab::client {
class Outbox;
}

namespace confab::models {

/// Changes and withdraws messages in the queue. While one is edited, that message and the following ones of its room
/// stay in the queue.
/// Thread: the window's. Owned by: CurrentRoom.
class QueuedMessages : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    /// The clientId of the edited message; empty: none.
    Q_PROPERTY(QString editing READ editing NOTIFY editingChanged FINAL)
    /// Its text in the queue.
    Q_PROPERTY(QString text READ text NOTIFY editingChanged FINAL)
    /// Why the text was refused; else empty.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    explicit QueuedMessages(client::Outbox& outbox);
    ~QueuedMessages() override;

    /// Ends the editing of another one. Does nothing when the server may have the message already.
    Q_INVOKABLE void edit(const QString& clientId);
    /// Saves the new text of the edited message. An empty one withdraws it. `problem` has the reason of a refusal; the
    /// editing continues then.
    Q_INVOKABLE void save(const QString& text);
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void withdraw(const QString& clientId);

    QString editing() const { return m_editing; }
    QString text() const;
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void editingChanged();
    void problemChanged();

private:
    void setEditing(const QString& clientId);
    void setProblem(const QString& problem);

    client::Outbox& m_outbox;
    QString m_editing;
    QString m_problem;
};

} // namespace confab::models
