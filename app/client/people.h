// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"

#include <QSet>

namespace confab::client {

/// Who has which name. Names are learnt from whatever answers carry; ids that nobody has named are asked for in one
/// request per turn of the event loop.
/// Thread: the client's. Owned by: Client.
class People : public QObject {
    Q_OBJECT
public:
    explicit People(Connection& connection);

    /// The name, or an empty text while it is not known: it is then asked for, and learnt() follows.
    QString name(UserId id);
    void learn(const User& user);
    void learn(const QList<User>& users);
    void learn(UserId id, const QString& name);
    /// Forgets everybody (another server's ids mean other people).
    void clear();

Q_SIGNALS:
    /// The name of `id` is known now, or is another one.
    void learnt(confab::UserId id);

private:
    void ask();

    Connection& m_connection;
    QHash<UserId, QString> m_names;
    QSet<UserId> m_unknown; // to ask for at the end of this turn
    QSet<UserId> m_asked;   // on their way, or answered with nobody
};

} // namespace confab::client
