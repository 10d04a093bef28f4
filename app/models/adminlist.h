// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"
#include "app/models/roletable.h"
#include "common/core/error.h"

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QTimer>

namespace confab::models {

/// A list that administrators read from the server page by page, filtered there.
/// Thread: the window's. Owned by: Administration.
class AdminList : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool empty READ isEmpty NOTIFY changed FINAL) ///< there is nothing, as the server said
    Q_PROPERTY(bool more READ hasMore NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    explicit AdminList(client::Connection& connection);

    /// From the first row on, without a filter.
    Q_INVOKABLE void begin();
    Q_INVOKABLE void end();
    /// A moment after the last change.
    Q_INVOKABLE void search(const QString& query);
    Q_INVOKABLE void loadMore();

    bool isEmpty() const { return !m_isBusy && m_error.isEmpty() && rowCount() == 0; }
    bool hasMore() const { return m_hasMore; }
    bool isBusy() const { return m_isBusy; }
    QString error() const { return m_error; }

Q_SIGNALS:
    void changed();

protected:
    const QString& query() const { return m_query; }
    client::Connection& connection() const { return m_connection; }
    /// Asks for what follows the rows that are there.
    virtual void load() = 0;
    /// Inside a reset of the model.
    virtual void clearRows() = 0;
    void setMore(bool hasMore) { m_hasMore = hasMore; }

    /// Busy until the answer comes; `take` gets it, unless the list was begun anew or ended meanwhile.
    template <class Request, class Take>
    void ask(Request request, Take take) {
        using Answer = typename Request::Answer;
        m_isBusy = true;
        m_error.clear();
        Q_EMIT changed();
        m_connection.call(std::move(request),
                          {this, [this, take, generation = m_generation](const Result<Answer>& answer) {
                               if (generation != m_generation)
                                   return;
                               m_isBusy = false;
                               if (answer)
                                   take(*answer);
                               else
                                   m_error = words(answer.error());
                               Q_EMIT changed();
                           }});
    }

private:
    static QString words(const Error& error);
    void restart();

    client::Connection& m_connection;
    QTimer m_delay; // after the last key
    QString m_query;
    QString m_error;
    quint64 m_generation = 0; // answers of an earlier one are dropped
    bool m_hasMore = false;
    bool m_isBusy = false;
};

} // namespace confab::models
