// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/then.h"

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QTimer>

#include <chrono>
#include <optional>

namespace confab::models {

/// What the server finds for the letters that the user types: it is asked a moment after the last key, once for a word,
/// and only the last question's answer counts. Derived classes name this one with its namespace, by which alone
/// Qt 6.4's type registrar finds what QML knows of it.
/// Thread: the window's. Owned by: whoever owns the derived class.
class FoundModel : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    /// Why there is no answer, as a text; empty when there is one.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged FINAL)

public:
    QString query() const { return m_query; }
    void setQuery(const QString& query);
    bool isBusy() const { return m_busy; }
    QString error() const { return m_error; }
    /// Asks now.
    Q_INVOKABLE void search();

Q_SIGNALS:
    void queryChanged();
    void busyChanged();
    void errorChanged();

protected:
    explicit FoundModel(std::chrono::milliseconds pause);

    /// When it is not, nothing is asked, and nothing listed.
    virtual bool isWorthAsking() const { return true; }
    /// Asks with answerTo().
    virtual void ask() = 0;
    virtual void clear() = 0;
    /// `show` gets what was found; nothing when the question failed.
    template <class Found, class Show>
    client::Then<Found> answerTo(Show show) {
        return {this, [this, show, generation = ++m_generation](Result<Found> found) {
                    if (generation != m_generation)
                        return;
                    setError(found ? std::nullopt : std::optional(found.error()));
                    show(found ? std::move(*found) : Found());
                    setBusy(false);
                }};
    }

private:
    void setBusy(bool busy);
    void setError(const std::optional<Error>& error);

    QString m_query;
    bool m_busy = false;
    QString m_error;
    quint64 m_generation = 0; // an answer to an earlier one is dropped
    QTimer m_delay;
};

} // namespace confab::models
