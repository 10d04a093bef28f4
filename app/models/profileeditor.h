// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/picturechooser.h"
#include "common/core/time.h"
#include "common/protocol/profile.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Connection;
class Session;
} // namespace confab::client

namespace confab::models {

/// Changes what the user tells others: name, picture, status. It sends what differs from what was so when the form was
/// opened. Thread: the window's. Owned by: CurrentUser.
class ProfileEditor : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentUser")
    /// As it was at begin().
    Q_PROPERTY(QString name READ name NOTIFY begun FINAL)
    Q_PROPERTY(QString statusText READ statusText NOTIFY begun FINAL)
    Q_PROPERTY(QString statusEmoji READ statusEmoji NOTIFY begun FINAL)
    Q_PROPERTY(QString statusUntil READ statusUntil NOTIFY begun FINAL) ///< as a time; empty: it does not end
    Q_PROPERTY(QString initials READ initials NOTIFY begun FINAL)
    Q_PROPERTY(double userId READ userId NOTIFY begun FINAL)
    Q_PROPERTY(confab::models::PictureChooser* picture READ picture CONSTANT FINAL)
    Q_PROPERTY(int statusChars READ statusChars CONSTANT FINAL) ///< the most
    Q_PROPERTY(int nameChars READ nameChars CONSTANT FINAL)     ///< the most
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed FINAL)
    Q_PROPERTY(QString statusError READ statusError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field

public:
    /// When a status goes by itself. AsItIs: as it was at begin().
    enum ClearAfter { Never, HalfHour, Hour, Today, AsItIs };
    Q_ENUM(ClearAfter)

    /// All must outlive this.
    ProfileEditor(client::Connection& connection, client::Session& session, client::Uploads& uploads,
                  const Clock& clock);

    Q_INVOKABLE void begin();
    /// `saved` follows, or an error.
    Q_INVOKABLE void save(const QString& name, const QString& emoji, const QString& text, ClearAfter clearAfter);

    QString name() const { return m_user.name; }
    QString statusText() const { return status().text; }
    QString statusEmoji() const { return status().emoji; }
    QString statusUntil() const;
    QString initials() const;
    double userId() const { return double(m_user.id.value); }
    PictureChooser* picture() { return &m_picture; }
    static int statusChars() { return limits::statusChars; }
    static int nameChars() { return limits::nameChars; }
    bool isBusy() const { return m_busy; }
    QString nameError() const { return m_errors.name; }
    QString statusError() const { return m_errors.status; }
    QString error() const { return m_errors.other; }

    /// When a status of now ends; none: not by itself. Of AsItIs likewise.
    static std::optional<UtcTime> endOf(ClearAfter clearAfter, UtcTime now);

Q_SIGNALS:
    void begun();
    void changed();
    void saved();

private:
    struct Errors {
        QString name, status, other;
    };

    UserStatus status() const;
    std::optional<OrNull<UserStatus>> statusChange(const QString& emoji, const QString& text,
                                                   ClearAfter clearAfter) const;
    void answered(const Result<UserAnswer>& answer);
    void showError(const Error& error);

    client::Connection& m_connection;
    client::Session& m_session;
    const Clock& m_clock;
    PictureChooser m_picture;
    User m_user; // at begin()
    Errors m_errors;
    quint64 m_generation = 0; // an answer of an earlier one is dropped
    bool m_busy = false;
};

} // namespace confab::models
