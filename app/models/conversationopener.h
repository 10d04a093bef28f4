// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/foundpeoplemodel.h"
#include "common/protocol/limits.h"

#include <QQmlEngine>
#include <QVariant>

namespace confab::client {
class Client;
class Rooms;
} // namespace confab::client

namespace confab::models {

/// Opens conversations with one person or a few, who are chosen one by one before.
/// Thread: the window's. Owned by: Workspace.
class ConversationOpener : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// In the order of choosing, each as {userId, name, initials}.
    Q_PROPERTY(QVariantList chosen READ chosen NOTIFY chosenChanged FINAL)
    Q_PROPERTY(bool full READ isFull NOTIFY chosenChanged FINAL) ///< no one else can be chosen
    Q_PROPERTY(int most READ most CONSTANT FINAL)                ///< people that can be chosen
    /// The people to choose from.
    Q_PROPERTY(confab::models::FoundPeopleModel* found READ found CONSTANT FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    /// `client` must outlive this.
    explicit ConversationOpener(client::Client& client);

    /// Chooses the person, or takes that back.
    Q_INVOKABLE void toggle(double userId, const QString& name);
    Q_INVOKABLE bool isChosen(double userId) const;
    Q_INVOKABLE void dropLast();
    Q_INVOKABLE void clear();
    /// Opens the conversation with those who are chosen; opened() follows, or an error.
    Q_INVOKABLE void open();
    Q_INVOKABLE void openWith(double userId);

    FoundPeopleModel* found() { return &m_found; }
    QVariantList chosen() const;
    bool isFull() const { return m_chosen.size() >= most(); }
    static int most() { return limits::directPeople - 1; }
    bool isBusy() const { return m_busy; }
    QString error() const { return m_error; }

Q_SIGNALS:
    void chosenChanged();
    void changed();
    void opened(double roomId);

private:
    void open(const QList<UserId>& people);
    void setError(const QString& error);

    client::Rooms& m_rooms;
    FoundPeopleModel m_found;
    QList<User> m_chosen;
    bool m_busy = false;
    QString m_error;
};

} // namespace confab::models
